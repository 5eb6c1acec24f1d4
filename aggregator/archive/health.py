"""What the archive knows of how sources fare, as ``health`` judges them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, func, select

from aggregator.archive.doors import discoveries, proposal
from aggregator.archive.schema import article, report
from aggregator.health.condition import History, Searched
from aggregator.health.fields import Taken
from scrapers.report import CrawlReport
from scrapers.source import Source

REPORTS = 30
"""The last crawls of a source that are looked at."""
ARTICLES = 60
"""The last of its articles."""
_REPORTED = ("source", "began", "articles", "unchanged", "missing", "owed", "dropped", "doors")


def histories_of(connection: Connection, sources: Iterable[Source]) -> dict[str, History]:
    """What is known of each source, by its id: as much of it as its last crawl leaves in question.

    Each is asked for by itself, through its indices: that takes two or three milliseconds, where
    all articles at once would have to be sorted, texts and all.
    """
    return {one.id: _history(connection, one) for one in sources}


def _history(connection: Connection, source: Source) -> History:
    reports = _reports(connection, source.id)
    if not reports:
        return History()
    if reports[0].problem:
        last = next(iter(discoveries(connection, source.id, most=1)), None)
        searched = Searched(last["outcome"], last["why"], last["at"]) if last else None
        proposed = last is not None and proposal(connection, source.id) is not None
        return History(reports, searched=searched, proposed=proposed)
    newest = _newest(connection, source.id)
    days = list(_days(connection, source, newest))
    return History(reports, days, [_taken(row) for row in newest])


def _reports(connection: Connection, source: str) -> list[CrawlReport]:
    columns = (*(report.c[name] for name in _REPORTED), report.c.problem)
    query = select(*columns).where(report.c.source == source)
    newest = query.order_by(report.c.began.desc(), report.c.id.desc()).limit(REPORTS)
    return [CrawlReport(**row) for row in connection.execute(newest).mappings()]


def _newest(connection: Connection, source: str) -> Sequence[RowMapping]:
    """The articles that were taken in last, the newest first."""
    # their numbers first, which an index tells: rows with long texts are read for no more
    own = select(article.c.id).where(article.c.source == source)
    last = own.order_by(article.c.id.desc()).limit(ARTICLES).subquery()
    columns = (article.c.url, article.c.first_seen, article.c.published_at, article.c.authors)
    query = select(*columns).where(
        article.c.id.in_(select(last.c.id)), article.c.forgotten.is_(None)
    )
    by_age = query.order_by(article.c.first_seen.desc(), article.c.id.desc())
    return connection.execute(by_age).mappings().all()


def _days(connection: Connection, source: Source, newest: Sequence[RowMapping]) -> Iterator[date]:
    """The last days with news, where its clock goes.

    An article without a date came when it was first seen, unless that was when everything was.
    """
    own = article.c.source == source.id
    dated = select(article.c.published_at).where(own, article.c.published_at.is_not(None))
    last = dated.order_by(article.c.published_at.desc()).limit(ARTICLES)
    moments: list[datetime] = list(connection.scalars(last))
    oldest = select(func.min(article.c.id)).where(own).scalar_subquery()
    begun = connection.scalar(select(article.c.first_seen).where(article.c.id == oldest))
    undated = (row["first_seen"] for row in newest if row["published_at"] is None)
    moments += (seen for seen in undated if begun and seen > begun)
    return (moment.astimezone(source.zone).date() for moment in moments)


def _taken(row: RowMapping) -> Taken:
    has = {"date": row["published_at"] is not None, "authors": bool(row["authors"])}
    return Taken(row["first_seen"], row["url"], frozenset(name for name in has if has[name]))
