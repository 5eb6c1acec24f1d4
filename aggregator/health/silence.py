"""Whether a source that says nothing new is quiet as usual, by its own rhythm. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from aggregator.health.rest import working_days

GAPS = 20
"""The last gaps between days with news, by which a rhythm is told."""
FEWEST = 8
"""Gaps without which no rhythm is told."""
FACTOR = 2
"""A silence is unusual that is longer than the longest gap so many times. With as many gaps as
``GAPS``, a source that publishes at random (a Poisson process) is taken for silent once in some
200 gaps: the chance is n!·Γ(1 + f)/Γ(n + 1 + f)."""
NOTICED = 10
"""Days of work, two weeks, before which no silence is one."""
RARE = 21
"""Days of work, a month: who lets pass more between most of his news publishes rarely, and nobody
wonders about him."""
ENDED = timedelta(days=730)
"""A silence after which nobody is expected to speak again."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence since a day, in days of work; ``longest`` is the longest gap before, where there
    are enough of them to tell a rhythm. ``is_rare`` says that most of them are long.
    """

    since: date
    days: int
    longest: int | None = None
    is_rare: bool = False

    @property
    def is_noticed(self) -> bool:
        """Whether it is one at all."""
        return self.days >= NOTICED

    @property
    def is_unusual(self) -> bool:
        """Whether somebody should wonder."""
        if self.longest is None or self.is_rare:
            return False
        return self.is_noticed and self.days > FACTOR * self.longest

    def has_ended(self, today: date) -> bool:
        """Whether the source may have been given up: silent for years, and for longer than ever."""
        longer = self.longest is None or self.days > FACTOR * self.longest
        return longer and today - self.since > ENDED


def silence(days: Sequence[date], country: str, today: date) -> Silence | None:
    """How silent a source of a country is that published on ``days``, in any order.

    ``None`` for one that never published. Days of rest do not count (see ``rest``).
    """
    told = sorted({day for day in days if day <= today})[-GAPS - 1 :]
    if not told:
        return None
    # a day of rest may have news: what comes on the next is no gap
    gaps = [max(working_days(one, other, country), 1) for one, other in pairwise(told)]
    silent = working_days(told[-1], today, country)
    if len(gaps) < FEWEST:
        return Silence(told[-1], silent)
    return Silence(told[-1], silent, max(gaps), median(gaps) > RARE)
