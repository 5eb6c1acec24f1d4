"""What the archive knows of how sources fare, as ``health`` judges them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, func, select

from aggregator.archive.doors import discoveries, proposal
from aggregator.archive.schema import article, report
from aggregator.archive.schema import source as source_table
from aggregator.health.condition import History, Searched
from aggregator.health.fields import Taken
from scrapers.report import CrawlReport
from scrapers.source import Source

REPORTS = 30
"""The last crawls of a source that are looked at."""
ARTICLES = 60
"""The last of its articles."""
_NAME: BindParameter[str] = bindparam("source")
_LAST_OF = (
    select(report.c.id)
    .where(report.c.source == source_table.c.id)
    .order_by(report.c.began.desc(), report.c.id.desc())
    .limit(1)
    .correlate(source_table)
    .scalar_subquery()
)
_LAST_REPORTS = select(report.c.source, report.c.began, report.c.problem).join(
    source_table, report.c.id == _LAST_OF
)
_REPORTS = (
    select(*(report.c[field.name] for field in fields(CrawlReport)))
    .where(report.c.source == _NAME)
    .order_by(report.c.began.desc(), report.c.id.desc())
    .limit(REPORTS)
)
# their numbers first, which an index tells: rows with long texts are read for no more
_LAST = (
    select(article.c.id)
    .where(article.c.source == _NAME)
    .order_by(article.c.id.desc())
    .limit(ARTICLES)
    .subquery()
)
_NEWEST = (
    select(article.c.first_seen, article.c.url, article.c.published_at, article.c.authors)
    .where(article.c.id.in_(select(_LAST.c.id)), article.c.forgotten.is_(None))
    .order_by(article.c.first_seen.desc(), article.c.id.desc())
)
_DATED = (
    select(article.c.published_at)
    .where(article.c.source == _NAME, article.c.published_at.is_not(None))
    .order_by(article.c.published_at.desc())
    .limit(ARTICLES)
)
_OLDEST = select(func.min(article.c.id)).where(article.c.source == _NAME).scalar_subquery()
_BEGUN = select(article.c.first_seen).where(article.c.id == _OLDEST)


def histories_of(connection: Connection, sources: Iterable[Source]) -> dict[str, History]:
    """What is known of each source, by its id: as much of it as its last crawl leaves in question.

    Articles are asked for source by source, through their indices: all of them at once would have
    to be sorted, texts and all.
    """
    last = {row.source: row for row in connection.execute(_LAST_REPORTS)}
    return {one.id: _history(connection, one, last.get(one.id)) for one in sources}


def _history(connection: Connection, source: Source, last: Row[*tuple[Any, ...]] | None) -> History:
    if last is None:
        return History()
    own = {"source": source.id}
    if last.problem:
        reports = [CrawlReport(*row) for row in connection.execute(_REPORTS, own)]
        found = next(iter(discoveries(connection, source.id, most=1)), None)
        searched = Searched(found["outcome"], found["why"], found["at"]) if found else None
        proposed = found is not None and proposal(connection, source.id) is not None
        return History(reports, searched=searched, proposed=proposed)
    newest = connection.execute(_NEWEST, own).all()
    days = list(_days(connection, source, newest))
    return History([CrawlReport(source.id, last.began)], days, [_taken(*row) for row in newest])


def _days(
    connection: Connection, source: Source, newest: Iterable[Row[*tuple[Any, ...]]]
) -> Iterator[date]:
    """The last days with news, where its clock goes.

    An article without a date came when it was first seen, unless that was when everything was.
    """
    own = {"source": source.id}
    moments: list[datetime] = list(connection.scalars(_DATED, own))
    if undated := [row.first_seen for row in newest if row.published_at is None]:
        begun = connection.scalar(_BEGUN, own)
        moments += (seen for seen in undated if begun and seen > begun)
    return (moment.astimezone(source.zone).date() for moment in moments)


def _taken(seen: datetime, url: str, published: datetime | None, authors: Sequence[str]) -> Taken:
    has = {"date": published is not None, "authors": bool(authors)}
    return Taken(seen, url, frozenset(name for name in has if has[name]))
