"""Which sources have nothing but their doors to ask for, found out for many at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, RowMapping, and_, case, func, or_, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.doors import door_histories, found_and_ended
from aggregator.archive.rows import validators_of
from aggregator.archive.schema import page, robots
from scrapers.memory import (
    COMMON,
    RECHECK_AFTER,
    ROBOTS_FOR,
    KnownDoor,
    KnownPage,
    KnownRobots,
    Recollection,
    Resting,
    Validators,
)
from scrapers.topics import OFF_TOPIC

ATTEMPTS = 10
"""Days on which an owed page is asked for; then only a door that shows it again asks for it."""
_OWED = select(page.c.source).where(among(page.c.source), page.c.owed.is_not(None)).distinct()
# pages wait for as long as each other that were checked as often
_STEP = case((page.c.checks < len(RECHECK_AFTER), page.c.checks), else_=len(RECHECK_AFTER))
_MISSED = page.c.missed.is_not(None)
_ASKED = (
    select(
        page.c.source,
        _MISSED.label("missed"),
        _STEP.label("checks"),
        func.min(page.c.asked).label("first"),
        func.max(page.c.asked).label("last"),
    )
    .where(
        *(among(page.c.source), page.c.asked.is_not(None), page.c.gone.is_(None)),
        or_(page.c.reason.is_(None), page.c.reason != OFF_TOPIC),
        # what has a fragment is told on a door's own page
        ~page.c.key.contains("#"),
    )
    .group_by(page.c.source, _MISSED, _STEP)
)


def resting(connection: Connection, sources: Collection[str], now: datetime) -> Resting:
    """Of the sources with these ids those that have nothing but doors to ask for."""
    busy = _busy(connection, sources, now)
    serving = and_(robots.c.read > now - ROBOTS_FOR, robots.c.read <= now)
    size = func.length(robots.c.body)
    large = set(connection.scalars(select(robots.c.netloc).where(serving, size > COMMON)))
    common = connection.execute(select(robots).where(serving, size <= COMMON))
    return Resting(
        sources={
            id: _recollection(rows)
            for id, rows in door_histories(connection, sources).items()
            if id not in busy and large.isdisjoint(urlsplit(row["url"]).netloc for row in rows)
        },
        robots={row.netloc: KnownRobots(row.body, row.read) for row in common},
    )


def _busy(connection: Connection, sources: Collection[str], now: datetime) -> set[str]:
    """Those of which a page is owed, or due: the first or the last asked is, if any is."""
    owed = rows_with(connection, _OWED.where(page.c.attempts < ATTEMPTS), sources)
    return {row.source for row in owed} | {
        row.source
        for row in rows_with(connection, _ASKED, sources)
        if any(
            KnownPage("", Validators(), asked, row.checks, row.missed).due(now)
            for asked in (row.first, row.last)
        )
    }


def _recollection(history: list[RowMapping]) -> Recollection:
    found, ended = found_and_ended(history)
    current = [row for row in history if row["until"] is None]
    doors = {
        row["url"]: KnownDoor(validators_of(row), {}, row["definition"] or "") for row in current
    }
    return Recollection(doors=doors, found=found, ended=ended)
