"""Time of the clock and of the processor, the database server's included.

On a machine with other things to do the clock tells of these as well; the processor's time does
not. A server must run on this machine, and Linux tell of its processes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from sqlalchemy import text

from aggregator.archive.archive import Archive


class Took(NamedTuple):
    """Seconds of the processor and of the clock."""

    processor: float
    clock: float

    def each(self, count: int) -> Took:
        """The same for each of so many."""
        return Took(self.processor / count, self.clock / count)


class Stopwatch:
    """Tells how long something takes that one process does with an archive."""

    def __init__(self, archive: Archive) -> None:
        with archive.read() as connection:
            is_served = connection.dialect.name == "postgresql"
            number = connection.scalar(text("SELECT pg_backend_pid()")) if is_served else None
        # its connection stays the same: the pool gives out the one that it was given back last
        self._server = Path(f"/proc/{number}/schedstat") if number else None

    def took(self, run: Callable[[], object]) -> Took:
        """How long ``run`` takes."""
        began = self._processor(), perf_counter()
        run()
        return Took(self._processor() - began[0], perf_counter() - began[1])

    def _processor(self) -> float:
        served = int(self._server.read_text().split()[0]) / 1e9 if self._server else 0
        return process_time() + served
