"""Dates in numbers with the year first: "2021. 06. 04.", "2018.11.20-22.", "2021-06-04"."""

from __future__ import annotations

from scrapers.calendar.day_first import read_day_first, read_month, runs_on
from scrapers.calendar.days import Days, read_days, read_list
from scrapers.calendar.piece import Piece, of_days
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text

_MARKS = ("年月日", "년월일")


def read_numbers(text: Text, place: int) -> list[Piece]:
    """The date in numbers that begins at ``place``; an empty list if there is none."""
    if not text[place].digits or text.glued(place):
        return []
    if text[place].is_year:
        return _marked(text, place) or _year_first(text, place)
    return read_day_first(text, place)


def read_month_and_day(text: Text, place: int) -> list[Piece]:
    """The end of a range in numbers that has no year of its own: 2018. 11. 20. - "11. 22."."""
    month, sign, day = (text[place + n] for n in range(3))
    if sign.text in ("月", "월"):
        told = Day(None, month.number, day.number)
        return [Piece(told, told, "on", place, place + 4)]
    dotted = sign.text == "." and month.digits <= 2 and 1 <= month.number <= 12
    one = read_days(text, place + 2) if dotted else None
    if one is None or not (one.marked or one.after == len(text)):
        return []
    return of_days([one], None, month.number, place, one.after)


def _marked(text: Text, place: int) -> list[Piece]:
    """2021年6月4日, 2021년 6월 4일."""
    year, month, day = (text[place + n] for n in (0, 2, 4))
    marks = "".join(text[place + n].text for n in (1, 3, 5))
    if marks not in _MARKS or read_month(text, place + 2) is None:
        return []
    told = Day(year.number, month.number, day.number)
    return [Piece(told, told, "on", place, place + 6)]


def _year_first(text: Text, place: int) -> list[Piece]:
    sign = text[place + 1]
    if sign.text in (".", "-", "/") and not sign.spaced:
        separator, at = sign.text, place + 2
    elif text.three_in_row(place):
        separator, at = "", place + 1
    else:
        return []
    month = read_month(text, at)
    if month is None or (separator in ("-", "/") and text[at].spaced):
        return []
    parted = text[at + 1].text == separator
    if separator and text[at].digits and not parted:
        return []
    at += 1 + parted
    days = _iso_days(text, at) if separator == "-" else read_list(text, at)
    if not days or (separator == "/" and text[days[-1].after].text == "/"):
        return []
    return of_days(days, text[place].number, month, place, days[-1].after)


def _iso_days(text: Text, at: int) -> list[Days]:
    """04, and 20/22, which is a range; behind a hyphen stands an ending, but no further number."""
    first, slash, last = (text[at + n] for n in range(3))
    if slash.text == "/" and last.digits == 2 and first.number < last.number <= 31:
        return [Days(first.number, last.number, "between", True, False, at, at + 3)]
    one = read_days(text, at)
    return [] if one is None or runs_on(text, one.after) else [one]
