"""Doors that were found, their history, and what a discovery came to, in the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from aggregator.archive.among import among, mappings_with, rows_with
from aggregator.archive.codec import door_of
from aggregator.archive.rows import change, find
from aggregator.archive.schema import article, discovery, door, report
from aggregator.novelty import Arrival
from scrapers.memory import Recollection
from scrapers.report import CrawlReport
from scrapers.source import Door, Source

# all but their marks, which may be thousands
_HISTORIES = (
    select(*(one for one in door.c if one.name != "marks"))
    .where(among(door.c.source))
    .order_by(door.c.since, door.c.id)
)
PROPOSED, ACCEPTED = "proposed", "accepted"
_YOUNGEST = (
    select(door.c.source, func.max(door.c.since).label("since"))
    .where(among(door.c.source))
    .group_by(door.c.source)
    .subquery()
)
_SINCE_THEN = (report.c.source == _YOUNGEST.c.source) & (report.c.began >= _YOUNGEST.c.since)
_CRAWLED = select(report.c.began).where(_SINCE_THEN)
_ARRIVED = select(
    _YOUNGEST.c.source,
    _YOUNGEST.c.since,
    func.coalesce(
        _CRAWLED.where(report.c.owed == 0).order_by(report.c.began).limit(1).scalar_subquery(),
        _CRAWLED.order_by(report.c.began.desc()).limit(1).scalar_subquery(),
        _YOUNGEST.c.since,
    ).label("until"),
)


def doors_in_force(connection: Connection, source: Source) -> tuple[Door, ...]:
    """The doors of a source that count: pinned in its file, else found."""
    return _in_force(door_history(connection, source.id), source)


def _in_force(history: Sequence[RowMapping], source: Source) -> tuple[Door, ...]:
    found, ended = found_and_ended(history)
    return Recollection(found=found, ended=ended).doors_of(source)


def found_and_ended(
    history: Sequence[RowMapping],
) -> tuple[tuple[Door, ...], frozenset[Door]]:
    """Of all doors of a source those that were found and are in force, and those replaced."""
    current = [row for row in history if row["until"] is None]
    found = tuple(door_of(row) for row in current if row["origin"] == "found")
    replaced = {door_of(row) for row in history if row["ended"] == "replaced"}
    return found, frozenset(replaced - {door_of(row) for row in current})


def door_history(connection: Connection, source: str) -> Sequence[RowMapping]:
    """Every door that a source has had, the oldest first."""
    query = select(door).where(door.c.source == source).order_by(door.c.since, door.c.id)
    return connection.execute(query).mappings().all()


def door_histories(connection: Connection, sources: Iterable[str]) -> dict[str, list[RowMapping]]:
    """The same of each of these sources that has had any, but for the marks of doors."""
    histories: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in mappings_with(connection, _HISTORIES, sources):
        histories[row["source"]].append(row)
    return dict(histories)


def feeds_of_sources(connection: Connection) -> dict[str, str]:
    """The address of the feed of each source that has one, by its id; the oldest of several."""
    current = (door.c.kind == "feed") & door.c.until.is_(None)
    query = select(door.c.source, door.c.url).where(current).order_by(door.c.id.desc())
    return dict(tuple(row) for row in connection.execute(query))


def arrivals(connection: Connection, sources: Iterable[str]) -> dict[str, Arrival]:
    """How each of these sources came in through the youngest of its doors; those that have any.

    It was in with the first crawl that put no page off to the next one.
    """
    rows = rows_with(connection, _ARRIVED, sources)
    return {source: Arrival(since, until) for source, since, until in rows}


def take_doors(
    connection: Connection,
    source: str,
    doors: Iterable[tuple[Door, str]],
    replaced: Collection[Door],
    now: datetime,
) -> None:
    """Put ``doors``, each with why it was taken, in the place of those that are ``replaced``.

    A door in force at the address of a new one is replaced, too.
    """
    for old in replaced:
        row = find(connection, door, source, url=old.url, until=None)
        if row is None:
            values = {**_spec(old), "origin": "file", "since": now, "marks": {}}
            connection.execute(insert(door).values(source=source, **values, **_ended(now)))
        else:
            change(connection, door, row["id"], **_ended(now))
    for new, why in doors:
        if there := find(connection, door, source, url=new.url, until=None):
            change(connection, door, there["id"], **_ended(now))
        values = {**_spec(new), "origin": "found", "why": why, "since": now, "marks": {}}
        connection.execute(insert(door).values(source=source, **values))


def unpin_doors(connection: Connection, sources: Iterable[Source], now: datetime) -> None:
    """End the doors that a source's file pinned and pins no more, or that it now pins others to."""
    files = {one.id: one for one in sources}
    for id, history in door_histories(connection, files).items():
        pinned, in_force = set(files[id].doors), set(_in_force(history, files[id]))
        for row in history:
            here = door_of(row)
            gone = here not in pinned if row["origin"] == "file" else here not in in_force
            if row["until"] is None and row["spec"] and gone:
                change(connection, door, row["id"], until=now, ended="unpinned")


def _spec(one: Door) -> dict[str, Any]:
    return {"url": one.url, "kind": one.kind, "spec": one.model_dump()}


def _ended(now: datetime) -> dict[str, Any]:
    return {"until": now, "ended": "replaced"}


def keep_discovery(
    connection: Connection,
    source: str,
    outcome: str,
    why: str,
    doors: Sequence[tuple[Door, str]],
    tried: Mapping[str, str],
    now: datetime,
) -> None:
    """Note what a discovery came to; ``doors`` are those it found, each with why."""
    told = [{"door": one.model_dump(), "why": reason} for one, reason in doors]
    values = {"outcome": outcome, "why": why, "doors": told, "tried": dict(tried), "at": now}
    connection.execute(insert(discovery).values(source=source, **values))


def discoveries(connection: Connection, source: str, most: int = 10) -> Sequence[RowMapping]:
    """The last discoveries of a source, the newest first."""
    query = select(discovery).where(discovery.c.source == source)
    newest = query.order_by(discovery.c.id.desc()).limit(most)
    return connection.execute(newest).mappings().all()


def proposal(connection: Connection, source: str) -> RowMapping | None:
    """The newest proposal for a source, unless a door was accepted since.

    That nothing was found on a later day takes nothing back.
    """
    told = [
        one for one in discoveries(connection, source) if one["outcome"] in (PROPOSED, ACCEPTED)
    ]
    return told[0] if told and told[0]["outcome"] == PROPOSED else None


def recent_reports(connection: Connection, source: str, most: int) -> list[CrawlReport]:
    """What the last crawls of a source said of its doors, the newest first."""
    query = select(report.c.began, report.c.doors).where(report.c.source == source)
    rows = connection.execute(query.order_by(report.c.id.desc()).limit(most))
    return [CrawlReport(source, row.began, doors=row.doors) for row in rows]


def past_articles(connection: Connection, source: str, most: int = 300) -> Sequence[RowMapping]:
    """The newest articles of a source: key, url, title, text and publication moment."""
    columns = (article.c.id, article.c.key, article.c.url, article.c.title, article.c.text)
    dated = (article.c.published_at, article.c.published_precision)
    query = select(*columns, *dated).where(article.c.source == source)
    return connection.execute(query.order_by(article.c.id.desc()).limit(most)).mappings().all()
