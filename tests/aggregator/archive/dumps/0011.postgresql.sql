CREATE TABLE absence (
    id bigint NOT NULL,
    article bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE SEQUENCE absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE absence_id_seq OWNED BY absence.id;

CREATE VIEW absences AS
 SELECT absence.id,
    absence.article,
    absence.since,
    absence.until
   FROM absence;

CREATE TABLE alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE answer (
    id bigint NOT NULL,
    article bigint NOT NULL,
    url text NOT NULL,
    content_type text NOT NULL,
    teaser json,
    body bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    reader integer NOT NULL,
    furniture integer NOT NULL
);

CREATE SEQUENCE answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE answer_id_seq OWNED BY answer.id;

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
    agency text,
    kind text,
    reader integer DEFAULT 1 NOT NULL,
    gallery json DEFAULT '[]'::json NOT NULL,
    attachments json DEFAULT '[]'::json NOT NULL,
    links json DEFAULT '[]'::json NOT NULL,
    quotations json DEFAULT '[]'::json NOT NULL,
    announced json DEFAULT '[]'::json NOT NULL,
    blocks json DEFAULT '[]'::json NOT NULL,
    alternates json DEFAULT '[]'::json NOT NULL,
    forgotten timestamp with time zone
);

CREATE SEQUENCE article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE article_id_seq OWNED BY article.id;

CREATE TABLE membership (
    id bigint NOT NULL,
    story bigint NOT NULL,
    article bigint NOT NULL,
    role text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE TABLE source (
    id text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    home text NOT NULL,
    sector text,
    country text NOT NULL,
    full_text boolean NOT NULL,
    hosts json NOT NULL,
    since timestamp with time zone
);

CREATE VIEW articles AS
 SELECT article.id,
    article.source,
    source.name AS source_name,
    source.sector,
    source.country,
    article.url,
    article.title,
    article.text,
    article.html,
        CASE
            WHEN (article.published_precision <> 'month'::text) THEN ((article.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END AS published_on,
    to_char((article.published_at AT TIME ZONE 'Europe/Budapest'::text), 'YYYY-MM'::text) AS published_month,
    article.published_at,
    article.published_precision,
    article.published_found,
    article.published_text,
    article.authors,
    article.agency,
    article.language,
    article.kind,
    article.first_seen,
    article.last_seen,
    article.changed,
    article.gone,
    membership.story,
    membership.role
   FROM ((article
     JOIN source ON ((source.id = article.source)))
     LEFT JOIN membership ON (((membership.article = article.id) AND (membership.until IS NULL))))
  WHERE (article.forgotten IS NULL);

CREATE VIEW carriers AS
 SELECT membership.id,
    membership.story,
    membership.role,
    membership.article,
    article.source,
    article.title,
    article.url,
        CASE
            WHEN (article.published_precision <> 'month'::text) THEN ((article.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END AS published_on,
    to_char((article.published_at AT TIME ZONE 'Europe/Budapest'::text), 'YYYY-MM'::text) AS published_month,
    original.id AS original,
    original.source AS original_source,
    original.title AS original_title,
    original.url AS original_url,
    (
        CASE
            WHEN (article.published_precision <> 'month'::text) THEN ((article.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END -
        CASE
            WHEN (original.published_precision <> 'month'::text) THEN ((original.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END) AS days_later
   FROM (((membership
     JOIN article ON ((article.id = membership.article)))
     JOIN membership first ON (((first.story = membership.story) AND (first.until IS NULL) AND (first.role = 'original'::text))))
     JOIN article original ON ((original.id = first.article)))
  WHERE ((membership.until IS NULL) AND (membership.role <> 'original'::text));

CREATE TABLE commonplace (
    hash bigint NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE credit (
    id bigint NOT NULL,
    article bigint NOT NULL,
    kind text NOT NULL,
    who text,
    source text,
    host text,
    link text,
    called text NOT NULL,
    passage text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE SEQUENCE credit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE credit_id_seq OWNED BY credit.id;

CREATE VIEW credits AS
 SELECT credit.id,
    credit.article,
    credit.kind,
    credit.who,
    credit.source,
    credit.host,
    credit.link,
    credit.passage,
    credit.since,
    credit.until
   FROM credit;

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

CREATE TABLE document (
    place bigint NOT NULL,
    article bigint NOT NULL,
    digest text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

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

CREATE VIEW doors AS
 SELECT door.id,
    door.source,
    door.url,
    door.kind,
    door.origin,
    door.why,
    door.since,
    door.seen AS last_read,
    door.until,
    door.ended
   FROM door;

CREATE TABLE entry (
    feed text NOT NULL,
    story bigint NOT NULL,
    moment timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE TABLE event (
    id bigint NOT NULL,
    article bigint NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    name text,
    series text,
    ordinal integer,
    start date NOT NULL,
    "end" date NOT NULL,
    begins time without time zone,
    ends time without time zone,
    town text,
    venue text,
    link text,
    status text NOT NULL,
    certain boolean NOT NULL,
    sentence text NOT NULL,
    found text NOT NULL,
    since timestamp with time zone,
    until timestamp with time zone,
    called text DEFAULT ''::text NOT NULL
);

CREATE SEQUENCE event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE event_id_seq OWNED BY event.id;

CREATE VIEW events AS
 SELECT event.id,
    event.article,
    event.key,
    event.kind,
    event.name,
    event.series,
    event.ordinal,
    event.start,
    event."end",
    event.begins,
    event.ends,
    event.town,
    event.venue,
    event.link,
    event.status,
    event.certain,
    event.sentence,
    event.found,
    event.since,
    event.until
   FROM event;

CREATE TABLE feed (
    name text NOT NULL,
    uid text NOT NULL,
    minted timestamp with time zone NOT NULL,
    began timestamp with time zone,
    edition integer DEFAULT 0 NOT NULL,
    floor timestamp with time zone,
    floor_story bigint
);

CREATE TABLE fingerprint (
    hash bigint NOT NULL,
    article bigint NOT NULL
);

CREATE TABLE former_kind (
    id bigint NOT NULL,
    article bigint NOT NULL,
    kind text NOT NULL,
    until timestamp with time zone NOT NULL
);

CREATE SEQUENCE former_kind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE former_kind_id_seq OWNED BY former_kind.id;

CREATE VIEW former_kinds AS
 SELECT former_kind.id,
    former_kind.article,
    former_kind.kind,
    former_kind.until
   FROM former_kind;

CREATE TABLE former_source (
    id bigint NOT NULL,
    source text NOT NULL,
    name text NOT NULL,
    organisation text NOT NULL,
    home text NOT NULL,
    sector text,
    country text NOT NULL,
    until timestamp with time zone NOT NULL,
    hosts json
);

CREATE SEQUENCE former_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE former_source_id_seq OWNED BY former_source.id;

CREATE VIEW former_sources AS
 SELECT former_source.id,
    former_source.source,
    former_source.name,
    former_source.organisation,
    former_source.home,
    former_source.sector,
    former_source.country,
    former_source.until
   FROM former_source;

CREATE TABLE furniture (
    source text NOT NULL,
    hash bigint NOT NULL,
    since timestamp with time zone NOT NULL
);

CREATE TABLE lease (
    name text NOT NULL,
    fence bigint NOT NULL,
    until timestamp with time zone NOT NULL
);

CREATE TABLE line (
    hash bigint NOT NULL,
    article bigint NOT NULL
);

CREATE SEQUENCE membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE membership_id_seq OWNED BY membership.id;

CREATE VIEW memberships AS
 SELECT membership.id,
    membership.story,
    membership.article,
    membership.role,
    membership.since,
    membership.until
   FROM membership;

CREATE TABLE occasion (
    id bigint NOT NULL,
    uid text NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    story bigint NOT NULL,
    last date NOT NULL,
    sequence integer NOT NULL,
    digest text NOT NULL,
    detail text NOT NULL,
    stamp timestamp with time zone NOT NULL
);

CREATE SEQUENCE occasion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE occasion_id_seq OWNED BY occasion.id;

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

CREATE TABLE pairing (
    hash bigint NOT NULL,
    article bigint NOT NULL
);

CREATE TABLE reading (
    id bigint NOT NULL,
    article bigint NOT NULL,
    reader integer NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    published_at timestamp with time zone,
    published_precision text,
    published_found text,
    published_text text,
    until timestamp with time zone NOT NULL,
    language text
);

CREATE SEQUENCE reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE reading_id_seq OWNED BY reading.id;

CREATE VIEW readings AS
 SELECT reading.id,
    reading.article,
    reading.title,
    reading.text,
    reading.html,
        CASE
            WHEN (reading.published_precision <> 'month'::text) THEN ((reading.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END AS published_on,
    to_char((reading.published_at AT TIME ZONE 'Europe/Budapest'::text), 'YYYY-MM'::text) AS published_month,
    reading.published_at,
    reading.published_precision,
    reading.published_found,
    reading.published_text,
    reading.language,
    reading.until
   FROM reading;

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
    until timestamp with time zone,
    by text DEFAULT 'text'::text NOT NULL
);

CREATE SEQUENCE relation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE relation_id_seq OWNED BY relation.id;

CREATE VIEW relations AS
 SELECT relation.id,
    relation.article,
    relation.other,
    relation.kind,
    relation.by,
    relation.host,
    relation.share,
    relation.other_share,
    relation.passages,
    relation.evidence,
    relation.since,
    relation.until
   FROM relation;

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

CREATE VIEW reports AS
 SELECT report.id,
    report.source,
    report.began,
    report.articles,
    report.unchanged,
    report.missing,
    report.owed,
    report.dropped,
    report.doors,
    report.problem
   FROM report;

CREATE TABLE revision (
    id bigint NOT NULL,
    article bigint NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    published_at timestamp with time zone,
    published_precision text,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    published_found text,
    published_text text,
    language text
);

CREATE SEQUENCE revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE revision_id_seq OWNED BY revision.id;

CREATE VIEW revisions AS
 SELECT revision.id,
    revision.article,
    revision.title,
    revision.text,
    revision.html,
        CASE
            WHEN (revision.published_precision <> 'month'::text) THEN ((revision.published_at AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END AS published_on,
    to_char((revision.published_at AT TIME ZONE 'Europe/Budapest'::text), 'YYYY-MM'::text) AS published_month,
    revision.published_at,
    revision.published_precision,
    revision.published_found,
    revision.published_text,
    NULLIF(revision.language, ''::text) AS language,
    revision.since,
    revision.until
   FROM revision;

CREATE TABLE robots (
    netloc text NOT NULL,
    body bytea NOT NULL,
    read timestamp with time zone NOT NULL
);

CREATE TABLE ruling (
    id bigint NOT NULL,
    article bigint NOT NULL,
    other bigint NOT NULL,
    together boolean NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);

CREATE SEQUENCE ruling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE ruling_id_seq OWNED BY ruling.id;

CREATE VIEW sources AS
 SELECT source.id,
    source.name,
    source.organisation,
    source.home,
    source.sector,
    source.country
   FROM source;

CREATE TABLE spelling (
    stem text NOT NULL COLLATE pg_catalog."C",
    backward text NOT NULL COLLATE pg_catalog."C",
    shown text NOT NULL
);

CREATE TABLE story (
    id bigint NOT NULL,
    uid text NOT NULL,
    minted timestamp with time zone NOT NULL,
    published timestamp with time zone,
    published_precision text,
    updated timestamp with time zone NOT NULL,
    judged timestamp with time zone NOT NULL,
    same_as bigint,
    quiet boolean DEFAULT false NOT NULL,
    moment timestamp with time zone,
    listed timestamp with time zone
);

CREATE VIEW stories AS
 SELECT story.id,
    story.uid,
        CASE
            WHEN (story.published_precision <> 'month'::text) THEN ((story.published AT TIME ZONE 'Europe/Budapest'::text))::date
            ELSE NULL::date
        END AS published_on,
    to_char((story.published AT TIME ZONE 'Europe/Budapest'::text), 'YYYY-MM'::text) AS published_month,
    story.published AS published_at,
    story.published_precision,
    story.updated,
    story.minted,
    story.same_as,
    original.article AS original,
    article.source,
    article.title,
    article.url,
    ( SELECT count(*) AS count
           FROM membership
          WHERE ((membership.story = story.id) AND (membership.until IS NULL) AND (membership.role = 'reprint'::text))) AS reprints,
    ( SELECT count(*) AS count
           FROM membership
          WHERE ((membership.story = story.id) AND (membership.until IS NULL) AND (membership.role = 'quotation'::text))) AS quotations
   FROM ((story
     LEFT JOIN membership original ON (((original.story = story.id) AND (original.until IS NULL) AND (original.role = 'original'::text))))
     LEFT JOIN article ON ((article.id = original.article)));

CREATE SEQUENCE story_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE story_id_seq OWNED BY story.id;

CREATE VIEW tombstones AS
 SELECT article.id,
    article.source,
    article.url,
    article.first_seen,
    article.forgotten
   FROM article
  WHERE (article.forgotten IS NOT NULL);

CREATE TABLE trouble (
    id bigint NOT NULL,
    uid text NOT NULL,
    source text NOT NULL,
    problem text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    kind text,
    advice text,
    eased timestamp with time zone,
    told timestamp with time zone,
    told_over timestamp with time zone
);

CREATE SEQUENCE trouble_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE trouble_id_seq OWNED BY trouble.id;

CREATE TABLE volume (
    id bigint NOT NULL,
    name text NOT NULL,
    first_story bigint NOT NULL,
    last_story bigint NOT NULL,
    closed timestamp with time zone NOT NULL,
    rss bytea NOT NULL,
    atom bytea NOT NULL,
    json bytea NOT NULL
);

CREATE SEQUENCE volume_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE volume_id_seq OWNED BY volume.id;

CREATE TABLE wording (
    article bigint NOT NULL,
    digest text NOT NULL,
    hash bigint NOT NULL,
    length integer NOT NULL,
    forms bytea NOT NULL,
    ends bytea NOT NULL
);

CREATE TABLE words (
    place bigint NOT NULL,
    vector tsvector
);
ALTER TABLE ONLY words ALTER COLUMN vector SET STORAGE MAIN;

ALTER TABLE ONLY absence ALTER COLUMN id SET DEFAULT nextval('absence_id_seq'::regclass);

ALTER TABLE ONLY answer ALTER COLUMN id SET DEFAULT nextval('answer_id_seq'::regclass);

ALTER TABLE ONLY article ALTER COLUMN id SET DEFAULT nextval('article_id_seq'::regclass);

ALTER TABLE ONLY credit ALTER COLUMN id SET DEFAULT nextval('credit_id_seq'::regclass);

ALTER TABLE ONLY discovery ALTER COLUMN id SET DEFAULT nextval('discovery_id_seq'::regclass);

ALTER TABLE ONLY door ALTER COLUMN id SET DEFAULT nextval('door_id_seq'::regclass);

ALTER TABLE ONLY event ALTER COLUMN id SET DEFAULT nextval('event_id_seq'::regclass);

ALTER TABLE ONLY former_kind ALTER COLUMN id SET DEFAULT nextval('former_kind_id_seq'::regclass);

ALTER TABLE ONLY former_source ALTER COLUMN id SET DEFAULT nextval('former_source_id_seq'::regclass);

ALTER TABLE ONLY membership ALTER COLUMN id SET DEFAULT nextval('membership_id_seq'::regclass);

ALTER TABLE ONLY occasion ALTER COLUMN id SET DEFAULT nextval('occasion_id_seq'::regclass);

ALTER TABLE ONLY page ALTER COLUMN id SET DEFAULT nextval('page_id_seq'::regclass);

ALTER TABLE ONLY reading ALTER COLUMN id SET DEFAULT nextval('reading_id_seq'::regclass);

ALTER TABLE ONLY relation ALTER COLUMN id SET DEFAULT nextval('relation_id_seq'::regclass);

ALTER TABLE ONLY report ALTER COLUMN id SET DEFAULT nextval('report_id_seq'::regclass);

ALTER TABLE ONLY revision ALTER COLUMN id SET DEFAULT nextval('revision_id_seq'::regclass);

ALTER TABLE ONLY ruling ALTER COLUMN id SET DEFAULT nextval('ruling_id_seq'::regclass);

ALTER TABLE ONLY story ALTER COLUMN id SET DEFAULT nextval('story_id_seq'::regclass);

ALTER TABLE ONLY trouble ALTER COLUMN id SET DEFAULT nextval('trouble_id_seq'::regclass);

ALTER TABLE ONLY volume ALTER COLUMN id SET DEFAULT nextval('volume_id_seq'::regclass);

INSERT INTO absence VALUES (1, 4, '2026-03-05 05:30:14.00009+00', NULL);

INSERT INTO alembic_version VALUES ('0011');

INSERT INTO answer VALUES (1, 3, 'https://portal.example.hu/palyazat', 'text/html', NULL, '\x78dab329b00b38bc30a7f2f0c2aac41285ccbc94d21c0055180873', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', 3, 0);
INSERT INTO answer VALUES (2, 3, 'https://portal.example.hu/palyazat', 'text/html', '{"url": "https://portal.example.hu/palyazat", "title": "P\u00e1ly\u00e1zat indul", "summary": "\u00daj hat\u00e1rid\u0151", "updated": "", "published": null, "authors": []}', '\x78dab329b00b38bc30a7f2f0c2aac41285ccbc94d21c2b85c3bbb21432124b0e2f2cca4c393a110017a4100a', '2026-03-03 05:30:09.771003+00', NULL, 3, 2);

INSERT INTO article VALUES (1, 'portal', 'portal.example.hu/mérőlabor', 'https://portal.example.hu/mérőlabor', 'Közös mérőlabor nyílik', 'Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.', '<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p>', '2026-03-01 09:15:00+00', 'minute', 'json-ld', '2026-03-01T10:15:00+01:00', '["Szerkeszt\u0151s\u00e9g"]', 'https://portal.example.hu/kepek/labor.jpg', 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '74fa10676048322560bac12f83e3bcf4', NULL, 'HHI', 'news', 3, '["https://portal.example.hu/kepek/labor-2.jpg"]', '[{"url": "https://portal.example.hu/meghivo.pdf", "title": "Megh\u00edv\u00f3", "type": "application/pdf", "length": null}]', '[{"url": "https://fa.example.hu/", "text": "T\u00f6lgyliget", "paragraph": "T\u00e1rsunk: T\u00f6lgyliget"}]', '["V\u00e9gre!"]', '[{"name": "Labornyit\u00f3", "start": "2026-09-14", "end": "", "place": "F\u0151m\u0171hely", "town": "Soml\u00f3v\u00e1r", "link": "", "status": ""}]', '[4066683612433694739, 1494137662880580]', '[{"language": "en", "url": "https://portal.example.hu/en/laboratory"}]', NULL);
INSERT INTO article VALUES (2, 'fa', 'fa.example.hu/12', 'https://fa.example.hu/12', 'Tőlünk is mérhetnek majd', 'Jó hír jött: „Végre!” – írja a portal.example.hu.', '<p>Jó hír jött: „Végre!” – írja a portal.example.hu.</p>', '2026-03-02 23:00:00+00', 'day', 'byline', '2026. március 3.', '[]', NULL, 'hu', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '625a89bbf9936d43d4fe0af949046dd4', NULL, NULL, 'news', 3, '[]', '[]', '[]', '[]', '[]', '[]', '[]', NULL);
INSERT INTO article VALUES (3, 'portal', 'portal.example.hu/palyazat', 'https://portal.example.hu/palyazat', 'Pályázat indul: új határidő', 'Május 11-ig, it''s open; a "B" űrlapon.', '<p>Május 11-ig, it''s open; a "B" űrlapon.</p>', '2026-01-31 23:00:00+00', 'month', 'listing', '2026. február', '[]', NULL, 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', '2026-03-03 05:30:09.771003+00', NULL, 'ae03d9e09238523d3105654903f8cb66', NULL, NULL, 'call', 3, '[]', '[]', '[]', '[]', '[]', '[]', '[]', NULL);
INSERT INTO article VALUES (4, 'fa', 'fa.example.hu/13', 'https://fa.example.hu/13', 'Őszi nyílt nap', 'Október 9-én, 9:30-kor a főműhelyben. 🌳', '<p>Október 9-én, 9:30-kor a főműhelyben. 🌳</p>', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL, '2026-03-05 05:30:14.00009+00', '019007de7fc742d266c9b561e540c854', NULL, NULL, NULL, 3, '[]', '[]', '[]', '[]', '[]', '[]', '[]', NULL);
INSERT INTO article VALUES (5, 'fa', 'fa.example.hu/11', 'https://fa.example.hu/11', 'Közös mérőlabor nyílik', 'Szeptember 14-én nyílik; 40%-át a tagok állják.

„Végre!” – mondta az elnök.

Forrás: portal.example.hu', '<p>Szeptember 14-én nyílik; 40%-át a tagok állják.</p><p>„Végre!” – mondta az elnök.</p><p>Forrás: portal.example.hu</p>', '2026-02-28 23:00:00+00', 'day', 'time', '2026-03-01', '[]', NULL, 'hu', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', NULL, NULL, '816f727a42a6f442546744c404d6c434', NULL, NULL, 'news', 3, '[]', '[]', '[]', '[]', '[]', '[]', '[]', NULL);

INSERT INTO commonplace VALUES (-6033712687045598947, '2026-03-03 05:30:09.771003+00');

INSERT INTO credit VALUES (1, 2, 'source', 'portal.example.hu', 'portal', 'portal.example.hu', NULL, ' portal exampl hu ', '– írja a portal.example.hu.', 22, 49, '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO credit VALUES (2, 5, 'source', 'HHI', NULL, NULL, NULL, ' hhi ', 'Forrás: HHI', 0, 11, '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00');

INSERT INTO discovery VALUES (1, 'fa', '2026-03-02 05:30:11.204518+00', 'accepted', 'the site''s section for news', '[{"door": {"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}, "why": "the site''s section for news"}]', '{"https://fa.example.hu/": "a page \u201cC\u00edmlap\u201d, as a list 0.00"}');
INSERT INTO discovery VALUES (2, 'portal', '2026-03-05 05:30:14.00009+00', 'no-answer', 'no page answered', '[]', '{}');

INSERT INTO document VALUES (2279966381011108352, 1, '5e348e542858488f802c9ef27f05d3b5', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO document VALUES (-2280044205818512385, 2, '450e8a3a6bfae9c4e591a39bf85ccc93', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00');
INSERT INTO document VALUES (2280044205818512384, 2, 'f29f3a07351b8103890106a89a77a23a', '2026-03-05 05:30:14.00009+00', NULL);
INSERT INTO document VALUES (-2280008128093226497, 3, '3583f4f6eb6bacde865c9f604ea8a86f', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00');
INSERT INTO document VALUES (2278559865121015296, 3, 'aae921e55ae04f9a6d5f7780b235de34', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO document VALUES (-2280044205818513409, 4, '3c69d80ff43e348cee9d6bae09af7e07', '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00');
INSERT INTO document VALUES (-2280057606116476930, 4, '8921329dddd4c6041a487e4db7ceaebc', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00');
INSERT INTO document VALUES (2280057606116476928, 4, '2fe8255d8590046568831e29b0598ad3', '2026-03-05 05:30:14.00009+00', NULL);
INSERT INTO document VALUES (-2280008128093227521, 5, '57da8a39b4a65856e0a872e633b5d28f', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771004+00');
INSERT INTO document VALUES (-2280008128093227522, 5, 'e9b8f471918a27c3d16bb4450c5656ac', '2026-03-03 05:30:09.771004+00', '2026-03-05 05:30:14.000091+00');
INSERT INTO document VALUES (2279945249772014080, 5, '405403842357460cef210842db26e080', '2026-03-05 05:30:14.000091+00', NULL);

INSERT INTO door VALUES (1, 'portal', 'https://portal.example.hu/feed/', 'feed', '45c1ea3ae386a6a187f0c50e', '"6c5408ef"', 'Mon, 02 Mar 2026 05:00:00 GMT', 'a4bbf3c1987b2eb26d226dc3f00e2f12', '{"portal.example.hu/m\u00e9r\u0151labor": "d17760beaa949246efa64c16"}', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00', '{"kind": "feed", "url": "https://portal.example.hu/feed/"}', 'file', NULL, NULL, NULL);
INSERT INTO door VALUES (2, 'fa', 'https://fa.example.hu/hirek', 'listing', 'd084b91ec8331dcae81ebf2c', NULL, NULL, NULL, '{}', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', '{"kind": "listing", "url": "https://fa.example.hu/hirek", "links": null}', 'found', 'the site''s section for news', NULL, NULL);
INSERT INTO door VALUES (3, 'portal', 'https://portal.example.hu/hirek.xml', 'feed', NULL, NULL, NULL, NULL, '{}', '2026-03-02 05:30:11.204518+00', NULL, '{}', 'file', NULL, '2026-03-03 05:30:09.771003+00', 'replaced');

INSERT INTO entry VALUES ('feed', 1, '2026-03-01 09:15:00+00', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO entry VALUES ('source-portal', 1, '2026-03-01 09:15:00+00', '2026-03-02 05:30:11.204518+00', '2026-03-05 05:30:14.00009+00');

INSERT INTO event VALUES (1, 1, 'event labornyitó 2026-09-14', 'event', 'Labornyitó', 'labornyitó', 1, '2026-09-14', '2026-09-15', '09:30:00', '16:00:00', 'Somlóvár', 'Főműhely', 'https://portal.example.hu/jelentkezes', 'announced', true, 'Szeptember 14-én nyílik.', 'json-ld', NULL, NULL, ' labornyit somlovar fomuhely ');
INSERT INTO event VALUES (2, 3, 'deadline 2026-05-11', 'deadline', NULL, NULL, NULL, '2026-05-11', '2026-05-11', NULL, NULL, NULL, NULL, NULL, 'announced', false, 'Május 11-ig.', 'prose', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', '');

INSERT INTO feed VALUES ('feed', 'urn:uuid:0b9c3c52-5a0e-4d6f-9a57-3f1f5f3f0a11', '2026-03-02 05:30:11.204518+00', '2026-03-02 05:30:11.204518+00', 0, NULL, NULL);
INSERT INTO feed VALUES ('source-portal', 'urn:uuid:7d0c4a52-1b0e-4d6f-9a57-3f1f5f300001', '2026-03-02 05:30:11.204518+00', '2026-03-02 05:30:11.204518+00', 3, '2026-01-31 23:00:00+00', 3);

INSERT INTO fingerprint VALUES (-9213068160845789912, 1);
INSERT INTO fingerprint VALUES (-9213068160845789912, 5);
INSERT INTO fingerprint VALUES (42, 2);
INSERT INTO fingerprint VALUES (-9223372036854775808, 3);
INSERT INTO fingerprint VALUES (9223372036854775807, 4);

INSERT INTO former_kind VALUES (1, 3, 'news', '2026-03-04 05:30:10+00');
INSERT INTO former_kind VALUES (2, 3, '', '2026-03-02 06:30:00.000017+00');

INSERT INTO former_source VALUES (1, 'fa', 'Tölgyliget Faklaszter', 'Tölgyliget Egyesület', 'http://fa.example.hu/', NULL, 'hu', '2026-03-04 05:30:10+00', NULL);
INSERT INTO former_source VALUES (2, 'fa', 'Tölgyliget Faipari Klaszter', 'Tölgyliget Egyesület', 'https://faklaszter.example.hu/', 'timber', 'hu', '2026-03-04 18:30:10.000042+00', '["faklaszter.example.hu", "tolgy.example.hu"]');

INSERT INTO furniture VALUES ('fa', -7664818353998508812, '2026-03-03 05:30:09.771003+00');
INSERT INTO furniture VALUES ('fa', 3929519901904374135, '2026-03-03 05:30:09.771003+00');

INSERT INTO lease VALUES ('update', 3, '2021-06-07 05:32:00+00');
INSERT INTO lease VALUES ('crawl:portal', 1, '2021-06-07 05:32:00+00');

INSERT INTO line VALUES (-7630684325480688268, 1);
INSERT INTO line VALUES (-7630684325480688268, 5);
INSERT INTO line VALUES (9223372036854775807, 2);

INSERT INTO membership VALUES (1, 1, 1, 'original', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO membership VALUES (2, 2, 5, 'original', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00');
INSERT INTO membership VALUES (3, 1, 5, 'reprint', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO membership VALUES (4, 1, 2, 'quotation', '2026-03-03 05:30:09.771003+00', NULL);
INSERT INTO membership VALUES (5, 3, 3, 'original', '2026-03-02 05:30:11.204518+00', NULL);
INSERT INTO membership VALUES (6, 4, 4, 'original', '2026-03-03 05:30:09.771003+00', NULL);

INSERT INTO occasion VALUES (1, 'urn:uuid:8e0c4a52-1b0e-4d6f-9a57-3f1f5f300002', 'megnyito 2026', 'event', 'Labornyitó', 1, '2026-09-14', 1, '0011223344556677', '8899aabbccddeeff', '2026-03-02 05:30:11.204518+00');

INSERT INTO page VALUES (1, 'portal', 'portal.example.hu/mérőlabor', 'https://portal.example.hu/mérőlabor', 1, NULL, '"9b6b6416"', 'Sun, 01 Mar 2026 09:15:00 GMT', '6af487c73dc93f87ca2e80bfe392a82d', '2026-03-05 05:30:14.00009+00', 1, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (3, 'portal', 'portal.example.hu/palyazat', 'https://portal.example.hu/palyazat', 3, NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 0, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (4, 'fa', 'fa.example.hu/13', 'https://fa.example.hu/13', 4, NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 1, '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', NULL, 0, NULL);
INSERT INTO page VALUES (6, 'portal', 'portal.example.hu/rólunk', 'https://portal.example.hu/rólunk', NULL, 'too-short', NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', 1, NULL, NULL, NULL, 0, NULL);
INSERT INTO page VALUES (7, 'portal', 'portal.example.hu/következő', 'https://portal.example.hu/következő', NULL, 'http-503', NULL, NULL, NULL, NULL, 0, NULL, NULL, '{"url": "https://portal.example.hu/k\u00f6vetkez\u0151", "title": "K\u00f6vetkez\u0151 l\u00e9p\u00e9sek", "summary": "", "updated": "", "authors": [], "published": {"at": "2026-03-02T00:00:00+01:00", "precision": "day", "found": "feed", "text": "2. 3. 2026"}}', 2, '2026-03-05 05:30:14.00009+00');

INSERT INTO pairing VALUES (-8853866181340470589, 1);
INSERT INTO pairing VALUES (4192313791407248838, 3);

INSERT INTO reading VALUES (2, 4, 0, 'Őszi nyílt nap', 'Október 9-én', '<p>Október 9-én</p>', NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.00009+00', NULL);
INSERT INTO reading VALUES (1, 2, 0, 'Tölgyliget – hírek', 'Jó hír', '<p>Jó hír</p>', '2026-03-02 23:00:00+00', 'day', 'byline', '2026. március 3.', '2026-03-05 05:30:14.00009+00', 'hu');
INSERT INTO reading VALUES (3, 5, 1, 'Tanácskozás', 'Sebes.', '<p>Sebes.</p>', NULL, NULL, NULL, NULL, '2026-03-05 05:30:14.000091+00', '');

INSERT INTO relation VALUES (1, 1, 5, 'copy', NULL, 1, 0.9666666666666667, '[[0, 73, 0, 73]]', '["credit:b:source"]', '2026-03-03 05:30:09.771003+00', NULL, 'text');
INSERT INTO relation VALUES (2, 1, 2, 'quotes', 2, 0.4, 0.375, '[[49, 55, 14, 20]]', '["credit:b:writes"]', '2026-03-03 05:30:09.771003+00', NULL, 'text');
INSERT INTO relation VALUES (3, 2, 3, 'related', NULL, 0.1, 0, '[]', '[]', '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00', 'text');
INSERT INTO relation VALUES (4, 1, 3, 'related', NULL, 0, 0, '[]', '["labornyit\u00f3 2026-09-14"]', '2026-03-05 05:30:14.00009+00', NULL, 'event');

INSERT INTO report VALUES (1, 'portal', '2026-03-02 05:30:11.204518+00', 2, 0, 0, 1, '{"too-short": 1}', NULL, '{}');
INSERT INTO report VALUES (2, 'fa', '2026-03-05 05:30:14.00009+00', 0, 2, 1, 0, '{}', '20 pages in a row did not answer: „időtúllépés”', '{"https://fa.example.hu/hirek": "http-503"}');

INSERT INTO revision VALUES (1, 3, 'Pályázat indul', 'Május 4-ig.', '<p>Május 4-ig.</p>', NULL, NULL, '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', NULL, NULL, NULL);
INSERT INTO revision VALUES (2, 4, 'Nyílt nap', '', '', '2026-03-02 23:00:00+00', 'day', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', 'byline', '2026. március 3.', 'hu');
INSERT INTO revision VALUES (3, 5, 'Tanácskozás', 'Sebes, ödes.', '<p>Sebes, ödes.</p>', NULL, NULL, '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771004+00', NULL, NULL, '');

INSERT INTO robots VALUES ('portal.example.hu', '\x2320dc6476f67a6c6574206120726f626f746f6b6e616b210a557365722d6167656e743a202a0a446973616c6c6f773a202f61646d696e2f0a', '2026-03-05 05:30:14.00009+00');
INSERT INTO robots VALUES ('fa.example.hu', '\x', '2026-03-02 05:30:11.204518+00');

INSERT INTO ruling VALUES (1, 1, 5, true, '2026-03-05 05:30:14.00009+00', NULL);
INSERT INTO ruling VALUES (2, 2, 4, false, '2026-03-03 05:30:09.771003+00', '2026-03-05 05:30:14.00009+00');

INSERT INTO source VALUES ('portal', 'Hálózati Portál', 'Hálózati Portál Kft.', 'https://portal.example.hu/', NULL, 'hu', true, '["portal.example.hu"]', NULL);
INSERT INTO source VALUES ('fa', 'Tölgyliget Faipari Klaszter', 'Tölgyliget Egyesület', 'https://fa.example.hu/', 'timber', 'hu', false, '["fa.example.hu", "tolgy.example.hu"]', '2026-03-01 05:30:00.000125+00');

INSERT INTO spelling VALUES ('allj', 'jlla', 'állják');
INSERT INTO spelling VALUES ('eln', 'nle', 'elnök');
INSERT INTO spelling VALUES ('exampl', 'lpmaxe', 'example');
INSERT INTO spelling VALUES ('fomuhely', 'ylehumof', 'főműhelyben');
INSERT INTO spelling VALUES ('forras', 'sarrof', 'forrás');
INSERT INTO spelling VALUES ('hatarid', 'diratah', 'határidő');
INSERT INTO spelling VALUES ('hir', 'rih', 'hír');
INSERT INTO spelling VALUES ('indul', 'ludni', 'indul');
INSERT INTO spelling VALUES ('irj', 'jri', 'írja');
INSERT INTO spelling VALUES ('jott', 'ttoj', 'jött');
INSERT INTO spelling VALUES ('kor', 'rok', 'kor');
INSERT INTO spelling VALUES ('kozos', 'sozok', 'közös');
INSERT INTO spelling VALUES ('majd', 'djam', 'majd');
INSERT INTO spelling VALUES ('majus', 'sujam', 'május');
INSERT INTO spelling VALUES ('merh', 'hrem', 'mérhetnek');
INSERT INTO spelling VALUES ('merolabor', 'robalorem', 'mérőlabor');
INSERT INTO spelling VALUES ('mondt', 'tdnom', 'mondta');
INSERT INTO spelling VALUES ('nap', 'pan', 'nap');
INSERT INTO spelling VALUES ('nyil', 'liyn', 'nyílt');
INSERT INTO spelling VALUES ('odes', 'sedo', 'ödes');
INSERT INTO spelling VALUES ('oktober', 'rebotko', 'október');
INSERT INTO spelling VALUES ('open', 'nepo', 'open');
INSERT INTO spelling VALUES ('osz', 'zso', 'őszi');
INSERT INTO spelling VALUES ('palyaz', 'zaylap', 'pályázat');
INSERT INTO spelling VALUES ('portal', 'latrop', 'portal');
INSERT INTO spelling VALUES ('sebes', 'sebes', 'sebes');
INSERT INTO spelling VALUES ('szeptember', 'rebmetpezs', 'szeptember');
INSERT INTO spelling VALUES ('tag', 'gat', 'tagok');
INSERT INTO spelling VALUES ('tanacskozas', 'sazokscanat', 'tanácskozás');
INSERT INTO spelling VALUES ('tol', 'lot', 'tőlünk');
INSERT INTO spelling VALUES ('tolgylig', 'gilyglot', 'tölgyliget');
INSERT INTO spelling VALUES ('urlap', 'palru', 'űrlapon');
INSERT INTO spelling VALUES ('veg', 'gev', 'végre');

INSERT INTO story VALUES (2, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f02', '2026-03-02 05:30:11.204518+00', '2026-02-28 23:00:00+00', 'day', '2026-02-28 23:00:00+00', '2026-03-02 05:30:11.204518+00', 1, false, NULL, NULL);
INSERT INTO story VALUES (3, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f03', '2026-03-02 05:30:11.204518+00', '2026-01-31 23:00:00+00', 'month', '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL, false, NULL, NULL);
INSERT INTO story VALUES (4, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f04', '2026-03-03 05:30:09.771003+00', NULL, NULL, '2026-03-03 05:30:09.771003+00', '2026-03-03 05:30:09.771003+00', NULL, false, NULL, NULL);
INSERT INTO story VALUES (1, 'urn:uuid:5d1c9c3e-7a52-4f34-8a0b-1d2c3b4a5f01', '2026-03-02 05:30:11.204518+00', '2026-03-01 09:15:00+00', 'minute', '2026-03-01 09:15:00+00', '2026-03-05 05:30:14.00009+00', NULL, false, '2026-03-01 09:15:00+00', '2026-03-05 05:30:14.00009+00');

INSERT INTO trouble VALUES (1, 'urn:uuid:9f0c4a52-1b0e-4d6f-9a57-3f1f5f300003', 'fa', 'https://fa.example.hu/feed: 500', '2026-03-04 05:30:11.000001+00', NULL, 'down', 'Look whether the site is there.', '2026-03-05 05:30:14.00009+00', '2026-03-04 05:30:15.000002+00', NULL);
INSERT INTO trouble VALUES (2, 'urn:uuid:9f0c4a52-1b0e-4d6f-9a57-3f1f5f300004', 'portal', 'Cikkeinek nincs többé dátuma.', '2026-03-02 05:30:11.204518+00', '2026-03-03 05:30:09.771003+00', 'lost a field', NULL, NULL, '2026-03-02 05:30:12+00', '2026-03-03 05:30:10.000001+00');

INSERT INTO volume VALUES (1, 'archive-2026-03', 1, 3, '2026-04-01 05:30:00+00', '\x789cb3292a2ed6b7030007690202', '\x789cb3292a2ed6b7030007690202', '\x789cb3292a2ed6b7030007690202');

INSERT INTO wording VALUES (1, '1.6.3.1.14.0.0:74fa10676048322560bac12f83e3bcf4', 599969623858101948, 4, '\x01000000ffffffff2700000000272727', '\x0200000004000000');
INSERT INTO wording VALUES (5, '1.6.3.1.14.0.0:816f727a42a6f442546744c404d6c434', -599969623858101948, 4, '\x0700000008000000090000000a000000', '\x0200000004000000');

INSERT INTO words VALUES (-2280057606116476930, '''9'':1003 ''en'':1004 ''nap'':3A ''nyil'':2A ''oktober'':1002 ''osz'':1A ''§source§fa''');
INSERT INTO words VALUES (-2280044205818513409, '''nap'':2A ''nyil'':1A ''§language§hu'' ''§source§fa''');
INSERT INTO words VALUES (-2280044205818512385, '''hir'':2A,1003 ''jo'':1002 ''tolgylig'':1A ''§language§hu'' ''§source§fa''');
INSERT INTO words VALUES (-2280008128093227522, '''sebes'':1002 ''tanacskozas'':1A ''§source§fa''');
INSERT INTO words VALUES (-2280008128093227521, '''odes'':1003 ''sebes'':1002 ''tanacskozas'':1A ''§source§fa''');
INSERT INTO words VALUES (-2280008128093226497, '''4'':1003 ''ig'':1004 ''indul'':2A ''majus'':1002 ''palyaz'':1A ''§language§hu'' ''§source§portal''');
INSERT INTO words VALUES (2278559865121015296, '''11'':1003 ''a'':1008 ''b'':1009 ''hatarid'':4A ''ig'':1004 ''indul'':2A ''it'':1005 ''majus'':1002 ''open'':1007 ''palyaz'':1A ''s'':1006 ''uj'':3A ''urlap'':1010 ''§language§hu'' ''§source§portal''');
INSERT INTO words VALUES (2279945249772014080, '''14'':1003 ''40'':1006 ''a'':1008 ''allj'':1010 ''at'':1007 ''az'':1013 ''eln'':1014 ''en'':1004 ''exampl'':1017 ''forras'':1015 ''hu'':1018 ''kozos'':1A ''merolabor'':2A ''mondt'':1012 ''nyil'':3A,1005 ''portal'':1016 ''szeptember'':1002 ''tag'':1009 ''veg'':1011 ''§language§hu'' ''§source§fa''');
INSERT INTO words VALUES (2279966381011108352, '''14'':1003 ''40'':1006 ''a'':1008 ''allj'':1010 ''at'':1007 ''az'':1013 ''eln'':1014 ''en'':1004 ''kozos'':1A ''merolabor'':2A ''mondt'':1012 ''nyil'':3A,1005 ''szeptember'':1002 ''tag'':1009 ''veg'':1011 ''§language§hu'' ''§source§portal''');
INSERT INTO words VALUES (2280044205818512384, '''a'':1007 ''exampl'':1009 ''hir'':1003 ''hu'':1010 ''irj'':1006 ''is'':2A ''jo'':1002 ''jott'':1004 ''majd'':4A ''merh'':3A ''portal'':1008 ''tol'':1A ''veg'':1005 ''§language§hu'' ''§source§fa''');
INSERT INTO words VALUES (2280057606116476928, '''30'':1006 ''9'':1003,1005 ''a'':1008 ''en'':1004 ''fomuhely'':1009 ''kor'':1007 ''nap'':3A ''nyil'':2A ''oktober'':1002 ''osz'':1A ''§source§fa''');

SELECT pg_catalog.setval('absence_id_seq', 1, true);

SELECT pg_catalog.setval('answer_id_seq', 2, true);

SELECT pg_catalog.setval('article_id_seq', 5, true);

SELECT pg_catalog.setval('credit_id_seq', 2, true);

SELECT pg_catalog.setval('discovery_id_seq', 2, true);

SELECT pg_catalog.setval('door_id_seq', 3, true);

SELECT pg_catalog.setval('event_id_seq', 2, true);

SELECT pg_catalog.setval('former_kind_id_seq', 2, true);

SELECT pg_catalog.setval('former_source_id_seq', 2, true);

SELECT pg_catalog.setval('membership_id_seq', 6, true);

SELECT pg_catalog.setval('occasion_id_seq', 1, true);

SELECT pg_catalog.setval('page_id_seq', 7, true);

SELECT pg_catalog.setval('reading_id_seq', 3, true);

SELECT pg_catalog.setval('relation_id_seq', 4, true);

SELECT pg_catalog.setval('report_id_seq', 2, true);

SELECT pg_catalog.setval('revision_id_seq', 3, true);

SELECT pg_catalog.setval('ruling_id_seq', 2, true);

SELECT pg_catalog.setval('story_id_seq', 4, true);

SELECT pg_catalog.setval('trouble_id_seq', 2, true);

SELECT pg_catalog.setval('volume_id_seq', 1, true);

ALTER TABLE ONLY alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY absence
    ADD CONSTRAINT pk_absence PRIMARY KEY (id);

ALTER TABLE ONLY answer
    ADD CONSTRAINT pk_answer PRIMARY KEY (id);

ALTER TABLE ONLY article
    ADD CONSTRAINT pk_article PRIMARY KEY (id);

ALTER TABLE ONLY commonplace
    ADD CONSTRAINT pk_commonplace PRIMARY KEY (hash);

ALTER TABLE ONLY credit
    ADD CONSTRAINT pk_credit PRIMARY KEY (id);

ALTER TABLE ONLY discovery
    ADD CONSTRAINT pk_discovery PRIMARY KEY (id);

ALTER TABLE ONLY document
    ADD CONSTRAINT pk_document PRIMARY KEY (place);

ALTER TABLE ONLY door
    ADD CONSTRAINT pk_door PRIMARY KEY (id);

ALTER TABLE ONLY entry
    ADD CONSTRAINT pk_entry PRIMARY KEY (feed, story);

ALTER TABLE ONLY event
    ADD CONSTRAINT pk_event PRIMARY KEY (id);

ALTER TABLE ONLY feed
    ADD CONSTRAINT pk_feed PRIMARY KEY (name);

ALTER TABLE ONLY fingerprint
    ADD CONSTRAINT pk_fingerprint PRIMARY KEY (hash, article);

ALTER TABLE ONLY former_kind
    ADD CONSTRAINT pk_former_kind PRIMARY KEY (id);

ALTER TABLE ONLY former_source
    ADD CONSTRAINT pk_former_source PRIMARY KEY (id);

ALTER TABLE ONLY furniture
    ADD CONSTRAINT pk_furniture PRIMARY KEY (source, hash);

ALTER TABLE ONLY lease
    ADD CONSTRAINT pk_lease PRIMARY KEY (name);

ALTER TABLE ONLY line
    ADD CONSTRAINT pk_line PRIMARY KEY (hash, article);

ALTER TABLE ONLY membership
    ADD CONSTRAINT pk_membership PRIMARY KEY (id);

ALTER TABLE ONLY occasion
    ADD CONSTRAINT pk_occasion PRIMARY KEY (id);

ALTER TABLE ONLY page
    ADD CONSTRAINT pk_page PRIMARY KEY (id);

ALTER TABLE ONLY pairing
    ADD CONSTRAINT pk_pairing PRIMARY KEY (hash, article);

ALTER TABLE ONLY reading
    ADD CONSTRAINT pk_reading PRIMARY KEY (id);

ALTER TABLE ONLY relation
    ADD CONSTRAINT pk_relation PRIMARY KEY (id);

ALTER TABLE ONLY report
    ADD CONSTRAINT pk_report PRIMARY KEY (id);

ALTER TABLE ONLY revision
    ADD CONSTRAINT pk_revision PRIMARY KEY (id);

ALTER TABLE ONLY robots
    ADD CONSTRAINT pk_robots PRIMARY KEY (netloc);

ALTER TABLE ONLY ruling
    ADD CONSTRAINT pk_ruling PRIMARY KEY (id);

ALTER TABLE ONLY source
    ADD CONSTRAINT pk_source PRIMARY KEY (id);

ALTER TABLE ONLY spelling
    ADD CONSTRAINT pk_spelling PRIMARY KEY (stem);

ALTER TABLE ONLY story
    ADD CONSTRAINT pk_story PRIMARY KEY (id);

ALTER TABLE ONLY trouble
    ADD CONSTRAINT pk_trouble PRIMARY KEY (id);

ALTER TABLE ONLY volume
    ADD CONSTRAINT pk_volume PRIMARY KEY (id);

ALTER TABLE ONLY wording
    ADD CONSTRAINT pk_wording PRIMARY KEY (article);

ALTER TABLE ONLY article
    ADD CONSTRAINT uq_article_source UNIQUE (source, key);

ALTER TABLE ONLY feed
    ADD CONSTRAINT uq_feed_uid UNIQUE (uid);

ALTER TABLE ONLY occasion
    ADD CONSTRAINT uq_occasion_uid UNIQUE (uid);

ALTER TABLE ONLY page
    ADD CONSTRAINT uq_page_source UNIQUE (source, key);

ALTER TABLE ONLY story
    ADD CONSTRAINT uq_story_uid UNIQUE (uid);

ALTER TABLE ONLY trouble
    ADD CONSTRAINT uq_trouble_uid UNIQUE (uid);

ALTER TABLE ONLY volume
    ADD CONSTRAINT uq_volume_name UNIQUE (name);

ALTER TABLE ONLY words
    ADD CONSTRAINT words_pkey PRIMARY KEY (place);

CREATE INDEX ix_absence_article ON absence USING btree (article);

CREATE INDEX ix_article_digest ON article USING btree (digest);

CREATE INDEX ix_article_first_seen ON article USING btree (first_seen);

CREATE INDEX ix_article_kind ON article USING btree (kind);

CREATE INDEX ix_article_language ON article USING btree (language);

CREATE INDEX ix_article_published_at ON article USING btree (published_at);

CREATE INDEX ix_article_source_published ON article USING btree (source, published_at);

CREATE INDEX ix_article_waiting ON article USING btree (id) WHERE ((grouped IS NULL) OR (grouped <> digest));

CREATE INDEX ix_credit_article ON credit USING btree (article);

CREATE INDEX ix_credit_source ON credit USING btree (source);

CREATE INDEX ix_discovery_source_at ON discovery USING btree (source, at);

CREATE INDEX ix_document_article ON document USING btree (article);

CREATE INDEX ix_entry_story ON entry USING btree (story);

CREATE INDEX ix_event_article ON event USING btree (article);

CREATE INDEX ix_event_key ON event USING btree (key);

CREATE INDEX ix_event_start ON event USING btree (start);

CREATE INDEX ix_fingerprint_article ON fingerprint USING btree (article);

CREATE INDEX ix_former_kind_article ON former_kind USING btree (article);

CREATE INDEX ix_former_source_source ON former_source USING btree (source);

CREATE INDEX ix_line_article ON line USING btree (article);

CREATE INDEX ix_membership_article ON membership USING btree (article);

CREATE INDEX ix_membership_story ON membership USING btree (story);

CREATE INDEX ix_occasion_key ON occasion USING btree (key);

CREATE INDEX ix_occasion_story ON occasion USING btree (story);

CREATE INDEX ix_page_article ON page USING btree (article);

CREATE INDEX ix_pairing_article ON pairing USING btree (article);

CREATE INDEX ix_reading_article ON reading USING btree (article);

CREATE INDEX ix_relation_article ON relation USING btree (article);

CREATE INDEX ix_relation_other ON relation USING btree (other);

CREATE INDEX ix_report_source_began ON report USING btree (source, began);

CREATE INDEX ix_revision_article ON revision USING btree (article);

CREATE INDEX ix_ruling_article ON ruling USING btree (article);

CREATE INDEX ix_ruling_other ON ruling USING btree (other);

CREATE INDEX ix_spelling_backward ON spelling USING btree (backward);

CREATE INDEX ix_story_minted ON story USING btree (minted);

CREATE INDEX ix_story_moment ON story USING btree (moment);

CREATE INDEX ix_story_unlisted ON story USING btree (id) WHERE (listed IS NULL);

CREATE INDEX ix_trouble_source ON trouble USING btree (source);

CREATE INDEX ix_wording_hash ON wording USING btree (hash);

CREATE INDEX ix_words_vector ON words USING gin (vector) WITH (fastupdate=off);

CREATE UNIQUE INDEX uq_answer_current ON answer USING btree (article) WHERE (until IS NULL);

CREATE UNIQUE INDEX uq_door_current ON door USING btree (source, url) WHERE (until IS NULL);

CREATE UNIQUE INDEX uq_membership_current ON membership USING btree (article) WHERE (until IS NULL);

ALTER TABLE ONLY absence
    ADD CONSTRAINT fk_absence_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY answer
    ADD CONSTRAINT fk_answer_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY article
    ADD CONSTRAINT fk_article_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY credit
    ADD CONSTRAINT fk_credit_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY credit
    ADD CONSTRAINT fk_credit_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY discovery
    ADD CONSTRAINT fk_discovery_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY document
    ADD CONSTRAINT fk_document_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY door
    ADD CONSTRAINT fk_door_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY entry
    ADD CONSTRAINT fk_entry_feed_feed FOREIGN KEY (feed) REFERENCES feed(name);

ALTER TABLE ONLY entry
    ADD CONSTRAINT fk_entry_story_story FOREIGN KEY (story) REFERENCES story(id);

ALTER TABLE ONLY event
    ADD CONSTRAINT fk_event_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY fingerprint
    ADD CONSTRAINT fk_fingerprint_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY former_kind
    ADD CONSTRAINT fk_former_kind_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY former_source
    ADD CONSTRAINT fk_former_source_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY furniture
    ADD CONSTRAINT fk_furniture_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY line
    ADD CONSTRAINT fk_line_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY membership
    ADD CONSTRAINT fk_membership_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY membership
    ADD CONSTRAINT fk_membership_story_story FOREIGN KEY (story) REFERENCES story(id);

ALTER TABLE ONLY occasion
    ADD CONSTRAINT fk_occasion_story_story FOREIGN KEY (story) REFERENCES story(id);

ALTER TABLE ONLY page
    ADD CONSTRAINT fk_page_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY page
    ADD CONSTRAINT fk_page_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY pairing
    ADD CONSTRAINT fk_pairing_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY reading
    ADD CONSTRAINT fk_reading_article_article FOREIGN KEY (article) REFERENCES article(id);

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

ALTER TABLE ONLY ruling
    ADD CONSTRAINT fk_ruling_article_article FOREIGN KEY (article) REFERENCES article(id);

ALTER TABLE ONLY ruling
    ADD CONSTRAINT fk_ruling_other_article FOREIGN KEY (other) REFERENCES article(id);

ALTER TABLE ONLY story
    ADD CONSTRAINT fk_story_same_as_story FOREIGN KEY (same_as) REFERENCES story(id);

ALTER TABLE ONLY trouble
    ADD CONSTRAINT fk_trouble_source_source FOREIGN KEY (source) REFERENCES source(id);

ALTER TABLE ONLY volume
    ADD CONSTRAINT fk_volume_first_story_story FOREIGN KEY (first_story) REFERENCES story(id);

ALTER TABLE ONLY volume
    ADD CONSTRAINT fk_volume_last_story_story FOREIGN KEY (last_story) REFERENCES story(id);

ALTER TABLE ONLY wording
    ADD CONSTRAINT fk_wording_article_article FOREIGN KEY (article) REFERENCES article(id);

