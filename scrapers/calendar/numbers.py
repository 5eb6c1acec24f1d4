"""Dates in numbers: "2021. 06. 04.", "2018.11.20-22.", "4. 6. 2021", "20.-22. 11. 2018"."""

from __future__ import annotations

from scrapers.calendar.days import Days, read_days, read_list
from scrapers.calendar.piece import Piece, of_days
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SEPARATORS = frozenset(".-/")


def read_numbers(text: Text, place: int) -> list[Piece]:
    """The date in numbers that begins at ``place``; an empty list if there is none."""
    if not text[place].digits or text.glued(place):
        return []
    if text[place].is_year:
        return _marked(text, place) or _year_first(text, place)
    if text[place].digits > 2:
        return []
    return _two_digits(text, place) or _day_first(text, place) or _shared_year(text, place)


def _year_first(text: Text, place: int) -> list[Piece]:
    year, sign = text[place].number, text[place + 1]
    if sign.text in _SEPARATORS and not sign.spaced:
        separator, at = sign.text, place + 2
    elif text[place + 1].digits == text[place + 2].digits == 2 and _apart(text, place, 3):
        separator, at = "", place + 1
    else:
        return []
    if separator != "." and text[at].spaced and separator:
        return []
    month = _month(text, at)
    if month is None:
        return []
    at += 1
    if separator and text[at].text == separator:
        at += 1
    elif separator and text[at - 1].digits:
        return []
    if separator == "-":
        return _iso(text, place, at, year, month)
    days = read_list(text, at)
    if not days or (separator == "/" and text[days[-1].after].text == "/"):
        return []
    return of_days(days, year, month, place, days[-1].after)


def _iso(text: Text, place: int, at: int, year: int, month: int) -> list[Piece]:
    # "2018-11-20/22" is a range; a hyphen behind the day may be an ending, but no further number
    first, last = text[at], text[at + 2]
    slash = text[at + 1].text == "/" and last.digits == 2 and last.number > first.number
    if slash and first.digits == 2 and last.number <= 31:
        days = Days(first.number, last.number, "between", True, False, at, at + 3)
        return of_days([days], year, month, place, at + 3)
    # 2021-06-04T12:30
    if text[at + 1].text.upper() == "T" or _glued_clock(text, at):
        plain = Days(first.number, first.number, "on", True, False, at, at + 1)
        valid = 1 <= first.number <= 31
        return of_days([plain], year, month, place, at + 1) if valid else []
    one = read_days(text, at)
    if one is None or _runs_on(text, one.after):
        return []
    return of_days([one], year, month, place, one.after)


def _glued_clock(text: Text, at: int) -> bool:
    return text[at + 1].text.upper() == "T" and text[at + 3].text == ":"


def _month(text: Text, place: int) -> int | None:
    token = text[place]
    if 1 <= token.number <= 12 and token.digits <= 2:
        return token.number
    word = token.text.lower()
    return _ROMAN.index(word) + 1 if word in _ROMAN else None


def _marked(text: Text, place: int) -> list[Piece]:
    """2021年6月4日, 2021년 6월 4일."""
    year, month, day = text[place], text[place + 2], text[place + 4]
    marks = "".join(text[place + n].text for n in (1, 3, 5))
    if marks not in ("年月日", "년월일") or _month(text, place + 2) is None:
        return []
    told = Day(year.number, month.number, day.number)
    return [Piece(told, told, "on", place, place + 6)]


def _day_first(text: Text, place: int) -> list[Piece]:
    """4.6.2021, 4. VI. 2021., 04/06/2021, 20.-22. 11. 2018."""
    first = last = text[place].number
    at = place + 1
    dash = at + (text[at].text == ".")
    if text[dash].is_dash and text[dash + 2].text == "." and text[dash + 1].number > first:
        last, at = text[dash + 1].number, dash + 2
    separator = text[at].text if text[at].text in _SEPARATORS else ""
    at += bool(separator)
    if not separator and not (
        text[place].digits == text[at].digits == 2 and _apart(text, place, 3)
    ):
        return []
    month = text[at].number if text[at].digits <= 2 else -1
    if not text[at].digits:
        month = _month(text, at) or -1
    roman = not text[at].digits
    if separator and text[at + 1].text == separator:
        at += 1
    elif not roman and separator:
        return []
    year = text[at + 1]
    if not year.is_year or _runs_on(text, at + 2) or not 1 <= first <= last <= 31:
        return []
    order = _ordered(text, first, month, separator, ranged=first != last)
    if order is None:
        return []
    day, month = order
    after = at + 2 + (text[at + 2].text == "." and not text[at + 2].spaced)
    days = Days(day, day if first == last else last, "on", True, False, place, after)
    return of_days([days], year.number, month, place, after)


def _apart(text: Text, place: int, numbers: int) -> bool:
    """Whether no more than so many numbers stand there side by side: phones have more."""
    return not text[place - 1].digits and not text[place + numbers].digits


def _ordered(
    text: Text, first: int, second: int, separator: str, *, ranged: bool
) -> tuple[int, int] | None:
    """Day and month of two numbers before a year, if they are sure."""
    day_first, month_first = second <= 12, first <= 12 and separator == "/" and second <= 31
    if second < 1 or not (day_first or month_first):
        return None
    unsure = text.order == "unsure" and separator in ("/", "-")
    if unsure and day_first and first <= 12 and first != second and not ranged:
        return None
    return (first, second) if day_first else (second, first)


def _runs_on(text: Text, place: int) -> bool:
    """Whether something goes on at ``place`` as in a code: "05.05.2017-1.2", "4.6.2021/3"."""
    sign, further = text[place], text[place + 1]
    if sign.spaced:
        return False
    if sign.text[:1].isalpha():
        # in a byline a name may follow without a space
        name = text.short and len(sign.text) > 2 and sign.text.istitle()
        return sign.text.isascii() and not name
    if further.spaced or not further.digits:
        return False
    day = text[place + 2].text == "." or text[place + 2].text == ":"
    return sign.text in "./" or (sign.is_dash and not day)


def _two_digits(text: Text, place: int) -> list[Piece]:
    """21.06.04 in Hungarian, 04.06.21 elsewhere: in a byline only, as versions are written so."""
    numbers = [text[place + n] for n in (0, 2, 4)]
    dots = all(text[place + n].text == "." and not text[place + n].spaced for n in (1, 3))
    if not text.short or not dots or any(one.digits != 2 for one in numbers):
        return []
    if numbers[1].spaced or numbers[2].spaced or _runs_on(text, place + 5):
        return []
    first, month, last = (one.number for one in numbers)
    if not 1 <= month <= 12:
        return []
    readings = {
        (year, day)
        for order, year, day in (("year", first, last), ("day", last, first))
        if text.order in (order, "mixed") and 1 <= day <= 31
    }
    if text.order == "unsure" and 1 <= first <= 31 and first > 12:
        readings = {(last, first)}
    if len(readings) != 1:
        return []
    year, day = readings.pop()
    told = Day(2000 + year, month, day)
    return [Piece(told, told, "on", place, place + 5)]


def _shared_year(text: Text, place: int) -> list[Piece]:
    """19.5. - 21.6.2022: both days have their month, the last has the year."""
    after = place + 4
    dotted = text[place + 1].text == text[place + 3].text == "." and text[after].is_dash
    first, month = text[place], text[place + 2]
    if not (dotted and 1 <= first.number <= 31 and 1 <= month.number <= 12):
        return []
    ends = _day_first(text, after + 1)
    if len(ends) != 1 or ends[0].start != ends[0].end:
        return []
    end = ends[0].end
    year = (end.year or 0) - (month.number > (end.month or 0))
    start = Day(year, month.number, first.number)
    return [Piece(start, end, "between", place, ends[0].after)]


def read_month_and_day(text: Text, place: int) -> list[Piece]:
    """The end of a range in numbers that has no year of its own: 2018. 11. 20. - "11. 22."."""
    month = text[place].number
    if text[place + 1].text == "月" and text[place + 3].text == "日":
        told = Day(None, month, text[place + 2].number)
        return [Piece(told, told, "on", place, place + 4)]
    dotted = text[place + 1].text == "." and text[place].digits <= 2 and 1 <= month <= 12
    one = read_days(text, place + 2) if dotted else None
    if one is None or not (one.marked or one.after == len(text.tokens)):
        return []
    return of_days([one], None, month, place, one.after)
