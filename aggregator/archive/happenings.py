"""What articles tell of, in short, for whoever sorts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, or_, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.schema import article, credit, event

# a deadline whose name or day is not told outright is still a reason to read
_SAID = or_(event.c.certain, event.c.kind == "deadline")
_HAPPENINGS = (
    select(event.c.article, event.c.kind)
    .where(event.c.until.is_(None), _SAID, among(event.c.article))
    .distinct()
)
_CREDITING = (
    select(credit.c.article)
    .join(article, article.c.id == credit.c.article)
    .where(
        credit.c.until.is_(None),
        among(credit.c.article),
        or_(credit.c.source.is_(None), credit.c.source != article.c.source),
    )
)


def happenings_of(connection: Connection, articles: Iterable[int]) -> dict[int, set[str]]:
    """The kinds of what each of these articles tells: *event*, if for certain, and *deadline*."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, kind in rows_with(connection, _HAPPENINGS, articles):
        found[number].add(kind)
    return found


def crediting(connection: Connection, articles: Iterable[int]) -> set[int]:
    """Which of these articles name a source other than their own."""
    return {number for (number,) in rows_with(connection, _CREDITING, articles)}
