"""Leasing: what only one run may do at a time, whichever machine it is on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from threading import Event, Thread

from aggregator.archive.archive import Archive
from aggregator.archive.leases import LASTS, drop, hold, take
from aggregator.archive.living import living
from aggregator.errors import Busy, Problem
from aggregator.log import event

UPDATE, GROUP, PUBLISH = "update", "group", "publish"


def crawl_of(source: str) -> str:
    """The lease of crawling a source."""
    return f"crawl:{source}"


@contextmanager
def leased(archive: Archive, *names: str) -> Iterator[Archive]:
    """The archive for who alone does what ``names`` say; raises ``Busy`` where somebody else does.

    Once a lease was lost, to whoever thought this run dead, nothing can be written through it any
    more: it raises ``Busy``.
    """
    with leased_of(archive, *names) as (mine, taken):
        for name in names:
            if name not in taken:
                raise Busy(name, "another run is at it; this one leaves it alone")
        yield mine


@contextmanager
def leased_of(archive: Archive, *names: str) -> Iterator[tuple[Archive, frozenset[str]]]:
    """The same with those of the leases that nobody else holds."""
    with ExitStack() as life:
        with archive.write() as connection:
            if archive.file and life.enter_context(living(archive.file)):
                drop(connection, _now())  # whoever had one was killed
            fences = take(connection, names, _now())
        done = Event()
        # daemonic: it must not keep alive a program that is ending some other way
        keeping = Thread(target=_keep, args=(archive, fences, done), daemon=True)
        keeping.start()
        try:
            yield archive.fenced(fences), frozenset(fences)
        finally:
            done.set()
            keeping.join()
            with suppress(Problem), archive.write() as connection:
                hold(connection, fences, _now())


def _keep(archive: Archive, fences: dict[str, int], done: Event) -> None:
    """Renew leases until they are given back."""
    while not done.wait(LASTS.total_seconds() / 4):
        try:
            with archive.write() as connection:
                hold(connection, fences, _now() + LASTS)
        except Problem as problem:
            # the next write says so, if it matters
            event("lease not renewed", problem=str(problem))


def _now() -> datetime:
    return datetime.now(UTC)
