"""The archive at a glance: how much there is, of whom, from when, and who carries whom.

These counts read every article. Whoever answers many asks for them once in a while.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Connection, Text, func, literal_column, select

from aggregator.archive.schema import article, event, membership, source
from aggregator.archive.views import month_in_budapest

Months = Mapping[date, int]
"""Articles by the first day of the month in which they were published."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of an archive; nothing that was forgotten counts.

    ``since`` is when the first article was taken in. ``months`` are the articles of each source,
    ``undated`` those without a date; ``languages`` counts articles by language, empty where it is
    not known. ``pairs`` counts the reprints that stand in stories, by the source that carries and
    the other one whose the original is. ``events`` counts events and deadlines, each once.
    """

    articles: int
    stories: int
    reprints: int
    quotations: int
    events: int
    sources: int
    since: datetime | None
    months: Mapping[str, Months]
    undated: int
    languages: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]


def overview(connection: Connection) -> Overview:
    """All numbers, as of one state of the archive."""
    months: defaultdict[str, Counter[date]] = defaultdict(Counter)
    languages: Counter[str] = Counter()
    undated = 0
    for id, month, language, count in _counts(connection):
        languages[language or ""] += count
        if month is None:
            undated += count
        else:
            months[id][month] += count
    roles = _roles(connection)
    return Overview(
        articles=languages.total(),
        stories=roles.get("original", 0),
        reprints=roles.get("reprint", 0),
        quotations=roles.get("quotation", 0),
        events=_events(connection),
        sources=connection.scalar(select(func.count()).select_from(source)) or 0,
        since=connection.scalar(select(func.min(article.c.first_seen))),
        months={id: dict(found) for id, found in months.items()},
        undated=undated,
        languages=dict(languages),
        pairs=_pairs(connection),
    )


def months_of(connection: Connection) -> dict[str, dict[date | None, int]]:
    """The articles of each source by month; under ``None`` are those without a date."""
    month = _month(connection)
    query = select(article.c.source, month, func.count()).where(article.c.forgotten.is_(None))
    found: defaultdict[str, dict[date | None, int]] = defaultdict(dict)
    for id, told, count in connection.execute(query.group_by(article.c.source, month)):
        found[id][_first(told)] = count
    return dict(found)


def _counts(connection: Connection) -> Iterator[tuple[str, date | None, str | None, int]]:
    """Articles by source, month and language: one walk through all of them."""
    parts = (article.c.source, _month(connection), article.c.language)
    query = select(*parts, func.count()).where(article.c.forgotten.is_(None)).group_by(*parts)
    for id, told, language, count in connection.execute(query):
        yield id, _first(told), language, count


def _roles(connection: Connection) -> dict[str, int]:
    current = select(membership.c.role, func.count()).where(membership.c.until.is_(None))
    return dict(tuple(row) for row in connection.execute(current.group_by(membership.c.role)))


def _events(connection: Connection) -> int:
    told = select(func.count(event.c.key.distinct())).where(event.c.until.is_(None))
    return connection.scalar(told) or 0


def _pairs(connection: Connection) -> dict[tuple[str, str], int]:
    copy, original = membership.alias("copy"), membership.alias("original")
    carrier, first = article.alias("carrier"), article.alias("first")
    query = (
        select(carrier.c.source, first.c.source, func.count())
        .select_from(copy)
        .join(original, original.c.story == copy.c.story)
        .join(carrier, carrier.c.id == copy.c.article)
        .join(first, first.c.id == original.c.article)
        .where(
            copy.c.until.is_(None),
            copy.c.role == "reprint",
            original.c.until.is_(None),
            original.c.role == "original",
            carrier.c.source != first.c.source,
        )
        .group_by(carrier.c.source, first.c.source)
    )
    return {(one, other): count for one, other, count in connection.execute(query)}


def _month(connection: Connection) -> Column[str]:
    told = month_in_budapest("article.published_at", connection.dialect.name)
    return literal_column(told, Text).label("month")  # type: ignore[return-value]


def _first(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None
