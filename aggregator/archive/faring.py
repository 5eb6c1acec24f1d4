"""How one source fares: what it published last, and how it was when it was looked at last."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from aggregator.archive.moments import published_of
from aggregator.archive.schema import article, report
from scrapers.article import Published


def newest_of(connection: Connection, source: str) -> Published | None:
    """When the newest article of a source was published; of those dated."""
    query = (
        select(article)
        .with_only_columns(*(one for one in article.c if one.name.startswith("published_")))
        .where(article.c.source == source, article.c.published_at.is_not(None))
        .order_by(article.c.published_at.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return published_of(row) if row else None


def last_report_of(connection: Connection, source: str) -> RowMapping | None:
    """The newest report of a source, if it has one."""
    query = select(report).where(report.c.source == source)
    query = query.order_by(report.c.began.desc(), report.c.id.desc()).limit(1)
    return connection.execute(query).mappings().first()
