"""Parts of months and years: "december közepén", "március utolsó napján", "Ende März".

The first ten days of a month are its beginning, the next ten its middle; winter begins in December.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from scrapers.calendar.days import read_list
from scrapers.calendar.near import nearest_year
from scrapers.calendar.piece import Piece, of_days
from scrapers.calendar.span import Day, Role
from scrapers.calendar.tokens import Text

_TENTHS = {"early": (1, 10), "mid": (11, 20), "late": (21, None)}
_OF_YEAR = {"early": (1, 1), "mid": (6, 7), "late": (12, 12)}


def read_part(text: Text, place: int, at: int, year: int | None, month: int | None) -> list[Piece]:
    """What a word at ``at`` tells of the month or year before it; an empty list if nothing."""
    means = text[at].means
    if "part_behind" in means:
        return [_part(text, place, at + 1, year, month, means["part_behind"], _role(text, at))]
    if "season" in means and month is None:
        return [_season(year, means["season"], place, at + 1)]
    if month is not None and ("last_one" in means or "ordinal" in means):
        found = _numbered(text, place, at, year, month)
        return [found] if found else []
    return []


def read_before(text: Text, place: int) -> list[Piece]:
    """A part told before its month, or a season before its year: "mid-December", "spring 2020"."""
    means = text[place].means
    if "season" in means:
        at = place + 1 + text.word(place + 1, "of")
        found = text[at].is_year and not text.glued(at)
        return [_season(text[at].number, means["season"], place, at + 1)] if found else []
    part = means.get("part") or means.get("part_of")
    at = place + 1 + (text[place + 1].is_dash and not text[place + 1].spaced)
    fillers = at
    while text.word(at, "of") and at < place + 5:
        at += 1
    name = text[at]
    if part is None or "month" not in name.means or ("part_of" in means and at == fillers):
        return []
    after = at + 1
    year = None
    if text[after].is_year:
        year, after = text[after].number, after + 1
    return [_part(text, place, after, year, name.means["month"], part, "on")]


def read_of_now(text: Text, place: int) -> list[Piece]:
    """A part of a month or year that is counted from now: "a hónap végéig", "tavaly év végén"."""
    at = place + 1 + (text[place + 1].text == ".")
    if text.said is None or not text.word(at, "month_word"):
        return []
    months = text.said.year * 12 + text.said.month - 1 + text[place].means["which"]
    year, month = months // 12, months % 12 + 1
    days = read_list(text, at + 1)
    if days and days[0].inflected:  # "e hó 15-én"
        return of_days(days, year, month, place, days[-1].after)
    return read_part(text, place, at + 1, year, month)


def _role(text: Text, at: int) -> Role:
    role: Role = text[at].means.get("case", "on")
    return role


def _part(
    text: Text, place: int, after: int, year: int | None, month: int | None, part: str, role: Role
) -> Piece:
    if month is None:
        first, last = _OF_YEAR[part]
        start, end = Day(year, first), Day(year, last)
    else:
        year = _year(text, year, month)
        start = Day(year, month, _TENTHS[part][0])
        end = Day(year, month, _TENTHS[part][1] or _length(year, month))
    if role == "until" and part == "late":  # until the end is until the last day
        return Piece(end, end, role, place, after)
    return Piece(start, end, role, place, after, fuzzy=True)


def _year(text: Text, year: int | None, month: int) -> int | None:
    if year is None and text.said is not None:
        return nearest_year(Day(None, month), text.said)
    return year


def _length(year: int | None, month: int) -> int | None:
    """The last day of a month; of February without a year nobody knows."""
    if year is None:
        return None if month == 2 else calendar.monthrange(2001, month)[1]
    return calendar.monthrange(year, month)[1]


def _season(year: int | None, season: int, place: int, after: int) -> Piece:
    first = 3 * season
    last = first + 2 if season < 4 else 2
    late_year = year + 1 if year is not None and season == 4 else year
    return Piece(Day(year, first), Day(late_year, last), "on", place, after, fuzzy=True)


def _numbered(text: Text, place: int, at: int, year: int | None, month: int) -> Piece | None:
    """The last day, the first week, the second Friday, the second half of a month."""
    number = text[at].means.get("ordinal", -1)
    year = _year(text, year, month)
    length = _length(year, month)
    what, role = text[at + 1].means, _role(text, at + 1)
    if "day_of" in what and number in (1, -1):
        day = Day(year, month, 1 if number == 1 else length)
        return Piece(day, day, role, place, at + 2)
    if "half_of" in what and number in (1, 2):
        start, end = (1, 15) if number == 1 else (16, length)
        return Piece(Day(year, month, start), Day(year, month, end), role, place, at + 2)
    if "of_weekday" in what:
        return _weekday(year, month, number, what["of_weekday"], role, place, at + 2)
    if "week_of" not in what:
        return None
    further = text[at + 2].means
    if number == 1 and "of_weekday" in further:
        # the first Thursday is the one of the first week, wherever weeks begin
        return _weekday(year, month, 1, further["of_weekday"], _role(text, at + 2), place, at + 3)
    end = length if number == -1 else 7 * number
    first = Day(year, month, end - 6 if end else None)
    return Piece(first, Day(year, month, end), role, place, at + 2, fuzzy=True)


def _weekday(
    year: int | None, month: int, number: int, weekday: int, role: Role, place: int, after: int
) -> Piece:
    if year is None:
        told = Day(None, month)
        return Piece(told, told, role, place, after, fuzzy=True)
    days = [day for day in calendar.Calendar().itermonthdates(year, month) if day.month == month]
    right: list[date] = [day for day in days if day.weekday() == weekday]
    found = right[number - 1 if number > 0 else -1] if number <= len(right) else right[-1]
    told = Day(found.year, found.month, found.day)
    return Piece(told, told, role, place, after)


def week(said: date, step: int) -> tuple[Day, Day]:
    """Monday and Sunday of the week that is ``step`` weeks from that of ``said``."""
    monday = said - timedelta(days=said.weekday()) + timedelta(weeks=step)
    sunday = monday + timedelta(days=6)
    return Day(*monday.timetuple()[:3]), Day(*sunday.timetuple()[:3])
