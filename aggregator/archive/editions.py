"""Articles in the archive as the pairing of languages sees them, and the marks by which they meet.

The marks are an index: from an article to those that name its address, whichever came first.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from aggregator.archive.among import among, mappings_with, rows_with
from aggregator.archive.codec import alternates_of
from aggregator.archive.schema import article, pairing, source
from aggregator.stories.twins import SHARED, Edition, marks
from scrapers.identity.key import key

_EDITIONS = (
    select(article.c.id, article.c.source, article.c.key, article.c.language)
    .add_columns(article.c.alternates, article.c.published_at, source.c.hosts)
    .join(source, source.c.id == article.c.source)
    .where(article.c.gone.is_(None), among(article.c.id))
)
_MARKS = select(pairing.c.hash, pairing.c.article).where(among(pairing.c.article))
_HOLDERS = select(pairing.c.article).where(among(pairing.c.hash))
_COUNTS = select(pairing.c.hash, func.count()).where(among(pairing.c.hash)).group_by(pairing.c.hash)


def editions_of(connection: Connection, ids: Iterable[int]) -> list[Edition]:
    """The articles of these ids that are not gone."""
    return [_edition(row) for row in mappings_with(connection, _EDITIONS, ids)]


def index(connection: Connection, ids: Iterable[int], editions: Iterable[Edition]) -> set[int]:
    """Index ``editions``, and no others of ``ids``, under their marks; all marks old and new."""
    held = {(mark, number) for mark, number in rows_with(connection, _MARKS, ids)}
    wanted = {(mark, one.id) for one in editions for mark in marks(one)}
    for mark, number in held - wanted:
        dropped = (pairing.c.hash == mark) & (pairing.c.article == number)
        connection.execute(delete(pairing).where(dropped))
    if new := sorted(wanted - held):
        added = [{"hash": mark, "article": number} for mark, number in new]
        connection.execute(insert(pairing), added)
    return {mark for mark, _ in held | wanted}


def holders(connection: Connection, hashes: Iterable[int], most: int) -> set[int]:
    """Ids of the articles with one of these marks, but for marks that more than ``most`` have."""
    few = [mark for mark, count in _counts(connection, hashes).items() if count <= most]
    return {number for (number,) in rows_with(connection, _HOLDERS, few)}


def crowded(connection: Connection, hashes: Iterable[int]) -> set[int]:
    """Those of these marks that too many articles have."""
    return {mark for mark, count in _counts(connection, hashes).items() if count > SHARED}


def _counts(connection: Connection, hashes: Iterable[int]) -> dict[int, int]:
    return dict(tuple(row) for row in rows_with(connection, _COUNTS, hashes))


def _edition(row: RowMapping) -> Edition:
    home, *aliases = row["hosts"]
    named = ((one.language, key(one.url, tuple(aliases), home)) for one in alternates_of(row))
    return Edition(
        id=row["id"],
        source=row["source"],
        key=row["key"],
        language=row["language"],
        named=frozenset(named),
        published=row["published_at"],
    )
