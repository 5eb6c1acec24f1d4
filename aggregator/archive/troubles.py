"""What is wrong with sources, as operators are told of it: from its first run to its end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, insert, select, update

from aggregator.archive.among import among, execute_with
from aggregator.archive.rows import change
from aggregator.archive.schema import source, trouble
from aggregator.health.kinds import Kind
from aggregator.ids import mint
from scrapers.memory import SLACK

MOST = 100
"""Troubles that are told of at most, the newest."""
LASTING = timedelta(days=1)
"""How long a trouble must not have been there before it is over. One that comes and goes is one."""
_NAMED = select(trouble, source.c.name, source.c.home).join(source, source.c.id == trouble.c.source)
_TOLD = update(trouble).where(among(trouble.c.id))


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is wrong with a source now: of what kind, in words, and what to do about it."""

    source: str
    kind: Kind
    problem: str
    advice: str


def keep_troubles(
    connection: Connection, alarms: Iterable[Alarm], address: str | None, now: datetime
) -> bool:
    """Note what is wrong now, and what no longer is; whether anything is otherwise than before.

    A trouble is known by its source and kind, and keeps the words in which it was first told.
    ``address`` is the public address of the feeds.
    """
    found = {(one.source, one.kind): one for one in alarms}
    query = select(trouble).where(trouble.c.until.is_(None))
    current = connection.execute(query).all()
    for row in current:
        if row.kind is None:
            change(connection, trouble, row.id, until=now)
    known = {(row.source, row.kind): row for row in current if row.kind}
    ended = [_eases(connection, known[key], now) for key in known.keys() - found.keys()]
    for key in known.keys() & found.keys():
        if known[key].eased:
            change(connection, trouble, known[key].id, eased=None)
    new = [found[key] for key in sorted(found.keys() - known.keys())]
    for one in new:
        values = {"source": one.source, "kind": one.kind, "problem": one.problem}
        told = {**values, "advice": one.advice, "uid": mint(address, now), "since": now}
        connection.execute(insert(trouble).values(**told))
    return bool(new or any(ended) or len(known) < len(current))


def newest_troubles(connection: Connection) -> Sequence[RowMapping]:
    """The last troubles with ``name`` and ``home`` of their sources, the newest first."""
    query = _NAMED.order_by(trouble.c.since.desc(), trouble.c.id.desc())
    return connection.execute(query.limit(MOST)).mappings().all()


def present_troubles(connection: Connection) -> dict[str, Kind]:
    """Of what kind the trouble of each source is that has any now, by its id; the newest of two."""
    there = (trouble.c.until.is_(None), trouble.c.eased.is_(None), trouble.c.kind.is_not(None))
    query = select(trouble.c.source, trouble.c.kind).where(*there)
    return {row.source: row.kind for row in connection.execute(query.order_by(trouble.c.id))}


def untold_troubles(connection: Connection) -> tuple[list[RowMapping], list[RowMapping]]:
    """What nobody was told of: what is wrong, and what is over of that which was; the oldest first.

    What was over before anybody was told of it is told to nobody.
    """
    there = (trouble.c.until.is_(None), trouble.c.eased.is_(None), trouble.c.told.is_(None))
    over = (
        trouble.c.until.is_not(None),
        trouble.c.told.is_not(None),
        trouble.c.told_over.is_(None),
    )
    by_age = _NAMED.order_by(trouble.c.since, trouble.c.id)
    new = connection.execute(by_age.where(trouble.c.kind.is_not(None), *there))
    ended = connection.execute(by_age.where(*over))
    return list(new.mappings()), list(ended.mappings())


def keep_told(
    connection: Connection, new: Collection[int], over: Collection[int], now: datetime
) -> None:
    """Note that the operator was told of these, by their numbers: what is wrong, what is over."""
    execute_with(connection, _TOLD.values(told=now), new)
    execute_with(connection, _TOLD.values(told_over=now), over)


def _eases(connection: Connection, row: Row[Any], now: datetime) -> bool:
    """Note that a trouble is not there; whether it is over by that."""
    if row.eased is None:
        change(connection, trouble, row.id, eased=now)
        return False
    if now - row.eased < LASTING - SLACK:
        return False
    change(connection, trouble, row.id, until=row.eased)
    return True
