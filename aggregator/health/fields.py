"""Whether a source's articles have lost something that they used to have. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby, takewhile

FIELDS = ("date", "authors")
"""What articles may have, the first is missed most."""
BEFORE = 10
"""Earlier articles without which nothing is told of what was usual."""
FEWEST = 3
"""Articles that must lack it."""
BY_CHANCE = 0.001
"""A run of articles without a field is no chance where it is as rare as this."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article as it was taken in: when, its address, and which of the ``FIELDS`` it has."""

    at: datetime
    url: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lost:
    """A field that ``count`` articles, the newest, lack, of which ``share`` of those before had it.

    ``since`` is when the first of them was taken in, ``url`` the address of the last.
    """

    name: str
    count: int
    share: float
    since: datetime
    url: str


def lost(taken: Sequence[Taken]) -> Lost | None:
    """The field that the articles of a source have lost, if any; ``taken`` the newest first.

    The newest lack it, all of them, and so many in a row would by chance be rarer than
    ``BY_CHANCE``, given what share of those before had it. They came on several days: what is
    found at once, such as an old part of a site, says nothing of the site as it is now. Of those
    that came at one moment all have to lack it, since their order tells nothing.
    """
    return next(filter(None, (_lost(name, taken) for name in FIELDS)), None)


def _lost(name: str, taken: Sequence[Taken]) -> Lost | None:
    batches = (list(batch) for _, batch in groupby(taken, key=lambda one: one.at))
    lacking = takewhile(lambda batch: all(name not in one.fields for one in batch), batches)
    without = list(chain.from_iterable(lacking))
    before = taken[len(without) :]
    days = {one.at.date() for one in without}
    if len(before) < BEFORE or len(without) < FEWEST or len(days) < 2:
        return None
    had = sum(name in one.fields for one in before)
    # Laplace's rule of succession: nothing that was seen is ever certain
    rest = 1 - (had + 1) / (len(before) + 2)
    if rest ** len(without) > BY_CHANCE:
        return None
    return Lost(name, len(without), had / len(before), without[-1].at, without[0].url)
