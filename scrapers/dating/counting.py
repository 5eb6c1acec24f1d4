"""Moments told by counting: "3 órája", "heute, 12:37 Uhr", "Publicerad 14.14"."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, tzinfo

from scrapers import dates
from scrapers.article import BUDAPEST, day_of
from scrapers.dates import Moment
from scrapers.dating.labels import Label
from scrapers.dating.reader import meant_in
from scrapers.page import Page

_BYLINE = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FILED = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/")
_ADDRESSES = "//@href | //@src | //@srcset"
_FRESH = timedelta(days=90)


class Counting:
    """Counts from when a page was made: from what its own clock shows, else from its fetch.

    The fetch is the better of the two on the day that both tell.
    """

    def __init__(self, page: Page, clock: Moment | None, now: datetime, zone: tzinfo) -> None:
        old = clock is not None and day_of(clock.at) < day_of(now)
        self._page, self._now, self._zone = page, now, zone
        self._clock = clock if old else None

    def moment(self, text: str, label: Label | None) -> Moment | None:
        """The moment that a short text tells.

        A clock time alone is of the page's day, where the page says that it is its publication.
        """
        if self._clock is None:
            found = dates.find_relative(text, self._now)
            return meant_in(self._zone, found) if found and self._is_current() else None
        found = self._from_clock(text)
        if found is None and label == "published":
            today = self._from_clock(f"today {text}")
            alone = today and today.precision == "minute" and today.text == f"today {text}"
            found = Moment(today.at, "minute", text) if today and alone else None
        return found

    def _from_clock(self, text: str) -> Moment | None:
        """Hours before an hour that is not known may be of either day, and tell none."""
        first, last = _ends(self._clock) if self._clock else (self._now, self._now)
        found = dates.find_relative(text, first)
        told = found if found == dates.find_relative(text, last) else None
        return meant_in(self._zone, told) if told else None

    def _is_current(self) -> bool:
        """Whether a page looks as if it was made now: a copy counts from the day it was kept on.

        The newest year in its short lines tells, and the newest day under which it files anything.
        """
        short = (line.text for line in self._page.lines if len(line.text) <= _BYLINE)
        years = {int(year) for text in short for year in _YEAR.findall(text)}
        known = [year for year in years if year <= self._now.year]
        addresses = self._page.tree.xpath(_ADDRESSES, smart_strings=False)
        filed = (found for text in addresses for found in _FILED.findall(text))
        newest = max(filed, default=None)
        oldest = self._now - _FRESH
        fresh = newest is None or newest >= tuple(f"{oldest:%Y %m %d}".split())
        return fresh and (not known or max(known) >= oldest.year)


def _ends(clock: Moment) -> tuple[datetime, datetime]:
    """The first and the last moment of what a clock shows."""
    if clock.precision == "minute":
        return clock.at, clock.at
    return clock.at, datetime.combine(day_of(clock.at), time(23, 59), BUDAPEST)
