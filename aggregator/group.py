"""Grouping: new and changed articles into stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.archive.archive import Archive
from aggregator.archive.articles import (
    forget_grouping,
    known_sources,
    mark_grouped,
    new_among,
    ungrouped,
    unsettle,
)
from aggregator.arranging import arrange_around
from aggregator.collecting import collecting_seldom
from aggregator.comparing import compare
from aggregator.desk import Desk

Progress = Callable[[int, int], None]
BATCH = 100
"""Articles grouped in one transaction."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a run of grouping did: new and changed articles, stories minted."""

    articles: int
    minted: int


@collecting_seldom()
def group(
    archive: Archive,
    address: str | None,
    now: datetime,
    *,
    everything: bool = False,
    on_progress: Progress = lambda done, total: None,
) -> Grouped:
    """Put every new or changed article (or ``everything``) into its story.

    ``address`` is the public address of the feeds, under which ids are minted. Run twice, it does
    nothing the second time; a run that was broken off is gone on with by the next.
    ``on_progress`` hears how many articles of how many are grouped.
    """
    if everything:
        with archive.write() as connection:
            forget_grouping(connection)
    articles = done = minted = 0
    # what is learnt of an article's lines may touch earlier ones: these wait again, each for a new
    # commonplace, so there is an end
    while waiting := _waiting(archive):
        articles = articles or len(waiting)
        total = done + len(waiting)
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            minted += _group(archive, batch, address, now)
            done += len(batch)
            on_progress(done, total)
    return Grouped(articles, minted)


def _waiting(archive: Archive) -> list[int]:
    with archive.read() as connection:
        return ungrouped(connection)


def _group(archive: Archive, ids: Sequence[int], address: str | None, now: datetime) -> int:
    with archive.write() as connection:
        desk = Desk(connection, known_sources(connection))
        done = compare(connection, desk, ids, now)
        new = new_among(connection, ids)
        minted = arrange_around(connection, desk, done.lost.union(ids), new, address, now)
        mark_grouped(connection, ids)
        unsettle(connection, done.again)
    return minted
