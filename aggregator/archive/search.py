"""Search in the archive, plain first version: every word somewhere in title or text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select

from aggregator.archive.codec import fold
from aggregator.archive.schema import article, source

MOST_WORDS = 32
"""Words of a query that are looked for: databases bound the depth of a condition."""
MOST_LETTERS = 1_000
"""Letters of a word that are looked for: databases bound the length of a pattern."""


def search(
    connection: Connection,
    words: str,
    *,
    sources: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    language: str | None = None,
    limit: int = 20,
) -> Sequence[RowMapping]:
    """Articles that hold every word of ``words``, newest first; any text is a query.

    Case and accents do not count, nor words after the first ``MOST_WORDS``. ``since`` and
    ``until`` (exclusive) bound the publication moment, or for undated articles the moment they
    were first seen.
    """
    moment = func.coalesce(article.c.published_at, article.c.first_seen)
    query = (
        select(article, source.c.name.label("source_name"))
        .join(source, source.c.id == article.c.source)
        .order_by(moment.desc(), article.c.id.desc())
        .limit(limit)
    )
    for word in fold(words.replace("\0", " ")).split()[:MOST_WORDS]:
        query = query.where(article.c.folded.contains(word[:MOST_LETTERS], autoescape=True))
    if sources:
        query = query.where(article.c.source.in_(sources))
    if since:
        query = query.where(moment >= since)
    if until:
        query = query.where(moment < until)
    if language:
        query = query.where(article.c.language == language)
    return connection.execute(query).mappings().all()
