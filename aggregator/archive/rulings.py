"""Editors' rulings in the archive. None is changed: it ends, another begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from aggregator.archive.among import among, execute_with, rows_with
from aggregator.archive.schema import ruling
from aggregator.stories.ruling import Ruling

_CURRENT = tuple(
    select(ruling).where(ruling.c.until.is_(None), among(end))
    for end in (ruling.c.article, ruling.c.other)
)
_END = update(ruling).where(among(ruling.c.id))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A current ruling as it is kept, and since when it counts."""

    id: int
    ruling: Ruling
    since: datetime

    @property
    def pair(self) -> frozenset[int]:
        """The two articles that it is about."""
        return frozenset((self.ruling.article, self.ruling.other))


def spoken(connection: Connection, ids: Collection[int]) -> list[Spoken]:
    """The current rulings on any of these articles, oldest first."""
    rows = {row.id: row for query in _CURRENT for row in rows_with(connection, query, ids)}
    return [
        Spoken(number, Ruling(row.article, row.other, row.together), row.since)
        for number, row in sorted(rows.items())
    ]


def rulings_of(connection: Connection, ids: Collection[int]) -> list[Ruling]:
    """What counts of these articles, as ``arrange`` takes it."""
    return [one.ruling for one in spoken(connection, ids)]


def rule(connection: Connection, said: Collection[Ruling], now: datetime) -> None:
    """Let these rulings count from now on; what was said otherwise of their articles ends."""
    wanted = {frozenset((one.article, one.other)): one for one in said}
    known = [one for one in spoken(connection, set().union(*wanted)) if one.pair in wanted]
    kept = {one.pair for one in known if one.ruling.together == wanted[one.pair].together}
    end(connection, [one for one in known if one.pair not in kept], now)
    new = [
        {"article": one.article, "other": one.other, "together": one.together, "since": now}
        for pair, one in wanted.items()
        if pair not in kept
    ]
    if new:
        connection.execute(insert(ruling), new)


def end(connection: Connection, said: Iterable[Spoken], now: datetime) -> None:
    """Let these rulings count no longer."""
    execute_with(connection, _END.values(until=now), (one.id for one in said))
