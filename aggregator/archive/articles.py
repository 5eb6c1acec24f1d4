"""Articles in the archive as grouping reads them, and what it notes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, literal, or_, select, update

from aggregator.archive.among import among, execute_with, mappings_with, rows_with
from aggregator.archive.codec import links_of
from aggregator.archive.schema import WAITING, article, revision, source, wording
from aggregator.stories.credit import KnownSource
from aggregator.stories.reading import Reading
from aggregator.stories.wording import MADE_BY, unpack

_AGAIN = ""
"""Takes the place of the digest of an article that is to be grouped again."""
_MARK = update(article).where(among(article.c.id)).values(grouped=article.c.digest)
_UNSETTLE = (
    update(article)
    .where(among(article.c.id), article.c.grouped == article.c.digest)
    .values(grouped=_AGAIN)
)
_NEW = select(article.c.id).where(
    or_(article.c.grouped.is_(None), article.c.grouped != _AGAIN), among(article.c.id)
)
# what was edited since it was compared, or is tokenized otherwise now, has another wording
_KEPT = (wording.c.article == article.c.id) & (
    wording.c.digest == literal(f"{MADE_BY}:") + article.c.digest
)
_READINGS = (
    select(article.c.id, article.c.source, article.c.url, article.c.title, article.c.text)
    .add_columns(article.c.published_at, article.c.first_seen)
    .add_columns(article.c.links, article.c.quotations, wording.c.forms, wording.c.ends)
    .outerjoin(wording, _KEPT)
    .where(among(article.c.id))
)

PLACED_BY = ("digest", "key", "published_at", "language", "alternates", "announced")
"""Columns beside its text by which an article is related to others."""


def ungrouped(connection: Connection) -> list[int]:
    """Ids of the articles that are new or changed since they were grouped, oldest first."""
    moment = func.coalesce(article.c.published_at, article.c.first_seen)
    query = (
        select(article.c.id)
        .where(WAITING, article.c.forgotten.is_(None))
        .order_by(moment, article.c.id)
    )
    return list(connection.scalars(query))


def mark_grouped(connection: Connection, ids: Iterable[int]) -> None:
    """Note that these articles, as they are now, are in their stories."""
    execute_with(connection, _MARK, ids)


def unsettle(connection: Connection, ids: Iterable[int]) -> None:
    """Note that these articles, unchanged, have to be put into their stories anew."""
    execute_with(connection, _UNSETTLE, ids)


def new_among(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Which of these articles are new or changed, and not merely to be put into stories anew."""
    return {number for (number,) in rows_with(connection, _NEW, ids)}


def forget_grouping(connection: Connection) -> None:
    """Note that every article has to be put into a story anew, and read anew for that.

    Kept wordings go, too: ``--all`` mends whatever is wrong with them.
    """
    connection.execute(update(article).values(grouped=None))
    connection.execute(delete(wording))


def readings_of(connection: Connection, ids: Iterable[int]) -> dict[int, Reading]:
    """The articles of these ids, prepared for comparing."""
    return {row["id"]: _reading(row) for row in mappings_with(connection, _READINGS, ids)}


def known_sources(connection: Connection) -> list[KnownSource]:
    """Whom a text can credit."""
    rows = connection.execute(select(source.c.id, source.c.name, source.c.hosts))
    return [KnownSource(row.id, row.name, tuple(row.hosts)) for row in rows]


def version_at(connection: Connection, reading: Reading, moment: datetime) -> Reading:
    """What an article said at a moment; its first version, if it was not known yet."""
    later = (revision.c.article == reading.id) & (revision.c.until > moment)
    query = select(revision).where(later).order_by(revision.c.until, revision.c.id).limit(1)
    old = connection.execute(query).mappings().first()
    if old is None:
        return reading
    return reading.saying(old["title"], old["text"])


def _reading(row: RowMapping) -> Reading:
    return Reading.of(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        title=row["title"],
        text=row["text"],
        published=row["published_at"],
        first_seen=row["first_seen"],
        links=links_of(row),
        quotations=tuple(row["quotations"]),
        wording=unpack(row["forms"]) if row["forms"] is not None else None,
        ends=unpack(row["ends"]) if row["ends"] is not None else None,
    )
