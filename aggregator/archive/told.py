"""What articles tell, in tables of its own. No row is changed: it ends, another begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from aggregator.archive.among import among, execute_with, mappings_with
from aggregator.archive.standing import standing


def replace_told(
    connection: Connection,
    table: Table,
    ids: Iterable[int],
    rows: Iterable[Mapping[str, Any]],
    now: datetime,
) -> None:
    """Make ``rows`` all that the articles ``ids`` tell in ``table``, from now on.

    What they told already stands as it is, since when it did.
    """
    query = select(table).where(standing(table), among(table.c.article))
    ends: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    new = []
    names = [one.name for one in table.columns if one.name not in ("id", "since", "until")]
    for row in mappings_with(connection, query, ids):
        ends[tuple(row[name] for name in names)].append(row["id"])
    for values in rows:
        told = ends[tuple(values[name] for name in names)]
        if told:
            told.pop()
        else:
            new.append({**values, "since": now})
    over = (number for numbers in ends.values() for number in numbers)
    execute_with(connection, update(table).where(among(table.c.id)).values(until=now), over)
    if new:
        connection.execute(insert(table), new)
