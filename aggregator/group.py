"""Grouping: new and changed articles into stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.archive.archive import Archive
from aggregator.archive.articles import forget_grouping, known_sources, mark_grouped, ungrouped
from aggregator.arranging import arrange_around
from aggregator.comparing import compare
from aggregator.desk import Desk

Progress = Callable[[int, int], None]
BATCH = 50
"""Articles grouped in one transaction."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a run of grouping did: articles looked at, stories minted."""

    articles: int
    minted: int


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
    with archive.write() as connection:
        if everything:
            forget_grouping(connection)
        waiting = ungrouped(connection)
    minted = 0
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        minted += _group(archive, batch, address, now)
        on_progress(start + len(batch), len(waiting))
    return Grouped(len(waiting), minted)


def _group(archive: Archive, ids: Sequence[int], address: str | None, now: datetime) -> int:
    with archive.write() as connection:
        desk = Desk(connection, known_sources(connection))
        left = compare(connection, desk, ids, now)
        minted = arrange_around(connection, desk, left.union(ids), address, now)
        mark_grouped(connection, ids)
    return minted
