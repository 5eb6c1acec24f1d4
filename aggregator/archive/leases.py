"""Leases in the archive: who alone does something, until when.

A lease is taken in the archive's own transactions, which go one after the other, so two never take
the same. Its *fence* is a number that rises with each taking: who was thought dead and comes back
finds another number, and can do no more harm (M. Kleppmann, "How to do distributed locking").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from aggregator.archive.among import among, rows_with
from aggregator.archive.schema import lease

LASTS = timedelta(minutes=2)
"""How long a lease holds that is not renewed."""
_KNOWN = select(lease.c.name, lease.c.fence, lease.c.until).where(among(lease.c.name))

_FENCES = select(lease.c.name, lease.c.fence).where(among(lease.c.name))


def take(connection: Connection, names: Iterable[str], now: datetime) -> dict[str, int]:
    """Take of these leases those that nobody holds; their fences, by name.

    One that would hold for longer than any is taken for a clock's fault, and for nobody's.
    """
    wanted = sorted(set(names))
    known = {name: (fence, until) for name, fence, until in rows_with(connection, _KNOWN, wanted)}
    taken = {}
    for name in wanted:
        fence, until = known.get(name, (0, now))
        if not now < until <= now + LASTS:
            taken[name] = fence + 1
    rows = {name: {"fence": fence, "until": now + LASTS} for name, fence in taken.items()}
    again = [{"known": name, **row} for name, row in rows.items() if name in known]
    first = [{"name": name, **row} for name, row in rows.items() if name not in known]
    if again:
        connection.execute(update(lease).where(lease.c.name == bindparam("known")), again)
    if first:
        connection.execute(insert(lease), first)
    return taken


def hold(connection: Connection, fences: Mapping[str, int], until: datetime) -> None:
    """Let leases hold until a moment: longer, or no longer. Those that were lost stay so."""
    mine = and_(lease.c.name == bindparam("mine"), lease.c.fence == bindparam("number"))
    rows = [{"mine": name, "number": fence, "until": until} for name, fence in fences.items()]
    if rows:
        connection.execute(update(lease).where(mine), rows)


def drop(connection: Connection, now: datetime) -> None:
    """Let no lease hold any longer: nobody lives who has one."""
    connection.execute(update(lease).values(until=now))


def lost(connection: Connection, fences: Mapping[str, int]) -> list[str]:
    """Of these leases those that somebody else has taken since."""
    known = rows_with(connection, _FENCES, fences)
    return sorted(name for name, fence in known if fence != fences[name])
