"""How all sources fare: what the archive knows of them, judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.health import histories_of
from aggregator.health.condition import Condition, condition
from scrapers.source import Source


def conditions(
    connection: Connection, sources: Iterable[Source], now: datetime
) -> dict[str, Condition]:
    """How each of the sources fares, by its id."""
    files = {one.id: one for one in sources}
    known = histories_of(connection, files.values())
    return {id: condition(files[id], history, now) for id, history in known.items()}
