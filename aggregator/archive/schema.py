"""The archive's tables. Names are singular; the views for research (``views``) are plural.

Nothing here that SQLite and PostgreSQL do not both have. A change of this file is one more
revision in ``migrations``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    or_,
)
from sqlalchemy.types import TypeDecorator

VERSION = "0012"
"""The newest migration: what an archive of this program says of itself."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC times on both sides; SQLite alone would give back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times, store the others as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the archive stores aware times only")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back UTC."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def _id() -> Column[int]:
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _to(table: str, name: str | None = None, **options: Any) -> Column[Any]:
    kind = Text if table == "source" else BigInteger
    return Column(name or table, kind, ForeignKey(f"{table}.id"), **options)


source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("sector", Text),
    Column("country", Text, nullable=False),
    Column("full_text", Boolean, nullable=False),
    Column("hosts", JSON, nullable=False),
    # none where it was known before this was noted
    Column("since", UTCDateTime),
)

# what a source was called and how it was described, until its file said otherwise
former_source = Table(
    "former_source",
    metadata,
    _id(),
    _to("source", nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("sector", Text),
    Column("country", Text, nullable=False),
    # none where they were replaced before this was noted: then they are the source's
    Column("hosts", JSON(none_as_null=True)),
    Column("until", UTCDateTime, nullable=False),
)

door = Table(
    "door",
    metadata,
    _id(),
    _to("source", nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # all of it, as a source's file would pin it
    Column("spec", JSON, nullable=False),
    # where it comes from, *file* or *found*, and why it was taken
    Column("origin", Text, nullable=False),
    Column("why", Text),
    # what decided how it was read; another one makes the rest void; none before the first reading
    Column("definition", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),
    Column("marks", JSON, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("seen", UTCDateTime),
    Column("until", UTCDateTime),
    # what ended it: *replaced* by a door that was found, or *unpinned* in the source's file
    Column("ended", Text),
)
Index(
    "uq_door_current",
    door.c.source,
    door.c.url,
    unique=True,
    sqlite_where=door.c.until.is_(None),
    postgresql_where=door.c.until.is_(None),
)

discovery = Table(
    "discovery",
    metadata,
    _id(),
    _to("source", nullable=False),
    Column("at", UTCDateTime, nullable=False),
    # *accepted*, *proposed*, or the name of why nothing was taken
    Column("outcome", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("doors", JSON, nullable=False),
    Column("tried", JSON, nullable=False),
    Index("ix_discovery_source_at", "source", "at"),
)

robots = Table(
    "robots",
    metadata,
    Column("netloc", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("read", UTCDateTime, nullable=False),
)

article = Table(
    "article",
    metadata,
    _id(),
    _to("source", nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("published_at", UTCDateTime, index=True),
    Column("published_precision", Text),
    Column("published_found", Text),
    Column("published_text", Text),
    Column("authors", JSON, nullable=False),
    Column("agency", Text),
    Column("image", Text),
    Column("gallery", JSON, nullable=False),
    Column("attachments", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    Column("quotations", JSON, nullable=False),
    Column("language", Text, index=True),
    # the same in other languages, as its page links to it (hreflang)
    Column("alternates", JSON, nullable=False),
    # the events that its structured data tells
    Column("announced", JSON, nullable=False),
    # *news*, *call* or *event*; none before it is grouped
    Column("kind", Text, index=True),
    # the version of the reader that read it, and hashes of the blocks of its text
    Column("reader", Integer, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("first_seen", UTCDateTime, nullable=False, index=True),
    # when its page last answered with it
    Column("last_seen", UTCDateTime, nullable=False),
    Column("changed", UTCDateTime),
    Column("gone", UTCDateTime),
    # when what it said was removed on request; it is not taken in again
    Column("forgotten", UTCDateTime),
    # what it says, in short; and the same as it was when it was last put into a story
    Column("digest", Text, nullable=False, index=True),
    Column("grouped", Text),
    UniqueConstraint("source", "key"),
)
Index(
    "ix_article_source_published",
    *(article.c.source, article.c.published_at, article.c.first_seen),
)
WAITING = or_(article.c.grouped.is_(None), article.c.grouped != article.c.digest)
"""Articles that are new or changed since they were put into a story."""
Index("ix_article_waiting", article.c.id, sqlite_where=WAITING, postgresql_where=WAITING)

revision = Table(
    "revision",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("published_at", UTCDateTime),
    Column("published_precision", Text),
    Column("published_found", Text),
    Column("published_text", Text),
    # empty where there was none; none where it was replaced before this was noted: then it is the
    # article's
    Column("language", Text),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False),
)

# what kind an article was taken for, until it was another; empty before it was taken for any
former_kind = Table(
    "former_kind",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("until", UTCDateTime, nullable=False),
)

# when an article was gone from its site, until it was back
absence = Table(
    "absence",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

# what an older reader made of an article, in its place until another took it
reading = Table(
    "reading",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("reader", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("published_at", UTCDateTime),
    Column("published_precision", Text),
    Column("published_found", Text),
    Column("published_text", Text),
    # as in ``revision``
    Column("language", Text),
    Column("until", UTCDateTime, nullable=False),
)

# the answers that articles were read from, to be read again by a better reader
answer = Table(
    "answer",
    metadata,
    _id(),
    _to("article", nullable=False),
    Column("url", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    # what a door showed of the page
    Column("teaser", JSON(none_as_null=True)),
    # compressed (RFC 1950)
    Column("body", LargeBinary, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    # when the article was changed and another answer took its place
    Column("until", UTCDateTime),
    # the reader that read it last, and how much of the site's furniture it knew
    Column("reader", Integer, nullable=False),
    Column("furniture", Integer, nullable=False),
)
Index(
    "uq_answer_current",
    answer.c.article,
    unique=True,
    sqlite_where=answer.c.until.is_(None),
    postgresql_where=answer.c.until.is_(None),
)
Index(
    "ix_answer_reader",
    answer.c.reader,
    sqlite_where=answer.c.until.is_(None),
    postgresql_where=answer.c.until.is_(None),
)

# hashes of the blocks that a site repeats on its pages
furniture = Table(
    "furniture",
    metadata,
    _to("source", primary_key=True),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("since", UTCDateTime, nullable=False),
)

page = Table(
    "page",
    metadata,
    _id(),
    _to("source", nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    _to("article", index=True),
    Column("reason", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),
    Column("asked", UTCDateTime),
    Column("checks", Integer, nullable=False),
    Column("missed", UTCDateTime),
    Column("gone", UTCDateTime),
    # the teaser of a page that could not be had, and how often it was tried for
    Column("owed", JSON(none_as_null=True)),
    Column("attempts", Integer, nullable=False),
    Column("tried", UTCDateTime),
    UniqueConstraint("source", "key"),
)

# the words of a text as comparing takes them: a hash of all, and one of each token (32 bits)
wording = Table(
    "wording",
    metadata,
    _to("article", primary_key=True, autoincrement=False),
    # how it was made, and the digest of the article with that text
    Column("digest", Text, nullable=False),
    Column("hash", BigInteger, nullable=False, index=True),
    Column("length", Integer, nullable=False),
    Column("forms", LargeBinary, nullable=False),
    # the end of each line among the tokens (32 bits)
    Column("ends", LargeBinary, nullable=False),
)

# The three tables of hashes are indices: without rowids SQLite keeps their rows once, in order.
# hashes of lines, with a few of the articles that have them, until they are found commonplaces
line = Table(
    "line",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _to("article", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# hashes of lines that many stories have, and no story owns
commonplace = Table(
    "commonplace",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("since", UTCDateTime, nullable=False),
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _to("article", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# what articles of one source that are twins have in common: hashes of addresses
pairing = Table(
    "pairing",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _to("article", primary_key=True, index=True),
    sqlite_with_rowid=False,
)

relation = Table(
    "relation",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    _to("article", "other", nullable=False, index=True),
    Column("kind", Text, nullable=False),
    # what it was found by: *text*, *event* or *twin* (one in another language)
    Column("by", Text, nullable=False),
    # for a quotation: which of the two holds the other
    _to("article", "host"),
    Column("share", Float, nullable=False),
    Column("other_share", Float, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

# what an editor said of two articles: in one story or not, whatever their texts say
ruling = Table(
    "ruling",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    _to("article", "other", nullable=False, index=True),
    Column("together", Boolean, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

story = Table(
    "story",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("minted", UTCDateTime, nullable=False, index=True),
    Column("published", UTCDateTime),
    Column("published_precision", Text),
    Column("updated", UTCDateTime, nullable=False),
    # up to when changes of the original have been judged
    Column("judged", UTCDateTime, nullable=False),
    # whether it was old when it was found: no news to those who subscribed before
    Column("quiet", Boolean, nullable=False),
    # where it stands in feeds, from when it is put into the first: when it was published, but no
    # later than it was seen, or else when it was seen
    Column("moment", UTCDateTime, index=True),
    # when it was last put into feeds; none after anything of it has changed
    Column("listed", UTCDateTime),
    # the older story this one turned out to be
    _to("story", "same_as"),
)
UNLISTED = story.c.listed.is_(None)
"""Stories that are new or changed since they were put into feeds."""
Index("ix_story_unlisted", story.c.id, sqlite_where=UNLISTED, postgresql_where=UNLISTED)

membership = Table(
    "membership",
    metadata,
    _id(),
    _to("story", nullable=False, index=True),
    _to("article", nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)
Index(
    "uq_membership_current",
    membership.c.article,
    unique=True,
    sqlite_where=membership.c.until.is_(None),
    postgresql_where=membership.c.until.is_(None),
)

# what articles tell of events and deadlines, found when they are grouped
event = Table(
    "event",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("series", Text),
    Column("ordinal", Integer),
    # both days included; without a time all day
    Column("start", Date, nullable=False, index=True),
    Column("end", Date, nullable=False),
    Column("begins", Time),
    Column("ends", Time),
    Column("town", Text),
    Column("venue", Text),
    Column("link", Text),
    # the stems of its name, its town and its venue, each between spaces
    Column("called", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("certain", Boolean, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("found", Text, nullable=False),
    # none where it was told before this was noted
    Column("since", UTCDateTime),
    Column("until", UTCDateTime),
)

# whom the text of an article names as its source
credit = Table(
    "credit",
    metadata,
    _id(),
    _to("article", nullable=False, index=True),
    Column("kind", Text, nullable=False),
    # the name as the text tells it, the source that it is, if it is one, its host, its link
    Column("who", Text),
    _to("source", index=True),
    Column("host", Text),
    Column("link", Text),
    # the stems of the name, each between spaces
    Column("called", Text, nullable=False),
    # the clause or line that says so, and where it stands in the text
    Column("passage", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

feed = Table(
    "feed",
    metadata,
    Column("name", Text, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("minted", UTCDateTime, nullable=False),
    # when it first had anything in it, and how often that has changed since
    Column("began", UTCDateTime),
    Column("edition", Integer, nullable=False),
    # of the stories that fell out of its window the newest: none that is older comes in
    Column("floor", UTCDateTime),
    Column("floor_story", BigInteger),
)

# what is in each feed; what has left it stays noted, so that it does not come back, until it is
# older than all that is in it
entry = Table(
    "entry",
    metadata,
    Column("feed", Text, ForeignKey("feed.name"), primary_key=True),
    _to("story", primary_key=True, autoincrement=False, index=True),
    # where it stands among the others: the story's
    Column("moment", UTCDateTime, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

# closed archive documents of the combined feed: stories in the order in which they were minted
volume = Table(
    "volume",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _to("story", "first_story", nullable=False),
    _to("story", "last_story", nullable=False),
    # when it was closed, or last changed because something was forgotten
    Column("closed", UTCDateTime, nullable=False),
    # the documents, compressed (RFC 1950)
    Column("rss", LargeBinary, nullable=False),
    Column("atom", LargeBinary, nullable=False),
    Column("json", LargeBinary, nullable=False),
)

# what calendars tell: each event and deadline has one id for good
occasion = Table(
    "occasion",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    # what it is known by: the key of what articles tell, and the story that tells it best
    Column("key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    _to("story", nullable=False, index=True),
    # its last day
    Column("last", Date, nullable=False),
    # how often what who comes has to know has changed, digests of that and of all, and when
    # anything changed
    Column("sequence", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("stamp", UTCDateTime, nullable=False),
)

# what was wrong with sources, as operators are told of it: once each
trouble = Table(
    "trouble",
    metadata,
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    _to("source", nullable=False, index=True),
    Column("problem", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
    # the kind of condition that it is (see ``health.condition``), and what to do about it; none
    # where it was noted before there were kinds
    Column("kind", Text),
    Column("advice", Text),
    # since when it has not been so, while it is not over yet
    Column("eased", UTCDateTime),
    # when the operator was told of it by mail, and that it is over
    Column("told", UTCDateTime),
    Column("told_over", UTCDateTime),
)

# who alone does something, until when: *update*, *group*, *publish*, *crawl:SOURCE*
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    # rises whenever somebody takes it: who held it before can tell that he has lost it
    Column("fence", BigInteger, nullable=False),
    Column("until", UTCDateTime, nullable=False),
)

report = Table(
    "report",
    metadata,
    _id(),
    _to("source", nullable=False),
    Column("began", UTCDateTime, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("owed", Integer, nullable=False),
    Column("dropped", JSON, nullable=False),
    # what was wrong with each door, by its address
    Column("doors", JSON, nullable=False),
    Column("problem", Text),
    Index("ix_report_source_began", "source", "began"),
)

# What can be searched in: each version of each article, at its place in the order of time (see
# ``place``). What it says lies in an index of the database's own kind (see ``words``).
document = Table(
    "document",
    metadata,
    Column(
        "place",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    _to("article", nullable=False, index=True),
    # what it was made of, in short
    Column("digest", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime),
)

_BYTEWISE = Text().with_variant(Text(collation="C"), "postgresql")

# every word of the archive, once: its stem, and the stem backward, by which others are found that
# are spelt nearly so; and how it is shown
spelling = Table(
    "spelling",
    metadata,
    Column("stem", _BYTEWISE, primary_key=True),
    Column("backward", _BYTEWISE, nullable=False, index=True),
    Column("shown", Text, nullable=False),
    sqlite_with_rowid=False,
)
