"""Articles as one leafs through them: the last that was taken in first, from a number on.

That order never changes, whatever comes and whatever is edited.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from aggregator.archive.among import among, mappings_with
from aggregator.archive.schema import article, membership, source

_UNTOLD = ("links", "quotations", "alternates", "announced", "blocks", "gallery")
"""Columns that take long to read, and that nobody is told."""
_ROWS = (
    select(
        *(one for one in article.c if one.name not in _UNTOLD),
        source.c.name.label("source_name"),
        source.c.full_text,
        membership.c.story,
    )
    .join(source, source.c.id == article.c.source)
    .outerjoin(membership, (membership.c.article == article.c.id) & membership.c.until.is_(None))
    .where(among(article.c.id))
)


def articles_before(
    connection: Connection,
    before: int | None,
    limit: int,
    *,
    source: str | None = None,
    language: str | None = None,
) -> list[int]:
    """The numbers of the last articles of a source, in a language, with numbers below ``before``.

    Without what was forgotten.
    """
    query = select(article.c.id).where(article.c.forgotten.is_(None))
    if before is not None:
        query = query.where(article.c.id < before)
    if source is not None:
        query = query.where(article.c.source == source)
    if language is not None:
        query = query.where(article.c.language == language)
    return list(connection.scalars(query.order_by(article.c.id.desc()).limit(limit)))


def article_rows(connection: Connection, numbers: Sequence[int]) -> list[RowMapping]:
    """These articles in this order, with ``source_name``, ``full_text`` and their ``story``."""
    found = {row["id"]: row for row in mappings_with(connection, _ROWS, numbers)}
    return [found[number] for number in numbers if number in found]
