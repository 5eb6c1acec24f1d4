"""Sources and their crawl reports in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Row, func, insert, select, update

from aggregator.archive.schema import article, report, source
from scrapers.report import CrawlReport
from scrapers.source import Source


def keep_sources(connection: Connection, sources: Iterable[Source]) -> None:
    """Note the sources as their files describe them now."""
    known = set(connection.scalars(select(source.c.id)))
    for one in sources:
        values = {
            "name": one.name,
            "organisation": one.organisation,
            "home": one.home,
            "sector": one.sector,
            "country": one.country,
            "full_text": one.full_text,
            "hosts": [one.host, *one.aliases],
        }
        if one.id in known:
            connection.execute(update(source).where(source.c.id == one.id).values(**values))
        else:
            connection.execute(insert(source).values(id=one.id, **values))


def keep_reports(connection: Connection, reports: Sequence[CrawlReport]) -> None:
    """Add the reports of a run."""
    names = ("source", "began", "articles", "unchanged", "missing", "owed", "problem")
    rows = [
        {
            **{name: getattr(one, name) for name in names},
            "dropped": dict(one.dropped),
            "doors": dict(one.doors),
        }
        for one in reports
    ]
    if rows:
        connection.execute(insert(report), rows)


def last_reports(connection: Connection) -> dict[str, Row[tuple[object, ...]]]:
    """The newest report of each source that has one, by the source's id."""
    newest = select(func.max(report.c.id)).group_by(report.c.source)
    rows = connection.execute(select(report).where(report.c.id.in_(newest)))
    return {row.source: row for row in rows}


def article_counts(connection: Connection) -> dict[str, int]:
    """How many articles the archive has of each source, by its id."""
    query = select(article.c.source, func.count().label("articles")).group_by(article.c.source)
    return {row.source: row.articles for row in connection.execute(query)}
