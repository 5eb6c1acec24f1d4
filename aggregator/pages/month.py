"""A month as a calendar sheet: weeks of days, each with what happens on it. Pure."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from aggregator.pages.view import Happening

_MONDAY_FIRST = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the sheet; ``happenings`` are places in the list of those of the month."""

    date: date
    is_of_month: bool
    happenings: tuple[int, ...]


def weeks(first: date, happenings: Sequence[Happening]) -> list[list[Day]]:
    """The weeks of the month that begins on ``first``, with the days that fill them up."""
    return [
        [
            Day(
                day,
                day.month == first.month,
                tuple(
                    place
                    for place, one in enumerate(happenings)
                    if day.month == first.month and one.start <= day <= one.end
                ),
            )
            for day in week
        ]
        for week in _MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    ]


def last_day(first: date) -> date:
    """The last day of the month that begins on ``first``."""
    return after(first) - timedelta(days=1)


def after(first: date) -> date:
    """The first day of the month after that one."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def before(first: date) -> date:
    """The first day of the month before that one."""
    return (first - timedelta(days=1)).replace(day=1)


EARLIEST, LATEST = date(MINYEAR + 1, 1, 1), date(MAXYEAR - 1, 12, 1)
"""The months that have one before and one after them."""
