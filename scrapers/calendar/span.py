"""A day or days that a text speaks of, as far as it tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, NamedTuple

Role = Literal["on", "from", "until", "between"]


class Day(NamedTuple):
    """A day as far as it is known; a month has no day, a year no month."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def date(self) -> date | None:
        """The day, where year, month and day are all known and the calendar has it."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a text speaks of, the first and the last included.

    ``role`` tells what they are the days of: something *on* them, *from* them on, *until* them, or
    *between* them (a range). ``begins`` and ``ends`` are clock times that belong to the days.
    ``fuzzy`` days are told vaguely, as mid-December or autumn. ``at`` and ``to`` are where
    ``text`` stands.
    """

    start: Day
    end: Day
    begins: time | None
    ends: time | None
    role: Role
    fuzzy: bool
    at: int
    to: int
    text: str

    @property
    def first(self) -> date | None:
        """The first day, if it is known."""
        return self.start.date()

    @property
    def last(self) -> date | None:
        """The last day, if it is known."""
        return self.end.date()
