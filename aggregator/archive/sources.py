"""Sources and their crawl reports in the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from heapq import nlargest
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Row,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from aggregator.archive.entries import unlist_sources
from aggregator.archive.naming import described, description
from aggregator.archive.schema import article, report, source
from aggregator.due import LATEST, History
from scrapers.article import BUDAPEST
from scrapers.report import CrawlReport
from scrapers.source import Source

_NAME: BindParameter[str] = bindparam("source")
_DATED = (
    select(article.c.published_at, article.c.first_seen)
    .where(article.c.source == _NAME, article.c.published_at.is_not(None))
    .order_by(article.c.published_at.desc())
    .limit(LATEST)
)
_UNDATED = (
    select(article.c.first_seen)
    .where(article.c.source == _NAME, article.c.published_at.is_(None))
    .order_by(article.c.first_seen.desc())
    .limit(LATEST)
)
_BEGUN = select(func.min(article.c.first_seen)).where(article.c.source == _NAME)


def keep_sources(
    connection: Connection, sources: Collection[Source], now: datetime | None = None
) -> None:
    """Note the sources as their files describe them now; those that are new, with that moment."""
    known = described(connection)
    # what may be shown of their articles
    shown = {id: row["full_text"] for id, row in known.items()}
    unlist_sources(
        connection, [one.id for one in sources if shown.get(one.id) is not one.full_text]
    )
    for one in sources:
        values = {**description(one), "full_text": one.full_text}
        if one.id not in known:
            connection.execute(insert(source).values(id=one.id, since=now, **values))
        elif not values.items() <= known[one.id].items():
            connection.execute(update(source).where(source.c.id == one.id).values(**values))


def known_since(connection: Connection, id: str, moment: datetime) -> None:
    """Note that a source was known at a moment."""
    later = (source.c.id == id) & (source.c.since > moment)
    connection.execute(update(source).where(later).values(since=moment))


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


def last_reports(
    connection: Connection, only: str | None = None
) -> dict[str, Row[tuple[object, ...]]]:
    """The newest report of each source that has one, by the source's id; or of ``only`` one."""
    newest = select(func.max(report.c.id)).where(_of(report.c.source, only))
    rows = connection.execute(
        select(report).where(report.c.id.in_(newest.group_by(report.c.source)))
    )
    return {row.source: row for row in rows}


def last_read(connection: Connection, only: str | None = None) -> dict[str, datetime]:
    """When each source was last crawled without a problem, by its id; or ``only`` one."""
    well = (
        select(report.c.began)
        .where(report.c.source == source.c.id, report.c.problem.is_(None))
        .order_by(report.c.began.desc())
        .limit(1)
    )
    query = select(source.c.id, well.scalar_subquery().label("at"))
    rows = connection.execute(query.where(_of(source.c.id, only)))
    return {row.id: row.at for row in rows if row.at}


def article_counts(connection: Connection) -> dict[str, int]:
    """How many articles the archive has of each source, by its id."""
    query = select(article.c.source, func.count().label("articles")).group_by(article.c.source)
    return {row.source: row.articles for row in connection.execute(query)}


def newest_days(connection: Connection) -> dict[str, date]:
    """The day in Budapest of the newest article of each source, by its id; of those dated."""
    query = select(article.c.source, func.max(article.c.published_at)).group_by(article.c.source)
    return {
        id: at.astimezone(BUDAPEST).date() for id, at in map(tuple, connection.execute(query)) if at
    }


def histories(
    connection: Connection,
    only: str | None = None,
    latest: Mapping[str, tuple[datetime, ...]] | None = None,
) -> dict[str, History]:
    """What tells when each source is to be crawled next, by its id; of those crawled before.

    Or of ``only`` one. Its ``latest`` articles are looked up unless they are given.
    """
    failures = _failures(connection, only)
    latest = latest_articles(connection, only) if latest is None else latest
    return {
        id: History(row.began, failures.get(id, 0), row.owed, latest.get(id, ()))
        for id, row in last_reports(connection, only).items()
    }


def _failures(connection: Connection, only: str | None) -> dict[str, int]:
    """How many reports of each source have come, all of problems, since its last good one."""
    good = (
        select(report.c.source, func.max(report.c.id).label("id"))
        .where(report.c.problem.is_(None), _of(report.c.source, only))
        .group_by(report.c.source)
        .subquery()
    )
    query = (
        select(report.c.source, func.count().label("failures"))
        .outerjoin(good, good.c.source == report.c.source)
        .where(or_(good.c.id.is_(None), report.c.id > good.c.id), _of(report.c.source, only))
        .group_by(report.c.source)
    )
    return {row.source: row.failures for row in connection.execute(query)}


def latest_articles(
    connection: Connection, only: str | None = None
) -> dict[str, tuple[datetime, ...]]:
    """When the latest articles of each source came, by its id; or of ``only`` one.

    One without a date came when it was first seen, unless that was when everything was.
    """
    ids = [only] if only else connection.scalars(select(source.c.id)).all()
    latest = {id: tuple(_latest(connection, id)) for id in ids}
    return {id: moments for id, moments in latest.items() if moments}


def _latest(connection: Connection, id: str) -> Iterator[datetime]:
    """An index answers, source by source: no text is read, and no more rows than are wanted."""
    own = {"source": id}
    rows = [(row.published_at, row.first_seen) for row in connection.execute(_DATED, own)]
    if undated := connection.scalars(_UNDATED, own).all():
        begun = connection.scalar(_BEGUN, own)
        rows += [(seen, seen) for seen in undated if seen > begun]
    for moment, seen in nlargest(LATEST, rows, key=itemgetter(0)):
        yield min(moment, seen)  # a publisher's clock may run ahead


def _of(column: Column[Any], only: str | None) -> ColumnElement[bool]:
    return true() if only is None else column == only
