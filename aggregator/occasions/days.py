"""The days that a text tells, each counted from the day on which its words were said. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from aggregator.occasions.event import Quoted
from scrapers.dates import Day, Role, Span, spans_as_said

MOST_SAID = 8
"""Days on which parts of one text were said, at most."""
NEAR = 1_000
"""Characters within which a full date lends its year to one without."""
TURN = 45
"""Days that an announcement may lie behind its publication before its year is the next one."""
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a range of days at ``at`` to ``to``, all of it known.

    ``explicit`` ones are told by a number and a month, not counted from another day; the year of
    ``lent`` ones is that of another day of the text.
    """

    first: date
    last: date
    begins: time | None
    ends: time | None
    role: Role
    fuzzy: bool
    explicit: bool
    lent: bool
    at: int
    to: int
    text: str

    @property
    def certain(self) -> bool:
        """Whether the text, or the day on which it was said, tells them wholly."""
        return self.explicit and not self.fuzzy and not self.lent


def days_told(
    text: str,
    said: date | None,
    quoted: Sequence[Quoted],
    languages: Sequence[str],
    years: Sequence[int] = (),
) -> tuple[Days, ...]:
    """The known days of ``text`` in order of place; ``years`` are those that its title tells.

    Where a year is not told and cannot be counted, that of a full date nearby stands for it, else
    that of the title, else the only one that the text tells.
    """
    spans = _spans(text, said, quoted, languages)
    full = [span for span in spans if span.first and span.last and _YEAR.search(span.text)]
    known = (_known(span, full, years) for span in spans)
    return tuple(days for days in known if days is not None)


def years_in(title: str) -> tuple[int, ...]:
    """The one year that a title tells; two of them tell nothing."""
    years = {int(year) for year in _YEAR.findall(title)}
    return tuple(years) if len(years) == 1 else ()


def in_its_year(days: Days, past: bool, said: date | None) -> Days:
    """Days without a year of their own in the one that the wording asks for."""
    if said is None or _ANY_YEAR.search(days.text) or not days.explicit:
        return days
    if past and days.first > said:
        return _in_another_year(days, -1)
    if not past and (said - days.last).days > TURN:
        return _in_another_year(days, 1)
    return days


def _in_another_year(days: Days, by: int) -> Days:
    try:
        first = days.first.replace(year=days.first.year + by)
        return replace(days, first=first, last=days.last.replace(year=days.last.year + by))
    except ValueError:  # the 29th of February
        return days


def _spans(
    text: str, said: date | None, quoted: Sequence[Quoted], languages: Sequence[str]
) -> list[Span]:
    """Every span as it reads on the day on which its own words were said.

    All of the text counts for each of these days: a quotation may begin within a date.
    """
    days = sorted({said, *(one.said for one in quoted)}, key=str)[:MOST_SAID]
    own = [
        span
        for day, spans in spans_as_said(text, languages, days).items()
        for span in spans
        if said_at(span.at, said, quoted) == day
    ]
    return sorted(own, key=lambda span: span.at)


def said_at(at: int, said: date | None, quoted: Sequence[Quoted]) -> date | None:
    """The day from which the words at an offset count."""
    return next((one.said for one in quoted if one.start <= at < one.end), said)


def _known(span: Span, full: Sequence[Span], years: Sequence[int]) -> Days | None:
    first, last, lent = *_whole(span), False
    if (first is None or last is None) and (year := _year(span, full, years)):
        first = Day(year, *span.start[1:]).date()
        later = (span.end.month or 0) < (span.start.month or 0)
        last = Day(year + later, *span.end[1:]).date()
        lent = year not in years
    if first is None or last is None or first > last:
        return None
    return Days(
        *(first, last, span.begins, span.ends, span.role, span.fuzzy),
        *(any(sign.isdigit() for sign in span.text), lent, span.at, span.to, span.text),
    )


def _whole(span: Span) -> tuple[date | None, date | None]:
    """The first and the last day of a span; of a season those of its months."""
    begin, end = span.start, span.end
    if begin.day or begin[:2] == end[:2] or not span.fuzzy:
        return span.first, span.last
    if not (begin.year and begin.month and end.year and end.month):
        return None, None
    length = monthrange(end.year, end.month)[1]
    return date(begin.year, begin.month, 1), date(end.year, end.month, length)


def _year(span: Span, full: Sequence[Span], years: Sequence[int]) -> int | None:
    if span.start.year or span.end.year:
        return None
    near = min(full, key=lambda one: abs(one.at - span.at), default=None)
    if near and near.first and abs(near.at - span.at) <= NEAR:
        return near.first.year
    told = {*years} or {one.first.year for one in full if one.first}
    return told.pop() if len(told) == 1 else None
