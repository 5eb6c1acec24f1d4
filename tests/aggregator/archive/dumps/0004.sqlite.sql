BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE answer (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	url TEXT NOT NULL, 
	content_type TEXT NOT NULL, 
	teaser JSON, 
	body BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	until DATETIME, 
	reader INTEGER NOT NULL, 
	furniture INTEGER NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (id), 
	CONSTRAINT fk_answer_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "answer" VALUES(1,3,'https://portal.example.hu/palyazat','text/html',NULL,X'78DAB329B00B38BC30A7F2F0C2AAC41285CCBC94D21C0055180873','2026-03-02 05:30:11.204518','2026-03-03 05:30:09.771003',2,0);
INSERT INTO "answer" VALUES(2,3,'https://portal.example.hu/palyazat','text/html','{"url": "https://portal.example.hu/palyazat", "title": "P\u00e1ly\u00e1zat indul", "summary": "\u00daj hat\u00e1rid\u0151", "updated": "", "published": null, "authors": []}',X'78DAB329B00B38BC30A7F2F0C2AAC41285CCBC94D21C2B85C3BBB21432124B0E2F2CCA4C393A110017A4100A','2026-03-03 05:30:09.771003',NULL,2,2);
CREATE TABLE article (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	html TEXT NOT NULL, 
	published_at DATETIME, 
	published_precision TEXT, 
	published_found TEXT, 
	published_text TEXT, 
	authors JSON NOT NULL, 
	image TEXT, 
	language TEXT, 
	first_seen DATETIME NOT NULL, 
	last_seen DATETIME NOT NULL, 
	changed DATETIME, 
	gone DATETIME, 
	digest TEXT NOT NULL, 
	grouped TEXT, 
	folded TEXT NOT NULL, agency TEXT, kind TEXT, reader INTEGER DEFAULT '1' NOT NULL, gallery JSON DEFAULT '[]' NOT NULL, attachments JSON DEFAULT '[]' NOT NULL, links JSON DEFAULT '[]' NOT NULL, quotations JSON DEFAULT '[]' NOT NULL, announced JSON DEFAULT '[]' NOT NULL, blocks JSON DEFAULT '[]' NOT NULL, alternates JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (id), 
	CONSTRAINT fk_article_source_source FOREIGN KEY(source) REFERENCES source (id), 
	CONSTRAINT uq_article_source UNIQUE (source, "key")
);
INSERT INTO "article" VALUES(1,'portal','portal.example.hu/mérőlabor','https://portal.example.hu/mérőlabor','Közös mérőlabor nyílik','Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.','<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p>','2026-03-01 09:15:00.000000','minute','json-ld','2026-03-01T10:15:00+01:00','["Szerkeszt\u0151s\u00e9g"]','https://portal.example.hu/kepek/labor.jpg','hu','2026-03-02 05:30:11.204518','2026-03-05 05:30:14.000090',NULL,NULL,'74fa10676048322560bac12f83e3bcf4','74fa10676048322560bac12f83e3bcf4','kozos merolabor nyilik
szeptember 14-en nyilik; 40%-at a tagok alljak.

„vegre!” – mondta az elnok.','HHI','news',2,'["https://portal.example.hu/kepek/labor-2.jpg"]','[{"url": "https://portal.example.hu/meghivo.pdf", "title": "Megh\u00edv\u00f3", "type": "application/pdf", "length": null}]','[{"url": "https://fa.example.hu/", "text": "T\u00f6lgyliget", "paragraph": "T\u00e1rsunk: T\u00f6lgyliget"}]','["V\u00e9gre!"]','[{"name": "Labornyit\u00f3", "start": "2026-09-14", "end": "", "place": "F\u0151m\u0171hely", "town": "Soml\u00f3v\u00e1r", "link": "", "status": ""}]','[4066683612433694739, 1494137662880580]','[{"language": "en", "url": "https://portal.example.hu/en/laboratory"}]');
INSERT INTO "article" VALUES(2,'fa','fa.example.hu/12','https://fa.example.hu/12','Tőlünk is mérhetnek majd','Jó hír jött: „Végre!” – írja a portal.example.hu.','<p>Jó hír jött: „Végre!” – írja a portal.example.hu.</p>','2026-03-02 23:00:00.000000','day','byline','2026. március 3.','[]',NULL,'hu','2026-03-03 05:30:09.771003','2026-03-05 05:30:14.000090',NULL,NULL,'625a89bbf9936d43d4fe0af949046dd4','625a89bbf9936d43d4fe0af949046dd4','tolunk is merhetnek majd
jo hir jott: „vegre!” – irja a portal.example.hu.',NULL,'news',2,'[]','[]','[]','[]','[]','[]','[]');
INSERT INTO "article" VALUES(3,'portal','portal.example.hu/palyazat','https://portal.example.hu/palyazat','Pályázat indul: új határidő','Május 11-ig, it''s open; a "B" űrlapon.','<p>Május 11-ig, it''s open; a "B" űrlapon.</p>','2026-01-31 23:00:00.000000','month','listing','2026. február','[]',NULL,'hu','2026-03-02 05:30:11.204518','2026-03-05 05:30:14.000090','2026-03-03 05:30:09.771003',NULL,'ae03d9e09238523d3105654903f8cb66','a7ae0e7372c49bd2008b7a3dd200952d','palyazat indul: uj hatarido
majus 11-ig, it''s open; a "b" urlapon.',NULL,'call',2,'[]','[]','[]','[]','[]','[]','[]');
INSERT INTO "article" VALUES(4,'fa','fa.example.hu/13','https://fa.example.hu/13','Őszi nyílt nap','Október 9-én, 9:30-kor a főműhelyben. 🌳','<p>Október 9-én, 9:30-kor a főműhelyben. 🌳</p>',NULL,NULL,NULL,NULL,'[]',NULL,NULL,'2026-03-03 05:30:09.771003','2026-03-03 05:30:09.771003',NULL,'2026-03-05 05:30:14.000090','019007de7fc742d266c9b561e540c854',NULL,'oszi nyilt nap
oktober 9-en, 9:30-kor a fomuhelyben. 🌳',NULL,NULL,2,'[]','[]','[]','[]','[]','[]','[]');
INSERT INTO "article" VALUES(5,'fa','fa.example.hu/11','https://fa.example.hu/11','Közös mérőlabor nyílik','Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.

Forrás: portal.example.hu','<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p><p>Forrás: portal.example.hu</p>','2026-02-28 23:00:00.000000','day','time','2026-03-01','[]',NULL,'hu','2026-03-02 05:30:11.204518','2026-03-05 05:30:14.000090',NULL,NULL,'816f727a42a6f442546744c404d6c434','816f727a42a6f442546744c404d6c434','kozos merolabor nyilik
szeptember 14-en nyilik; 40%-at a tagok alljak.

„vegre!” – mondta az elnok.

forras: portal.example.hu',NULL,'news',2,'[]','[]','[]','[]','[]','[]','[]');
CREATE TABLE commonplace (
	hash BIGINT NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_commonplace PRIMARY KEY (hash)
);
INSERT INTO "commonplace" VALUES(-6033712687045598947,'2026-03-03 05:30:09.771003');
CREATE TABLE discovery (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	outcome TEXT NOT NULL, 
	why TEXT NOT NULL, 
	doors JSON NOT NULL, 
	tried JSON NOT NULL, 
	CONSTRAINT pk_discovery PRIMARY KEY (id), 
	CONSTRAINT fk_discovery_source_source FOREIGN KEY(source) REFERENCES source (id)
);
INSERT INTO "discovery" VALUES(1,'fa','2026-03-02 05:30:11.204518','accepted','the site''s section for news','[{"door": {"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}, "why": "the site''s section for news"}]','{"https://fa.example.hu/": "a page \u201cC\u00edmlap\u201d, as a list 0.00"}');
INSERT INTO "discovery" VALUES(2,'portal','2026-03-05 05:30:14.000090','no-answer','no page answered','[]','{}');
CREATE TABLE "door" (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	url TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	definition TEXT, 
	etag TEXT, 
	modified TEXT, 
	digest TEXT, 
	marks JSON NOT NULL, 
	since DATETIME NOT NULL, 
	seen DATETIME, 
	spec JSON NOT NULL, 
	origin TEXT NOT NULL, 
	why TEXT, 
	until DATETIME, 
	ended TEXT, 
	CONSTRAINT pk_door PRIMARY KEY (id), 
	CONSTRAINT fk_door_source_source FOREIGN KEY(source) REFERENCES source (id)
);
INSERT INTO "door" VALUES(1,'portal','https://portal.example.hu/feed/','feed','45c1ea3ae386a6a187f0c50e','"6c5408ef"','Mon, 02 Mar 2026 05:00:00 GMT','a4bbf3c1987b2eb26d226dc3f00e2f12','{"portal.example.hu/m\u00e9r\u0151labor": "d17760beaa949246efa64c16"}','2026-03-02 05:30:11.204518','2026-03-05 05:30:14.000090','{"kind": "feed", "url": "https://portal.example.hu/feed/"}','file',NULL,NULL,NULL);
INSERT INTO "door" VALUES(2,'fa','https://fa.example.hu/hirek','listing','d084b91ec8331dcae81ebf2c',NULL,NULL,NULL,'{}','2026-03-02 05:30:11.204518','2026-03-03 05:30:09.771003','{"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}','found','the site''s section for news',NULL,NULL);
INSERT INTO "door" VALUES(3,'portal','https://portal.example.hu/hirek.xml','feed',NULL,NULL,NULL,NULL,'{}','2026-03-02 05:30:11.204518',NULL,'{}','file',NULL,'2026-03-03 05:30:09.771003','replaced');
CREATE TABLE event (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	"key" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT, 
	series TEXT, 
	ordinal INTEGER, 
	start DATE NOT NULL, 
	"end" DATE NOT NULL, 
	begins TIME, 
	ends TIME, 
	town TEXT, 
	venue TEXT, 
	link TEXT, 
	status TEXT NOT NULL, 
	certain BOOLEAN NOT NULL, 
	sentence TEXT NOT NULL, 
	found TEXT NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "event" VALUES(1,1,'event labornyitó 2026-09-14','event','Labornyitó','labornyitó',1,'2026-09-14','2026-09-15','09:30:00.000000','16:00:00.000000','Somlóvár','Főműhely','https://portal.example.hu/jelentkezes','announced',1,'Szeptember 14-én nyílik.','json-ld');
INSERT INTO "event" VALUES(2,3,'deadline 2026-05-11','deadline',NULL,NULL,NULL,'2026-05-11','2026-05-11',NULL,NULL,NULL,NULL,NULL,'announced',0,'Május 11-ig.','prose');
CREATE TABLE feed (
	name TEXT NOT NULL, 
	uid TEXT NOT NULL, 
	minted DATETIME NOT NULL, 
	CONSTRAINT pk_feed PRIMARY KEY (name), 
	CONSTRAINT uq_feed_uid UNIQUE (uid)
);
INSERT INTO "feed" VALUES('all','urn:uuid:0b9c3c52-5a0e-4d6f-9a57-3f1f5f3f0a11','2026-03-02 05:30:11.204518');
CREATE TABLE fingerprint (
	hash BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	CONSTRAINT pk_fingerprint PRIMARY KEY (hash, article), 
	CONSTRAINT fk_fingerprint_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "fingerprint" VALUES(-9213068160845789912,1);
INSERT INTO "fingerprint" VALUES(-9213068160845789912,5);
INSERT INTO "fingerprint" VALUES(42,2);
INSERT INTO "fingerprint" VALUES(-9223372036854775808,3);
INSERT INTO "fingerprint" VALUES(9223372036854775807,4);
CREATE TABLE furniture (
	source TEXT NOT NULL, 
	hash BIGINT NOT NULL, 
	since DATETIME NOT NULL, 
	CONSTRAINT pk_furniture PRIMARY KEY (source, hash), 
	CONSTRAINT fk_furniture_source_source FOREIGN KEY(source) REFERENCES source (id)
);
INSERT INTO "furniture" VALUES('fa',-7664818353998508812,'2026-03-03 05:30:09.771003');
INSERT INTO "furniture" VALUES('fa',3929519901904374135,'2026-03-03 05:30:09.771003');
CREATE TABLE line (
	hash BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	CONSTRAINT pk_line PRIMARY KEY (hash, article), 
	CONSTRAINT fk_line_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "line" VALUES(-7630684325480688268,1);
INSERT INTO "line" VALUES(-7630684325480688268,5);
INSERT INTO "line" VALUES(9223372036854775807,2);
CREATE TABLE membership (
	id INTEGER NOT NULL, 
	story BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	role TEXT NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT fk_membership_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_membership_story_story FOREIGN KEY(story) REFERENCES story (id)
);
INSERT INTO "membership" VALUES(1,1,1,'original','2026-03-02 05:30:11.204518',NULL);
INSERT INTO "membership" VALUES(2,2,5,'original','2026-03-02 05:30:11.204518','2026-03-03 05:30:09.771003');
INSERT INTO "membership" VALUES(3,1,5,'reprint','2026-03-03 05:30:09.771003',NULL);
INSERT INTO "membership" VALUES(4,1,2,'quotation','2026-03-03 05:30:09.771003',NULL);
INSERT INTO "membership" VALUES(5,3,3,'original','2026-03-02 05:30:11.204518',NULL);
INSERT INTO "membership" VALUES(6,4,4,'original','2026-03-03 05:30:09.771003',NULL);
CREATE TABLE page (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	article BIGINT, 
	reason TEXT, 
	etag TEXT, 
	modified TEXT, 
	digest TEXT, 
	asked DATETIME, 
	checks INTEGER NOT NULL, 
	missed DATETIME, 
	gone DATETIME, 
	owed JSON, 
	attempts INTEGER NOT NULL, 
	tried DATETIME, 
	CONSTRAINT pk_page PRIMARY KEY (id), 
	CONSTRAINT fk_page_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_page_source_source FOREIGN KEY(source) REFERENCES source (id), 
	CONSTRAINT uq_page_source UNIQUE (source, "key")
);
INSERT INTO "page" VALUES(1,'portal','portal.example.hu/mérőlabor','https://portal.example.hu/mérőlabor',1,NULL,'"9b6b6416"','Sun, 01 Mar 2026 09:15:00 GMT','6af487c73dc93f87ca2e80bfe392a82d','2026-03-05 05:30:14.000090',1,NULL,NULL,NULL,0,NULL);
INSERT INTO "page" VALUES(3,'portal','portal.example.hu/palyazat','https://portal.example.hu/palyazat',3,NULL,NULL,NULL,NULL,'2026-03-05 05:30:14.000090',0,NULL,NULL,NULL,0,NULL);
INSERT INTO "page" VALUES(4,'fa','fa.example.hu/13','https://fa.example.hu/13',4,NULL,NULL,NULL,NULL,'2026-03-05 05:30:14.000090',1,'2026-03-03 05:30:09.771003','2026-03-05 05:30:14.000090',NULL,0,NULL);
INSERT INTO "page" VALUES(6,'portal','portal.example.hu/rólunk','https://portal.example.hu/rólunk',NULL,'too-short',NULL,NULL,NULL,'2026-03-05 05:30:14.000090',1,NULL,NULL,NULL,0,NULL);
INSERT INTO "page" VALUES(7,'portal','portal.example.hu/következő','https://portal.example.hu/következő',NULL,'http-503',NULL,NULL,NULL,NULL,0,NULL,NULL,'{"url": "https://portal.example.hu/k\u00f6vetkez\u0151", "title": "K\u00f6vetkez\u0151 l\u00e9p\u00e9sek", "summary": "", "updated": "", "authors": [], "published": {"at": "2026-03-02T00:00:00+01:00", "precision": "day", "found": "feed", "text": "2. 3. 2026"}}',2,'2026-03-05 05:30:14.000090');
CREATE TABLE pairing (
	hash BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	CONSTRAINT pk_pairing PRIMARY KEY (hash, article), 
	CONSTRAINT fk_pairing_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "pairing" VALUES(-8853866181340470589,1);
INSERT INTO "pairing" VALUES(4192313791407248838,3);
CREATE TABLE reading (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	reader INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	html TEXT NOT NULL, 
	published_at DATETIME, 
	published_precision TEXT, 
	published_found TEXT, 
	published_text TEXT, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT fk_reading_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "reading" VALUES(1,2,0,'Tölgyliget – hírek','Jó hír','<p>Jó hír</p>','2026-03-02 23:00:00.000000','day','byline','2026. március 3.','2026-03-05 05:30:14.000090');
INSERT INTO "reading" VALUES(2,4,0,'Őszi nyílt nap','Október 9-én','<p>Október 9-én</p>',NULL,NULL,NULL,NULL,'2026-03-05 05:30:14.000090');
CREATE TABLE relation (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	other BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	host BIGINT, 
	share FLOAT NOT NULL, 
	other_share FLOAT NOT NULL, 
	passages JSON NOT NULL, 
	evidence JSON NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME, "by" TEXT DEFAULT 'text' NOT NULL, 
	CONSTRAINT pk_relation PRIMARY KEY (id), 
	CONSTRAINT fk_relation_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_relation_host_article FOREIGN KEY(host) REFERENCES article (id), 
	CONSTRAINT fk_relation_other_article FOREIGN KEY(other) REFERENCES article (id)
);
INSERT INTO "relation" VALUES(1,1,5,'copy',NULL,1.0,9.66666666666666674068e-01,'[[0, 73, 0, 73]]','["credit:b:source"]','2026-03-03 05:30:09.771003',NULL,'text');
INSERT INTO "relation" VALUES(2,1,2,'quotes',2,0.4,0.375,'[[49, 55, 14, 20]]','["credit:b:writes"]','2026-03-03 05:30:09.771003',NULL,'text');
INSERT INTO "relation" VALUES(3,2,3,'related',NULL,0.1,0.0,'[]','[]','2026-03-03 05:30:09.771003','2026-03-05 05:30:14.000090','text');
INSERT INTO "relation" VALUES(4,1,3,'related',NULL,0.0,0.0,'[]','["labornyit\u00f3 2026-09-14"]','2026-03-05 05:30:14.000090',NULL,'event');
CREATE TABLE "report" (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	began DATETIME NOT NULL, 
	articles INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	missing INTEGER NOT NULL, 
	owed INTEGER NOT NULL, 
	dropped JSON NOT NULL, 
	problem TEXT, 
	doors JSON NOT NULL, 
	CONSTRAINT pk_report PRIMARY KEY (id), 
	CONSTRAINT fk_report_source_source FOREIGN KEY(source) REFERENCES source (id)
);
INSERT INTO "report" VALUES(1,'portal','2026-03-02 05:30:11.204518',2,0,0,1,'{"too-short": 1}',NULL,'{}');
INSERT INTO "report" VALUES(2,'fa','2026-03-05 05:30:14.000090',0,2,1,0,'{}','20 pages in a row did not answer: „időtúllépés”','{"https://fa.example.hu/hirek": "http-503"}');
CREATE TABLE revision (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	html TEXT NOT NULL, 
	published_at DATETIME, 
	published_precision TEXT, 
	since DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (id), 
	CONSTRAINT fk_revision_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "revision" VALUES(1,3,'Pályázat indul','Május 4-ig.','<p>Május 4-ig.</p>',NULL,NULL,'2026-03-02 05:30:11.204518','2026-03-03 05:30:09.771003');
INSERT INTO "revision" VALUES(2,4,'Nyílt nap','','','2026-03-02 23:00:00.000000','day','2026-03-02 05:30:11.204518','2026-03-03 05:30:09.771003');
CREATE TABLE robots (
	netloc TEXT NOT NULL, 
	body BLOB NOT NULL, 
	read DATETIME NOT NULL, 
	CONSTRAINT pk_robots PRIMARY KEY (netloc)
);
INSERT INTO "robots" VALUES('portal.example.hu',X'2320DC6476F67A6C6574206120726F626F746F6B6E616B210A557365722D6167656E743A202A0A446973616C6C6F773A202F61646D696E2F0A','2026-03-05 05:30:14.000090');
INSERT INTO "robots" VALUES('fa.example.hu',X'','2026-03-02 05:30:11.204518');
CREATE TABLE ruling (
	id INTEGER NOT NULL, 
	article BIGINT NOT NULL, 
	other BIGINT NOT NULL, 
	together BOOLEAN NOT NULL, 
	since DATETIME NOT NULL, 
	until DATETIME, 
	CONSTRAINT pk_ruling PRIMARY KEY (id), 
	CONSTRAINT fk_ruling_article_article FOREIGN KEY(article) REFERENCES article (id), 
	CONSTRAINT fk_ruling_other_article FOREIGN KEY(other) REFERENCES article (id)
);
INSERT INTO "ruling" VALUES(1,1,5,1,'2026-03-05 05:30:14.000090',NULL);
INSERT INTO "ruling" VALUES(2,2,4,0,'2026-03-03 05:30:09.771003','2026-03-05 05:30:14.000090');
CREATE TABLE source (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	home TEXT NOT NULL, 
	sector TEXT, 
	country TEXT NOT NULL, 
	full_text BOOLEAN NOT NULL, 
	hosts JSON NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (id)
);
INSERT INTO "source" VALUES('portal','Hálózati Portál','Hálózati Portál Kft.','https://portal.example.hu/',NULL,'hu',1,'["portal.example.hu"]');
INSERT INTO "source" VALUES('fa','Tölgyliget Faipari Klaszter','Tölgyliget Egyesület','https://fa.example.hu/','timber','hu',0,'["fa.example.hu", "tolgy.example.hu"]');
CREATE TABLE story (
	id INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	minted DATETIME NOT NULL, 
	published DATETIME, 
	published_precision TEXT, 
	updated DATETIME NOT NULL, 
	judged DATETIME NOT NULL, 
	same_as BIGINT, 
	CONSTRAINT pk_story PRIMARY KEY (id), 
	CONSTRAINT fk_story_same_as_story FOREIGN KEY(same_as) REFERENCES story (id), 
	CONSTRAINT uq_story_uid UNIQUE (uid)
);
INSERT INTO "story" VALUES(1,'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f01','2026-03-02 05:30:11.204518','2026-03-01 09:15:00.000000','minute','2026-03-01 09:15:00.000000','2026-03-05 05:30:14.000090',NULL);
INSERT INTO "story" VALUES(2,'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f02','2026-03-02 05:30:11.204518','2026-02-28 23:00:00.000000','day','2026-02-28 23:00:00.000000','2026-03-02 05:30:11.204518',1);
INSERT INTO "story" VALUES(3,'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f03','2026-03-02 05:30:11.204518','2026-01-31 23:00:00.000000','month','2026-03-03 05:30:09.771003','2026-03-03 05:30:09.771003',NULL);
INSERT INTO "story" VALUES(4,'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f04','2026-03-03 05:30:09.771003',NULL,NULL,'2026-03-03 05:30:09.771003','2026-03-03 05:30:09.771003',NULL);
CREATE TABLE wording (
	article BIGINT NOT NULL, 
	digest TEXT NOT NULL, 
	hash BIGINT NOT NULL, 
	length INTEGER NOT NULL, 
	forms BLOB NOT NULL, 
	ends BLOB NOT NULL, 
	CONSTRAINT pk_wording PRIMARY KEY (article), 
	CONSTRAINT fk_wording_article_article FOREIGN KEY(article) REFERENCES article (id)
);
INSERT INTO "wording" VALUES(1,'1.4:74fa10676048322560bac12f83e3bcf4',599969623858101948,4,X'01000000FFFFFFFF2700000000272727',X'0200000004000000');
INSERT INTO "wording" VALUES(5,'1.4:816f727a42a6f442546744c404d6c434',-599969623858101948,4,X'0700000008000000090000000A000000',X'0200000004000000');
CREATE INDEX ix_story_minted ON story (minted);
CREATE INDEX ix_article_digest ON article (digest);
CREATE INDEX ix_article_first_seen ON article (first_seen);
CREATE INDEX ix_article_published_at ON article (published_at);
CREATE INDEX ix_fingerprint_article ON fingerprint (article);
CREATE INDEX ix_membership_article ON membership (article);
CREATE INDEX ix_membership_story ON membership (story);
CREATE UNIQUE INDEX uq_membership_current ON membership (article) WHERE until IS NULL;
CREATE INDEX ix_page_article ON page (article);
CREATE INDEX ix_relation_article ON relation (article);
CREATE INDEX ix_relation_other ON relation (other);
CREATE INDEX ix_revision_article ON revision (article);
CREATE UNIQUE INDEX uq_door_current ON door (source, url) WHERE until IS NULL;
CREATE INDEX ix_discovery_source_at ON discovery (source, at);
CREATE INDEX ix_report_source_began ON report (source, began);
CREATE INDEX ix_reading_article ON reading (article);
CREATE UNIQUE INDEX uq_answer_current ON answer (article) WHERE until IS NULL;
CREATE INDEX ix_event_article ON event (article);
CREATE INDEX ix_event_key ON event ("key");
CREATE INDEX ix_event_start ON event (start);
CREATE INDEX ix_article_waiting ON article (id) WHERE grouped IS NULL OR grouped != digest;
CREATE INDEX ix_wording_hash ON wording (hash);
CREATE INDEX ix_line_article ON line (article);
CREATE INDEX ix_pairing_article ON pairing (article);
CREATE INDEX ix_ruling_article ON ruling (article);
CREATE INDEX ix_ruling_other ON ruling (other);
COMMIT;
