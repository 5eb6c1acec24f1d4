"""Bylines that count from now: "3 órája", "vor 2 Stunden", "yesterday at 14:32"."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from scrapers import clean
from scrapers.article import BUDAPEST, day_of
from scrapers.calendar import tokens
from scrapers.calendar.clock import read_clock
from scrapers.calendar.moment import Moment
from scrapers.calendar.tokens import Text
from scrapers.calendar.words import vocabulary

_LONGEST = 80
_OLDEST = timedelta(weeks=1)
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_PRECISE = ("minute", "hour")


class _Count(NamedTuple):
    """A length of time, how it was told, and the places it stands between."""

    length: timedelta
    smallest: str
    sure: bool  # the unit alone tells that it is ago
    at: int
    after: int


def find_relative(text: str, now: datetime) -> Moment | None:
    """The moment that a short line tells by counting from ``now``, in any language known.

    Precise to the minute where it counts minutes or hours or has a clock time, else to the day.
    ``None`` where it counts more than a week, or tells a date in full.
    """
    if len(text) > _LONGEST:
        return None
    text = clean.line(text)
    read = tokens.read(text, vocabulary((), wide=True), short=True)
    if any(token.is_year for token in read):
        return None
    for place, token in enumerate(read):
        if token.means.get("shift", 1) <= 0:
            return _of_day(text, read, place, now)
        if count := _ago(read, place):
            return _counted(text, read, count, now)
    return None


def _of_day(text: str, read: Text, place: int, now: datetime) -> Moment:
    """Today, yesterday or the day before, with a clock time if one stands behind it."""
    day = day_of(now) + timedelta(days=read[place].means["shift"])
    at = place + 1
    while read[at].text in (",", "|", "-", "–", "·", "'", "’", "hui") and at < place + 4:
        at += 1
    clock = read_clock(read, at)
    if clock is None or clock.ends or clock.unclear:
        return Moment(datetime.combine(day, time(), BUDAPEST), "day", read[place].text)
    told = text[read[place].at : read[clock.after - 1].to]
    return Moment(datetime.combine(day, clock.begins, clock.zone or BUDAPEST), "minute", told)


def _counted(text: str, read: Text, count: _Count, now: datetime) -> Moment | None:
    if count.length > _OLDEST:
        return None
    told = text[read[count.at].at : read[count.after - 1].to]
    at = now - count.length
    if count.smallest in _PRECISE:
        return Moment(at, "minute", told)
    return Moment(datetime.combine(day_of(at), time(), BUDAPEST), "day", told)


def _ago(read: Text, place: int) -> _Count | None:
    if "ago_before" in read[place].means:
        count = _count(read, place + 1)
        return count and count._replace(at=place)
    # "1 year 3 days ago": what is told begins before
    before, sooner = read[place - 1], read[place - 2]
    if before.digits or "and" in before.means or (before.text.isalpha() and sooner.digits):
        return None
    count = _count(read, place)
    if count is None:
        return None
    if "ago_after" in read[count.after].means:
        return count._replace(after=count.after + 1)
    return count if count.sure else None


def _count(read: Text, place: int) -> _Count | None:
    """One or two units with their numbers; a unit without a number is one."""
    first = _unit(read, place)
    if first is None:
        return None
    further = _unit(read, first.after) if read[first.after].digits else None
    if further is None:
        return first
    return further._replace(at=place, length=first.length + further.length)


def _unit(read: Text, place: int) -> _Count | None:
    token = read[place]
    if token.digits and token.number < 0:
        return None
    number, at = 1, place
    if token.digits or "one" in token.means:
        number, at = max(token.number, 1), place + 1
    at += read[at].text == "de"
    means = read[at].means
    unit = means.get("unit", means.get("unit_ago"))
    if unit is None or (at == place and "unit_ago" in means):
        return None
    return _Count(number * _UNITS[unit], unit, "unit_ago" in means, place, at + 1)
