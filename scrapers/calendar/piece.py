"""One day or range as it was read, before it is joined with what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scrapers.calendar.clock import Clock
from scrapers.calendar.days import Days
from scrapers.calendar.span import Day, Role


@dataclass(frozen=True, slots=True)
class Piece:
    """A day or range between two places of a text: from ``at`` to before ``after``."""

    start: Day
    end: Day
    role: Role
    at: int
    after: int
    fuzzy: bool = False
    weekday: int | None = None
    clock: Clock | None = None
    closing: Clock | None = None
    """The clock time of the last day, where it has its own."""

    @property
    def several(self) -> bool:
        """Whether it is more than one day, or not a day at all."""
        return self.start != self.end or self.start.day is None


def of_days(days: list[Days], year: int | None, month: int, at: int, after: int) -> list[Piece]:
    """Pieces of the days of one month, from the place ``at`` to before ``after``."""
    places = [at, *(one.at for one in days[1:])]
    ends = [*(one.after for one in days[:-1]), after]
    return [
        Piece(Day(year, month, one.first), Day(year, month, one.last), one.role, start, end)
        for one, start, end in zip(days, places, ends, strict=True)
    ]


def with_year(piece: Piece, year: int) -> Piece:
    """``piece`` in ``year``, as far as it has none."""
    start, end = piece.start, piece.end
    if start.year is None:
        start = start._replace(year=year)
    if end.year is None:
        turns = (end.month or 0) < (start.month or 0)
        end = end._replace(year=(start.year or year) + turns)
    return replace(piece, start=start, end=end)
