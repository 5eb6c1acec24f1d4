"""What was wrong with sources: from the run that found it to the one that no longer does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from aggregator.archive.rows import change
from aggregator.archive.schema import source, trouble
from aggregator.archive.sources import last_reports
from aggregator.ids import mint

MOST = 100
"""Troubles that are told of at most, the newest."""


def keep_troubles(connection: Connection, address: str | None, now: datetime) -> bool:
    """Note what the last crawl of each source found wrong, and what it no longer does.

    Whether anything is otherwise than before. ``address`` is the public address of the feeds.
    """
    problems = {
        id: report.problem for id, report in last_reports(connection).items() if report.problem
    }
    current = select(trouble).where(trouble.c.until.is_(None))
    known = {(row.source, row.problem): row.id for row in connection.execute(current)}
    over = known.keys() - problems.items()
    new = sorted(problems.items() - known.keys())
    for one in over:
        change(connection, trouble, known[one], until=now)
    for id, problem in new:
        values = {"uid": mint(address, now), "source": id, "problem": problem, "since": now}
        connection.execute(insert(trouble).values(**values))
    return bool(over or new)


def newest_troubles(connection: Connection) -> Sequence[RowMapping]:
    """The last troubles with ``name`` and ``home`` of their sources, the newest first."""
    query = (
        select(trouble, source.c.name, source.c.home)
        .join(source, source.c.id == trouble.c.source)
        .order_by(trouble.c.since.desc(), trouble.c.id.desc())
    )
    return connection.execute(query.limit(MOST)).mappings().all()
