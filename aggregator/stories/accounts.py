"""Accounts of one event in different stories: who tells of it, and which of them are related.

Of each story one article speaks: its original, if that tells of the event. Each is related to the
few that appeared next before and after it. So an event that hundreds tell of has a few relations
for each of them, and an account that comes late touches only its neighbours, wherever in the row
its place is. Tied to the first that told, all would be tied anew whenever an earlier one is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from operator import attrgetter

REACH = 6
"""Accounts on either side that one is related to: a dozen at most."""
MOST = 500
"""Articles that tell of one event; one that more of them tell of stands in a box on every page."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an article of a story tells of an event: its first day, and the town if it tells one.

    ``at`` is when the article appeared, or was first seen; ``is_original`` says that it is its
    story's. ``url`` decides where moments do not.
    """

    article: int
    story: int
    is_original: bool
    at: datetime
    url: str
    start: date
    town: str | None = None


def related(accounts: Collection[Account]) -> Iterator[tuple[int, int]]:
    """The pairs of articles, the lower id first, that tell of one event in different stories.

    ``accounts`` are those with one event's key; they part where start or town differ.
    """
    if len(accounts) > MOST:
        return
    for _, alike in groupby(sorted(accounts, key=attrgetter("start")), key=attrgetter("start")):
        row = sorted(_speakers(alike), key=_order)
        for at, one in enumerate(row):
            for other in islice(row, at + 1, at + 1 + REACH):
                if not (one.town and other.town and one.town != other.town):
                    yield min(one.article, other.article), max(one.article, other.article)


def _speakers(accounts: Iterable[Account]) -> Iterable[Account]:
    """One account of each story: the original's, else the first."""
    found: dict[int, Account] = {}
    for one in sorted(accounts, key=lambda one: (not one.is_original, _order(one))):
        found.setdefault(one.story, one)
    return found.values()


def _order(one: Account) -> tuple[datetime, str, int]:
    return one.at, one.url, one.article
