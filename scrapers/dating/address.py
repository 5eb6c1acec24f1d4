"""The day or month that an article's address tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote

from scrapers import urls

_YEAR = r"((?:19|20)\d\d)"
_MONTH, _DAY = r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_MONTH_2, _DAY_2 = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_END = r"(?=[/_-]|$)"
# where a site files it: /2021/06/04/, /2021/0604/, /2021-06-04/, /2021-06/04/, /20210604_title
_FILED = (
    rf"/{_YEAR}/{_MONTH}/{_DAY}(?=/|$)",
    rf"/{_YEAR}/{_MONTH_2}{_DAY_2}(?=/|$)",
    rf"/{_YEAR}[-_]{_MONTH}[-_]{_DAY}{_END}",
    rf"/{_YEAR}-{_MONTH_2}/{_DAY_2}(?=/)",
    rf"/{_YEAR}{_MONTH_2}{_DAY_2}{_END}",
)
# in its own name: title-2012-01-19-061000, title-20210604, ab20210604_1234, AB202106041230001
_TAIL = r"(?:\.\w+)?/?$"
_NAMED = (
    rf"-{_YEAR}-{_MONTH_2}-{_DAY_2}(?:-\d{{4,6}})?{_TAIL}",
    rf"-{_YEAR}{_MONTH_2}{_DAY_2}{_TAIL}",
    rf"/[a-zA-Z]{{2,5}}{_YEAR}{_MONTH_2}{_DAY_2}(?=[_-]|{_TAIL})",
    rf"/[a-zA-Z]{{1,5}}{_YEAR}{_MONTH_2}{_DAY_2}(?:[01]\d|2[0-3])[0-5]\d\d{{0,9}}{_TAIL}",
)
# 20-12-2022-title; but 7-8-11-2022 are two days
_NAMED_DAY_FIRST = rf"/{_DAY}-{_MONTH}-{_YEAR}{_END}"
_MONTHLY = (rf"/{_YEAR}/{_MONTH}(?=/|$)", rf"/{_YEAR}[-_]{_MONTH_2}(?=/|$)")
_SLACK = timedelta(days=3)
"""How far a month or a day in an article's name may be from its publication."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address tells: the first of the month where ``day`` is not told.

    ``filed`` tells that it is a folder's name, and no part of the title's words. ``text`` is what
    was read.
    """

    first: date
    day: bool
    filed: bool
    text: str

    def allows(self, day: date) -> bool:
        """Whether an article with this address can have appeared on a day."""
        if self.day and self.filed:
            return day == self.first
        last = self.first if self.day else (self.first + timedelta(days=31)).replace(day=1)
        return self.first - _SLACK <= day <= last + _SLACK


def read_address(url: str) -> Address | None:
    """The day, else the month, that the path of an address tells."""
    path = unquote(urls.path(url))
    return next(filter(None, _readings(path)), None)


def _readings(path: str) -> Iterator[Address | None]:
    for pattern in _FILED:
        if found := re.search(pattern, path):
            yield _address(found, found[1], found[2], found[3], filed=True)
    for pattern in _NAMED:
        if found := re.search(pattern, path):
            yield _address(found, found[1], found[2], found[3], filed=False)
    if found := re.search(_NAMED_DAY_FIRST, path):
        yield _address(found, found[3], found[2], found[1], filed=False)
    for pattern in _MONTHLY:
        if found := re.search(pattern, path):
            yield _address(found, found[1], found[2], None, filed=True)


def _address(
    found: re.Match[str], year: str, month: str, day: str | None, *, filed: bool
) -> Address | None:
    try:
        first = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return Address(first, day is not None, filed, found[0].strip("/-_"))
