CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE article (
    id bigint NOT NULL,
    source text NOT NULL,
    key text NOT NULL,
    url text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    published_at timestamp with time zone,
    published_precision text,
    published_found text,
    published_text text,
    authors json NOT NULL,
    image text,
    language text,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    changed timestamp with time zone,
    gone timestamp with time zone,
    digest text NOT NULL,
    grouped text,
    folded text NOT NULL
);

CREATE SEQUENCE article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE article_id_seq OWNED BY article.id;

CREATE TABLE discovery (
    id bigint NOT NULL,
    source text NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    why text NOT NULL,
    doors json NOT NULL,
    tried json NOT NULL
);

CREATE SEQUENCE discovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE discovery_id_seq OWNED BY discovery.id;

CREATE TABLE door (
    id bigint NOT NULL,
    source text NOT NULL,
    url text NOT NULL,
    kind text NOT NULL,
    definition text,
    etag text,
    modified text,
    digest text,
    marks json NOT NULL,
    since timestamp with time zone NOT NULL,
    seen timestamp with time zone,
    spec json NOT NULL,
    origin text NOT NULL,
    why text,
    until timestamp with time zone,
    ended text
);

CREATE SEQUENCE door_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE door_id_seq OWNED BY door.id;

CREATE TABLE feed (
    name text NOT NULL,
    uid text NOT NULL,
    minted timestamp with time zone NOT NULL
);

CREATE TABLE fingerprint (
    hash bigint NOT NULL,
    article bigint NOT NULL
);

CREATE TABLE membership (
    id bigint NOT NULL,
    story bigint NOT NULL,
    article bigint NOT NULL,
    role text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE SEQUENCE membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE membership_id_seq OWNED BY membership.id;

CREATE TABLE page (
    id bigint NOT NULL,
    source text NOT NULL,
    key text NOT NULL,
    url text NOT NULL,
    article bigint,
    reason text,
    etag text,
    modified text,
    digest text,
    asked timestamp with time zone,
    checks integer NOT NULL,
    missed timestamp with time zone,
    gone timestamp with time zone,
    owed json,
    attempts integer NOT NULL,
    tried timestamp with time zone
);

CREATE SEQUENCE page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE page_id_seq OWNED BY page.id;

CREATE TABLE relation (
    id bigint NOT NULL,
    article bigint NOT NULL,
    other bigint NOT NULL,
    kind text NOT NULL,
    host bigint,
    share double precision NOT NULL,
    other_share double precision NOT NULL,
    passages json NOT NULL,
    evidence json NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE SEQUENCE relation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE relation_id_seq OWNED BY relation.id;

CREATE TABLE report (
    id bigint NOT NULL,
    source text NOT NULL,
    began timestamp with time zone NOT NULL,
    articles integer NOT NULL,
    unchanged integer NOT NULL,
    missing integer NOT NULL,
    owed integer NOT NULL,
    dropped json NOT NULL,
    problem text,
    doors json NOT NULL
);

CREATE SEQUENCE report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE report_id_seq OWNED BY report.id;

CREATE TABLE revision (
    id bigint NOT NULL,
    article bigint NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    published_at timestamp with time zone,
    published_precision text,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);

CREATE SEQUENCE revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE revision_id_seq OWNED BY revision.id;

CREATE TABLE robots (
    netloc text NOT NULL,
    body bytea NOT NULL,
    read timestamp with time zone NOT NULL
);

CREATE TABLE source (
    id text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    home text NOT NULL,
    sector text,
    country text NOT NULL,
    full_text boolean NOT NULL,
    hosts json NOT NULL
);

CREATE TABLE story (
    id bigint NOT NULL,
    uid text NOT NULL,
    minted timestamp with time zone NOT NULL,
    published timestamp with time zone,
    published_precision text,
    updated timestamp with time zone NOT NULL,
    judged timestamp with time zone NOT NULL,
    same_as bigint
);

CREATE SEQUENCE story_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE story_id_seq OWNED BY story.id;

ALTER TABLE ONLY article ALTER COLUMN id SET DEFAULT nextval('article_id_seq'::regclass);

ALTER TABLE ONLY discovery ALTER COLUMN id SET DEFAULT nextval('discovery_id_seq'::regclass);

ALTER TABLE ONLY door ALTER COLUMN id SET DEFAULT nextval('door_id_seq'::regclass);

ALTER TABLE ONLY membership ALTER COLUMN id SET DEFAULT nextval('membership_id_seq'::regclass);

ALTER TABLE ONLY page ALTER COLUMN id SET DEFAULT nextval('page_id_seq'::regclass);

ALTER TABLE ONLY relation ALTER COLUMN id SET DEFAULT nextval('relation_id_seq'::regclass);

ALTER TABLE ONLY report ALTER COLUMN id SET DEFAULT nextval('report_id_seq'::regclass);

ALTER TABLE ONLY revision ALTER COLUMN id SET DEFAULT nextval('revision_id_seq'::regclass);

ALTER TABLE ONLY story ALTER COLUMN id SET DEFAULT nextval('story_id_seq'::regclass);

INSERT INTO alembic_version VALUES ('0002');

INSERT INTO article VALUES (1, 'portal', 'portal.example.hu/mérőlabor', 'https://portal.example.hu/mérőlabor', 'Közös mérőlabor nyílik', 'Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.', '<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p>', '2026-03-01 09:15:00+00', 'minute', 'json-ld', '2026-03-01T10:15:00+01:00', '["Szerkeszt\u0151s\u00e9g"]', 'https://portal.example.hu/kepek/labor.jpg', 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '74fa10676048322560bac12f83e3bcf4', '74fa10676048322560bac12f83e3bcf4', 'kozos merolabor nyilik
szeptember 14-en nyilik; 40%-at a tagok alljak.

„vegre!” – mondta az elnok.');
INSERT INTO article VALUES (2, 'fa', 'fa.example.hu/12', 'https://fa.example.hu/12', 'Tőlünk is mérhetnek majd', 'Jó hír jött: „Végre!” – írja a portal.example.hu.', '<p>Jó hír jött: „Végre!” – írja a portal.example.hu.</p>', '2026-03-02 23:00:00+00', 'day', 'byline', '2026. március 3.', '[]', NULL, 'hu', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '625a89bbf9936d43d4fe0af949046dd4', '625a89bbf9936d43d4fe0af949046dd4', 'tolunk is merhetnek majd
jo hir jott: „vegre!” – irja a portal.example.hu.');
INSERT INTO article VALUES (3, 'portal', 'portal.example.hu/palyazat', 'https://portal.example.hu/palyazat', 'Pályázat indul: új határidő', 'Május 11-ig, it''s open; a "B" űrlapon.', '<p>Május 11-ig, it''s open; a "B" űrlapon.</p>', '2026-01-31 23:00:00+00', 'month', 'listing', '2026. február', '[]', NULL, 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', '2026-03-03 05:30:09.771003+00', NULL, 'ae03d9e09238523d3105654903f8cb66', 'a7ae0e7372c49bd2008b7a3dd200952d', 'palyazat indul: uj hatarido
majus 11-ig, it''s open; a "b" urlapon.');
INSERT INTO article VALUES (4, 'fa', 'fa.example.hu/13', 'https://fa.example.hu/13', 'Őszi nyílt nap', 'Október 9-én, 9:30-kor a főműhelyben. 🌳', '<p>Október 9-én, 9:30-kor a főműhelyben. 🌳</p>', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL, '2026-03-05 05:30:14.00009+00', '019007de7fc742d266c9b561e540c854', NULL, 'oszi nyilt nap
oktober 9-en, 9:30-kor a fomuhelyben. 🌳');
INSERT INTO article VALUES (5, 'fa', 'fa.example.hu/11', 'https://fa.example.hu/11', 'Közös mérőlabor nyílik', 'Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.

Forrás: portal.example.hu', '<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p><p>Forrás: portal.example.hu</p>', '2026-02-28 23:00:00+00', 'day', 'time', '2026-03-01', '[]', NULL, 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '816f727a42a6f442546744c404d6c434', '816f727a42a6f442546744c404d6c434', 'kozos merolabor nyilik
szeptember 14-en nyilik; 40%-at a tagok alljak.

„vegre!” – mondta az elnok.

forras: portal.example.hu');

INSERT INTO discovery VALUES (1, 'fa', '2026-03-02 05:30:11.204518+00', 'accepted', 'the site''s section for news', '[{"door": {"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}, "why": "the site''s section for news"}]', '{"https://fa.example.hu/": "a page \u201cC\u00edmlap\u201d, as a list 0.00"}');
INSERT INTO discovery VALUES (2, 'portal', '2026-03-05 05:30:14.00009+00', 'no-answer', 'no page answered', '[]', '{}');

INSERT INTO door VALUES (1, 'portal', 'https://portal.example.hu/feed/', 'feed', '45c1ea3ae386a6a187f0c50e', '"6c5408ef"', 'Mon, 02 Mar 2026 05:00:00 GMT', 'a4bbf3c1987b2eb26d226dc3f00e2f12', '{"portal.example.hu/m\u00e9r\u0151labor": "d17760beaa949246efa64c16"}', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', '{"kind": "feed", "url": "https://portal.example.hu/feed/"}', 'file', NULL, NULL, NULL);
INSERT INTO door VALUES (2, 'fa', 'https://fa.example.hu/hirek', 'listing', 'd084b91ec8331dcae81ebf2c', NULL, NULL, NULL, '{}', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', '{"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}', 'found', 'the site''s section for news', NULL, NULL);
INSERT INTO door VALUES (3, 'portal', 'https://portal.example.hu/hirek.xml', 'feed', NULL, NULL, NULL, NULL, '{}', '2026-03-02 05:30:11.204518+00', NULL, '{}', 'file', NULL, '2026-03-03 05:30:09.771003+00', 'replaced');

INSERT INTO feed VALUES ('all', 'urn:uuid:0b9c3c52-5a0e-4d6f-9a57-3f1f5f3f0a11', '2026-03-02 05:30:11.204518+00');

INSERT INTO fingerprint VALUES (-9213068160845789912, 1);
INSERT INTO fingerprint VALUES (-9213068160845789912, 5);
INSERT INTO fingerprint VALUES (42, 2);
INSERT INTO fingerprint VALUES (-9223372036854775808, 3);
INSERT INTO fingerprint VALUES (9223372036854775807, 4);

INSERT INTO membership VALUES (1, 1, 1, 'original', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO membership VALUES (2, 2, 5, 'original', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00');
INSERT INTO membership VALUES (3, 1, 5, 'reprint', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO membership VALUES (4, 1, 2, 'quotation', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO membership VALUES (5, 3, 3, 'original', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO membership VALUES (6, 4, 4, 'original', '2026-03-03 05:30:09.771003+00', NULL);

INSERT INTO page VALUES (1, 'portal', 'portal.example.hu/mérőlabor', 'https://portal.example.hu/mérőlabor', 1, NULL, '"9b6b6416"', 'Sun, 01 Mar 2026 09:15:00 GMT', '6af487c73dc93f87ca2e80bfe392a82d', '2026-03-05 05:30:14.00009+00', 1, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (3, 'portal', 'portal.example.hu/palyazat', 'https://portal.example.hu/palyazat', 3, NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 0, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (4, 'fa', 'fa.example.hu/13', 'https://fa.example.hu/13', 4, NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 1, '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', NULL, 0, NULL);
INSERT INTO page VALUES (6, 'portal', 'portal.example.hu/rólunk', 'https://portal.example.hu/rólunk', NULL, 'too-short', NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 1, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (7, 'portal', 'portal.example.hu/következő', 'https://portal.example.hu/következő', NULL, 'http-503', NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"url": "https://portal.example.hu/k\u00f6vetkez\u0151", "title": "K\u00f6vetkez\u0151 l\u00e9p\u00e9sek", "summary": "", "updated": "", "authors": [], "published": {"at": "2026-03-02T00:00:00+01:00", "precision": "day", "found": "feed", "text": "2. 3. 2026"}}', 2, '2026-03-05 05:30:14.00009+00');

INSERT INTO relation VALUES (1, 1, 5, 'copy', NULL, 1, 0.9666666666666667, '[[0, 73, 0, 73]]', '["credit:b:source"]', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO relation VALUES (2, 1, 2, 'quotes', 2, 0.4, 0.375, '[[49, 55, 14, 20]]', '["credit:b:writes"]', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO relation VALUES (3, 2, 3, 'related', NULL, 0.1, 0, '[]', '[]', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00');

INSERT INTO report VALUES (1, 'portal', '2026-03-02 05:30:11.204518+00', 2, 0, 0, 1, '{"too-short": 1}', NULL, '{}');
INSERT INTO report VALUES (2, 'fa', '2026-03-05 05:30:14.00009+00', 0, 2, 1, 0, '{}', '20 pages in a row did not answer: „időtúllépés”', '{"https://fa.example.hu/hirek": "http-503"}');

INSERT INTO revision VALUES (1, 3, 'Pályázat indul', 'Május 4-ig.', '<p>Május 4-ig.</p>', NULL, NULL, '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00');
INSERT INTO revision VALUES (2, 4, 'Nyílt nap', '', '', '2026-03-02 23:00:00+00', 'day', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00');

INSERT INTO robots VALUES ('portal.example.hu', '\x2320dc6476f67a6c6574206120726f626f746f6b6e616b210a557365722d6167656e743a202a0a446973616c6c6f773a202f61646d696e2f0a', '2026-03-05 05:30:14.00009+00');
INSERT INTO robots VALUES ('fa.example.hu', '\x', '2026-03-02 05:30:11.204518+00');

INSERT INTO source VALUES ('portal', 'Hálózati Portál', 'Hálózati Portál Kft.', 'https://portal.example.hu/', NULL, 'hu', true, '["portal.example.hu"]');
INSERT INTO source VALUES ('fa', 'Tölgyliget Faipari Klaszter', 'Tölgyliget Egyesület', 'https://fa.example.hu/', 'timber', 'hu', false, '["fa.example.hu", "tolgy.example.hu"]');

INSERT INTO story VALUES (1, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f01', '2026-03-02 05:30:11.204518+00', '2026-03-01 09:15:00+00', 'minute', '2026-03-01 09:15:00+00', '2026-03-05 05:30:14.00009+00', NULL);
INSERT INTO story VALUES (2, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f02', '2026-03-02 05:30:11.204518+00', '2026-02-28 23:00:00+00', 'day', '2026-02-28 23:00:00+00', '2026-03-02 05:30:11.204518+00', 1);
INSERT INTO story VALUES (3, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f03', '2026-03-02 05:30:11.204518+00', '2026-01-31 23:00:00+00', 'month', '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO story VALUES (4, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f04', '2026-03-03 05:30:09.771003+00', NULL, NULL, '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL);

SELECT pg_catalog.setval('article_id_seq', 5, true);

SELECT pg_catalog.setval('discovery_id_seq', 2, true);

SELECT pg_catalog.setval('door_id_seq', 3, true);

SELECT pg_catalog.setval('membership_id_seq', 6, true);

SELECT pg_catalog.setval('page_id_seq', 7, true);

SELECT pg_catalog.setval('relation_id_seq', 3, true);

SELECT pg_catalog.setval('report_id_seq', 2, true);

SELECT pg_catalog.setval('revision_id_seq', 2, true);

SELECT pg_catalog.setval('story_id_seq', 4, true);

ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY article
    ADD CONSTRAINT pk_article PRIMARY KEY (id);

ALTER TABLE ONLY discovery
    ADD CONSTRAINT pk_discovery PRIMARY KEY (id);

ALTER TABLE ONLY door
    ADD CONSTRAINT pk_door PRIMARY KEY (id);

ALTER TABLE ONLY feed
    ADD CONSTRAINT pk_feed PRIMARY KEY (name);

ALTER TABLE ONLY fingerprint
    ADD CONSTRAINT pk_fingerprint PRIMARY KEY (hash, article);

ALTER TABLE ONLY membership
    ADD CONSTRAINT pk_membership PRIMARY KEY (id);

ALTER TABLE ONLY page
    ADD CONSTRAINT pk_page PRIMARY KEY (id);

ALTER TABLE ONLY relation
    ADD CONSTRAINT pk_relation PRIMARY KEY (id);

ALTER TABLE ONLY report
    ADD CONSTRAINT pk_report PRIMARY KEY (id);

ALTER TABLE ONLY revision
    ADD CONSTRAINT pk_revision PRIMARY KEY (id);

ALTER TABLE ONLY robots
    ADD CONSTRAINT pk_robots PRIMARY KEY (netloc);

ALTER TABLE ONLY source
    ADD CONSTRAINT pk_source PRIMARY KEY (id);

ALTER TABLE ONLY story
    ADD CONSTRAINT pk_story PRIMARY KEY (id);

ALTER TABLE ONLY article
    ADD CONSTRAINT uq_article_source UNIQUE (source, key);

ALTER TABLE ONLY feed
    ADD CONSTRAINT uq_feed_uid UNIQUE (uid);

ALTER TABLE ONLY page
    ADD CONSTRAINT uq_page_source UNIQUE (source, key);

ALTER TABLE ONLY story
    ADD CONSTRAINT uq_story_uid UNIQUE (uid);

CREATE INDEX ix_article_digest ON article USING btree (digest);

CREATE INDEX ix_article_first_seen ON article USING btree (first_seen);

CREATE INDEX ix_article_published_at ON article USING btree (published_at);

CREATE INDEX ix_discovery_source_at ON discovery USING btree (source, at);

CREATE INDEX ix_fingerprint_article ON fingerprint USING btree (article);

CREATE INDEX ix_membership_article ON membership USING btree (article);

CREATE INDEX ix_membership_story ON membership USING btree (story);

CREATE INDEX ix_page_article ON page USING btree (article);

CREATE INDEX ix_relation_article ON relation USING btree (article);

CREATE INDEX ix_relation_other ON relation USING btree (other);

CREATE INDEX ix_report_source_began ON report USING btree (source, began);

CREATE INDEX ix_revision_article ON revision USING btree (article);

CREATE INDEX ix_story_minted ON story USING btree (minted);

CREATE UNIQUE INDEX uq_door_current ON door USING btree (source, url) WHERE (until IS NULL);

CREATE UNIQUE INDEX uq_membership_current ON membership USING btree (article) WHERE (until IS NULL);

ALTER TABLE ONLY article
    ADD CONSTRAINT fk_article_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY discovery
    ADD CONSTRAINT fk_discovery_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY door
    ADD CONSTRAINT fk_door_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY fingerprint
    ADD CONSTRAINT fk_fingerprint_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY membership
    ADD CONSTRAINT fk_membership_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY membership
    ADD CONSTRAINT fk_membership_story_story FOREIGN KEY (story) REFERENCES story(id);

ALTER TABLE ONLY page
    ADD CONSTRAINT fk_page_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY page
    ADD CONSTRAINT fk_page_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY relation
    ADD CONSTRAINT fk_relation_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY relation
    ADD CONSTRAINT fk_relation_host_article FOREIGN KEY (host) REFERENCES article(id);

ALTER TABLE ONLY relation
    ADD CONSTRAINT fk_relation_other_article FOREIGN KEY (other) REFERENCES article(id);

ALTER TABLE ONLY report
    ADD CONSTRAINT fk_report_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY revision
    ADD CONSTRAINT fk_revision_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY story
    ADD CONSTRAINT fk_story_same_as_story FOREIGN KEY (same_as) REFERENCES story(id);

