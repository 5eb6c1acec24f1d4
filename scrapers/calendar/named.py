"""Dates with the month's name: "2021. június 4-én", "4. Juni 2021", "2025 februárjában"."""

from __future__ import annotations

from scrapers.calendar.days import read_list, stands_alone
from scrapers.calendar.parts import read_part
from scrapers.calendar.piece import Piece, of_days
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text


def read_named(text: Text, place: int) -> list[Piece]:
    """The date with a month's name that begins at ``place``; an empty list if there is none."""
    token = text[place]
    if "month" in token.means:
        return _month_first(text, place, place, None)
    if "year_shift" in token.means:
        return _behind_year(text, place, place + 1, _shifted(text, token.means["year_shift"]))
    if "which" in token.means and text.word(_dotted(text, place + 1), "year_word"):
        after = _dotted(text, place + 1) + 1
        return _behind_year(text, place, after, _shifted(text, token.means["which"]))
    if "which" in token.means and text.word(place + 1, "month") and token.means["which"]:
        month = text[place + 1].means["month"]
        return _month_first(text, place, place + 1, _turned(text, token.means["which"], month))
    if not token.digits or text.glued(place):
        return _days_first(text, place) if "first_day" in token.means else []
    if token.may_be_year:
        return _behind_year(text, place, place + 1, token.number)
    return _days_first(text, place)


def _read_year(text: Text, place: int) -> tuple[int, int] | None:
    """A year that stands behind a month, and the place behind it."""
    comma, hyphened = text[place].text == ",", _hyphened(text, place)
    at = place + (comma or hyphened)
    while text.word(at, "of"):
        at += 1
    year, further = text[at], text[at + 1]
    if not year.may_be_year or "count" in further.means or (text.glued(at) and not hyphened):
        return None
    # "június 4., 2021. június 5.": the year of the next date; "2021-2027": a period
    number = text[at + 2].digits in (1, 2) and text[at + 3].text == "."
    if further.text == "." and (text.word(at + 2, "month") or number):
        return None
    if comma and "month" in further.means:
        return None
    if not further.spaced and further.is_dash and text[at + 2].digits == 4:
        return None
    return year.number, at + 1


def _dotted(text: Text, place: int) -> int:
    """The place behind the dot of a shortened word that ends before ``place``."""
    sign = text[place]
    return place + 1 if sign.text == "." and not sign.spaced else place


def _hyphened(text: Text, place: int) -> bool:
    """Whether a hyphen only separates, as in 4-Jun-2021."""
    return text[place].text == "-" and not text[place].spaced and not text[place + 1].spaced


def _shifted(text: Text, years: int) -> int | None:
    return text.said.year + years if text.said else None


def _turned(text: Text, step: int, month: int) -> int | None:
    """The year of the last or the next such month, seen from the one the text was said in."""
    if text.said is None:
        return None
    this_year = text.said.month > month if step < 0 else text.said.month < month
    return text.said.year if this_year else text.said.year + step


def _behind_year(text: Text, place: int, after: int, year: int | None) -> list[Piece]:
    after = _dotted(text, after)
    if text.word(after, "year_word"):
        after = _dotted(text, after + 1)
    if text[after].text == "," and text.word(after + 1, "month") and text[place].digits:
        return []
    if "month" in text[after].means:
        return _month_first(text, place, after, year)
    old = text[place].digits and not text[place].is_year
    return [] if year is None or old else read_part(text, place, after, year, None)


def _month_first(text: Text, place: int, at: int, year: int | None) -> list[Piece]:
    """A month's name at ``at`` and what follows; the date began at ``place``."""
    name = text[at]
    month = name.means["month"]
    after = _dotted(text, at + 1)
    while text.word(after, "of") and year is not None:
        after = _dotted(text, after + 1)
    days = [] if "case" in name.means else read_list(text, after)
    if not days:
        return _month_alone(text, place, at, after, year)
    end = days[-1].after
    if text.word(end, "street") and not days[-1].inflected:
        return []
    if behind := _read_year(text, end):
        # "… 1993. June 20, 1990 …": the first year ends another sentence
        return of_days(days, behind[0], month, place, behind[1]) if place == at else []
    if place == at and not _leads(text, at):
        return []
    sure = days[-1].marked or days[-1].first != days[-1].last or name.means.get("leads") == "en"
    end = _before_stop(text, at, end)
    if text.word(end, "count") or not (sure or stands_alone(text, end)):
        return []
    return of_days(days, year, month, place, end)


def _before_stop(text: Text, at: int, after: int) -> int:
    """``after``, or before the dot there if it ends a sentence: Hungarian days have their own."""
    stop, further = text[after - 1], text[after]
    ends = further.text in ("", "\n") or (further.spaced and further.text[0].isupper())
    hungarian = text[at].means.get("leads") == "hu"
    return after - 1 if stop.text == "." and ends and not hungarian else after


def _leads(text: Text, at: int) -> bool:
    """Whether the month at ``at`` may stand before its day where no year does."""
    leads = text[at].means.get("leads")
    return leads == "hu" or (leads == "en" and text[at].text[0].isupper())


def _month_alone(text: Text, place: int, at: int, after: int, year: int | None) -> list[Piece]:
    month, means = text[at].means["month"], text[at].means
    if found := read_part(text, place, after, year, month) or _months(text, place, at, after, year):
        return found
    if year is None and (behind := _read_year(text, after)):
        year, after = behind
    elif place == at and means.get("case") != "on" and year is None:
        return []
    told = Day(year, month)
    return [Piece(told, told, means.get("case", "on"), place, after)]


def _months(text: Text, place: int, at: int, dash: int, year: int | None) -> list[Piece]:
    """Months from one to the next, and neither with a day: "2021. május–június"."""
    last = text[dash + 1]
    case = last.means.get("case")
    after = _dotted(text, dash + 2)
    if not text[dash].is_dash or "month" not in last.means or read_list(text, after):
        return []
    if year is None and (behind := _read_year(text, after)):
        year, after = behind
    if year is None and case is None:
        return []
    first, end = text[at].means["month"], last.means["month"]
    if first >= end:
        return []
    return [Piece(Day(year, first), Day(year, end), "between", place, after)]


def _days_first(text: Text, place: int) -> list[Piece]:
    """4 June 2021, 20.–22. November, 3. und 4. Juni."""
    days = read_list(text, place, month_behind=True)
    if not days:
        return []
    at = days[-1].after
    while (text.word(at, "of") and at < days[-1].after + 3) or _hyphened(text, at):
        at += 1
    name = text[at]
    if "month" not in name.means:
        return []
    after = _dotted(text, at + 1)
    month = name.means["month"]
    if behind := _read_year(text, after):
        year, after = behind
        return of_days(days, year, month, place, after)
    # "a 7. november 4-i": the number before the month is of something else
    further = read_list(text, after)
    if further and further[0].marked:
        return []
    if name.means.get("leads") == "en" and not name.text[0].isupper():
        return []
    return of_days(days, None, month, place, _before_stop(text, at, after))
