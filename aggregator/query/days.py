"""Days as a query names them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_NAMED = re.compile(
    r"(?P<year>[12]\d{3})(?:[-.]\s*(?P<month>\d{1,2})(?:[-.]\s*(?P<day>\d{1,2}))?)?\.?"
)
_AGO = re.compile(r"(\d{1,5})d", re.I)
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
"""No news are older or younger, and the ends of the calendar have no UTC."""


class Days(NamedTuple):
    """From ``first`` to ``last``, both included."""

    first: date
    last: date


def days(text: str, today: date) -> Days | None:
    """The days that *2021*, *2021-06*, *2021-06-04*, *2021. 06. 04.* or *7d* mean.

    ``7d`` is the day seven days before ``today``. ``None`` for what means none.
    """
    if ago := _AGO.fullmatch(text):
        back = min(int(ago[1]), (today - EARLIEST).days)
        return Days(today - timedelta(days=back), today - timedelta(days=back))
    named = _NAMED.fullmatch(text)
    try:
        return _within(_named(named)) if named else None
    except ValueError:  # the thirtieth of February
        return None


def _named(named: re.Match[str]) -> Days:
    year, *rest = (int(told) for told in named.groups() if told is not None)
    if not rest:
        return Days(date(year, 1, 1), date(year, 12, 31))
    first = date(year, rest[0], rest[1] if len(rest) > 1 else 1)
    last = first if len(rest) > 1 else first.replace(day=monthrange(year, rest[0])[1])
    return Days(first, last)


def _within(told: Days) -> Days:
    return Days(*(min(max(one, EARLIEST), LATEST) for one in told))
