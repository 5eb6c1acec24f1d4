"""Dates in numbers with the day first: "4. 6. 2021", "20.-22. 11. 2018", "4. VI. 2021"."""

from __future__ import annotations

from scrapers.calendar.piece import Piece
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def read_day_first(text: Text, place: int) -> list[Piece]:
    """The date at ``place`` that begins with a day, or with a month where that is sure."""
    if not (text[place].digits <= 2 and 1 <= text[place].number <= 31):
        return []
    return _two_digits(text, place) or _full(text, place) or _shared_year(text, place)


def read_month(text: Text, place: int) -> int | None:
    """The month that a number or a Roman number at ``place`` tells."""
    token = text[place]
    if 1 <= token.number <= 12 and token.digits <= 2:
        return token.number
    word = token.text.lower()
    return _ROMAN.index(word) + 1 if word in _ROMAN else None


def runs_on(text: Text, place: int) -> bool:
    """Whether something goes on at ``place`` as in a code: "05.05.2017-1.2", "4.6.2021/3"."""
    sign, further = text[place], text[place + 1]
    if sign.spaced or sign.text == "T":
        return False
    if sign.text[:1].isalpha():
        # in a byline a name may follow without a space
        name = text.short and len(sign.text) > 2 and sign.text.istitle()
        return sign.text.isascii() and not name
    if further.spaced or not further.digits:
        return False
    # a hyphen may lead to another day or to a clock time
    return sign.text in "./" or (sign.is_dash and text[place + 2].text not in (".", ":"))


def _full(text: Text, place: int) -> list[Piece]:
    first = last = text[place].number
    at = place + 1
    dash = at + (text[at].text == ".")
    if text[dash].is_dash and text[dash + 2].text == "." and text[dash + 1].number > first:
        last, at = text[dash + 1].number, dash + 2
    separator = text[at].text if text[at].text in (".", "-", "/") else ""
    if not separator and not text.three_in_row(place):
        return []
    at += bool(separator)
    parted = text[at + 1].text == separator
    if separator and text[at].digits and not parted:
        return []
    year = text[at + 1 + parted]
    after = at + 2 + parted
    if not year.is_year or runs_on(text, after) or last > 31:
        return []
    order = _ordered(text, first, at, separator) if first == last else (first, read_month(text, at))
    if order is None or order[1] is None:
        return []
    day, month = order
    after += text[after].text == "." and not text[after].spaced
    start, end = Day(year.number, month, day), Day(year.number, month, max(day, last))
    if first == last:
        end = start
    return [Piece(start, end, "on" if start == end else "between", place, after)]


def _ordered(text: Text, first: int, at: int, separator: str) -> tuple[int, int] | None:
    """Day and month, of ``first`` and the number at ``at``, if they are sure."""
    month = read_month(text, at)
    if month is None:
        # 10/23/2025 can be nothing else
        day = text[at].number
        american = separator == "/" and first <= 12 and text[at].digits == 2 and day <= 31
        return (day, first) if american else None
    unsure = text.order == "unsure" and separator in ("/", "-") and first <= 12
    return None if unsure and first != month else (first, month)


def _two_digits(text: Text, place: int) -> list[Piece]:
    """21.06.04 in Hungarian, 04.06.21 elsewhere: in a byline only, as versions are written so.

    4.6.21 must be all that is told, and Hungarian does not write so.
    """
    tokens = [text[place + n] for n in range(5)]
    tight = not any(token.spaced for token in tokens[1:])
    digits = [token.digits for token in tokens]
    brief = text.order != "year" and len(text) == len(tokens)
    lengths = ([1, 2], [2, 1], [1, 1]) if brief else ()
    written = digits[1::2] == [0, 0] and digits[4] == 2 and digits[:4:2] in ([2, 2], *lengths)
    if not (text.short and tight and written):
        return []
    first, month, last = (token.number for token in tokens[::2])
    dots = tokens[1].text == tokens[3].text == "."
    if not dots or not 1 <= month <= 12 or runs_on(text, place + 5):
        return []
    days = [Day(2000 + first, month, last)] if text.order in ("year", "mixed") else []
    if text.order != "year" and not (text.order == "unsure" and first <= 12):
        days.append(Day(2000 + last, month, first))
    possible = [day for day in days if day.date() is not None]
    if len(possible) != 1:
        return []
    return [Piece(possible[0], possible[0], "on", place, place + 5)]


def _shared_year(text: Text, place: int) -> list[Piece]:
    """19.5. - 21.6.2022: both days have their month, the last has the year."""
    first, dot, month, stop, dash = (text[place + n] for n in range(5))
    if not (dot.text == stop.text == "." and dash.is_dash and 1 <= month.number <= 12):
        return []
    ends = _full(text, place + 5)
    if not ends or ends[0].start != ends[0].end:
        return []
    year, last_month, _ = ends[0].end
    start_year = None if year is None else year - (month.number > (last_month or 0))
    start = Day(start_year, month.number, first.number)
    return [Piece(start, ends[0].end, "between", place, ends[0].after)]
