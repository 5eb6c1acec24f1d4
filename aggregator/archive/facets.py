"""How what a search finds is distributed: over sources, sectors, languages and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.schema import article, source
from aggregator.archive.search import found_numbers
from scrapers.article import BUDAPEST

COUNTED = 1_000
"""Articles that are counted, the newest."""
_COUNTS = (
    select(
        article.c.source,
        source.c.sector,
        article.c.language,
        func.coalesce(article.c.published_at, article.c.first_seen),
    )
    .join(source, source.c.id == article.c.source)
    .where(among(article.c.id))
)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many articles were found, and of each source, sector, language and year.

    Of more than ``COUNTED`` the newest are counted, and ``is_all`` is false.
    """

    count: int
    is_all: bool
    source: Mapping[str, int]
    sector: Mapping[str, int]
    language: Mapping[str, int]
    year: Mapping[str, int]


def facets(connection: Connection, text: str, today: date) -> Facets:
    """The facets of what ``search`` finds; the most frequent value of each first, years in order.

    Undated articles are of the year in which they were first seen, as in the search itself.
    """
    numbers = found_numbers(connection, text, today, COUNTED + 1)
    sources, sectors, languages, years = (Counter[str]() for _ in range(4))
    for home, sector, language, moment in rows_with(connection, _COUNTS, numbers[:COUNTED]):
        sources[home] += 1
        years[str(moment.astimezone(BUDAPEST).year)] += 1
        if sector:
            sectors[sector] += 1
        if language:
            languages[language] += 1
    return Facets(
        count=min(len(numbers), COUNTED),
        is_all=len(numbers) <= COUNTED,
        source=dict(sources.most_common()),
        sector=dict(sectors.most_common()),
        language=dict(languages.most_common()),
        year=dict(sorted(years.items(), reverse=True)),
    )
