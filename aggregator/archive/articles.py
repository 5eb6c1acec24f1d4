"""Articles in the archive as grouping reads them, and what it notes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, func, or_, select, update

from aggregator.archive.chunks import chunks, rows_with
from aggregator.archive.codec import links_of
from aggregator.archive.schema import article, revision, source
from aggregator.stories.credit import KnownSource
from aggregator.stories.reading import Reading


def ungrouped(connection: Connection, everything: bool = False) -> list[int]:
    """Ids of the articles that are new or changed since they were grouped, oldest first."""
    moment = func.coalesce(article.c.published_at, article.c.first_seen)
    query = select(article.c.id).order_by(moment, article.c.id)
    if not everything:
        query = query.where(or_(article.c.grouped.is_(None), article.c.grouped != article.c.digest))
    return list(connection.scalars(query))


def readings_of(connection: Connection, ids: Iterable[int]) -> dict[int, Reading]:
    """The articles of these ids, prepared for comparing."""
    rows = rows_with(connection, select(article), article.c.id, ids)
    return {row["id"]: _reading(row) for row in rows}


def known_sources(connection: Connection) -> list[KnownSource]:
    """Whom a text can credit."""
    rows = connection.execute(select(source.c.id, source.c.name, source.c.hosts))
    return [KnownSource(row.id, row.name, tuple(row.hosts)) for row in rows]


def digests(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """What these articles say now, in short."""
    query = select(article.c.id, article.c.digest)
    return {row["id"]: row["digest"] for row in rows_with(connection, query, article.c.id, ids)}


def version_at(connection: Connection, reading: Reading, moment: datetime) -> Reading:
    """What an article said at a moment; its first version, if it was not known yet."""
    later = (revision.c.article == reading.id) & (revision.c.until > moment)
    query = select(revision).where(later).order_by(revision.c.until, revision.c.id).limit(1)
    old = connection.execute(query).mappings().first()
    if old is None:
        return reading
    return reading.saying(old["title"], old["text"])


def mark_grouped(connection: Connection, compared: Mapping[int, str]) -> None:
    """Note that these articles are in their stories, if they still say what their digest says."""
    marking = (
        update(article)
        .where(article.c.id == bindparam("number"), article.c.digest == bindparam("said"))
        .values(grouped=bindparam("said"))
    )
    if compared:
        rows = [{"number": number, "said": said} for number, said in compared.items()]
        connection.execute(marking, rows)


def unsettle(connection: Connection, ids: Iterable[int]) -> None:
    """Note that these articles have to be grouped anew: what they hung on is no more."""
    for part in chunks(sorted(ids)):
        connection.execute(update(article).where(article.c.id.in_(part)).values(grouped=None))


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
    )
