"""Days joined with their clock times and with each other: all that a text tells of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrapers.calendar.clock import read_clock
from scrapers.calendar.days import read_list
from scrapers.calendar.named import read_named
from scrapers.calendar.numbers import read_month_and_day, read_numbers
from scrapers.calendar.parts import read_before
from scrapers.calendar.periods import read_period
from scrapers.calendar.piece import Piece, of_days, with_year
from scrapers.calendar.relative import read_relative
from scrapers.calendar.span import Day, Role
from scrapers.calendar.tokens import Text

_BETWEEN = frozenset(",|()–-·•—/")
_MOST_BETWEEN = 3
_SHORTEST_WEEKDAY = 3
_STARTS = {
    *("month", "weekday", "on_weekday", "season", "part", "part_of", "year_shift", "which"),
    *("shift", "first_day", "clock_part", "half_day"),
}


def read_dates(text: Text) -> Iterator[list[Piece]]:
    """What a text tells of days, in order of place; those of one list or range come together."""
    place = 0
    while place < len(text.tokens):
        token = text.tokens[place]
        starts = token.digits or token.text in "’'‘" or not _STARTS.isdisjoint(token.means)
        found = _read_joined(text, place) if starts else []
        if found:
            yield found
            place = found[-1].after
        else:
            place += 1


def _read_joined(text: Text, place: int) -> list[Piece]:
    found = _read_group(text, place)
    while found and (further := _read_further(text, found[-1])):
        ranged, pieces = further
        first, second = _of_one_year(found[-1], pieces[0])
        found[-1:] = [_whole(text, first, second)] if ranged else [first, second]
        found += pieces[1:]
    return found


def _read_further(text: Text, last: Piece) -> tuple[bool, list[Piece]] | None:
    """What a joint behind ``last`` joins to it, and whether both are the ends of one range."""
    at = last.after
    dash, listed = text[at].is_dash, text.word(at, "and")
    if dash or listed or text.word(at, "to"):
        after = at + 1 + (dash and text.word(at + 1, "and"))
    elif last.role == "from":
        after = at
    else:
        return None
    pieces = _read_dated(text, after)
    if not pieces and dash:
        pieces = _tailed(text, read_month_and_day(text, after))
    if not pieces and listed:
        pieces = _same_month(text, last, after)
    if not pieces or (after == at and pieces[0].role != "until"):
        return None
    amid = text.word(pieces[0].after, "amid") or text.word(last.at - 1, "between")
    first, second = _of_one_year(last, pieces[0])
    ranged = not listed or dash or amid
    if ranged and not (len(pieces) == 1 and _in_order(first.start, second.end)):
        return None
    return ranged, pieces


def _same_month(text: Text, last: Piece, place: int) -> list[Piece]:
    """Further days of the month of ``last``: "3-án 10 órakor és 4-én 14 órakor"."""
    days = read_list(text, place)
    if last.start.month is None or not days or not days[0].inflected:
        return []
    after = days[-1].after
    return _tailed(text, of_days(days, last.end.year, last.start.month, place, after))


def _of_one_year(first: Piece, second: Piece) -> tuple[Piece, Piece]:
    """Both with the year that only one of them tells, or that beside it."""
    end, start = first.end, second.start
    if start.month is None or end.month is None:
        return first, second
    if start.year is None and end.year is not None:
        return first, with_year(second, end.year + (start.month < end.month))
    if end.year is None and start.year is not None:
        return with_year(first, start.year - (end.month > start.month)), second
    return first, second


def _in_order(first: Day, last: Day) -> bool:
    if first.year is None or last.year is None:
        return first[1:] != last[1:]
    return (first.year, first.month or 0, first.day or 0) < (
        *(last.year, last.month or 13, last.day or 32),
    )


def _whole(text: Text, first: Piece, last: Piece) -> Piece:
    """The range between two days."""
    return replace(
        first,
        end=last.end,
        role="between",
        after=last.after + text.word(last.after, "amid"),
        fuzzy=first.fuzzy or last.fuzzy,
        closing=last.clock,
    )


def _read_group(text: Text, place: int) -> list[Piece]:
    """The days told at ``place``, with weekday, clock time and preposition, but not joined."""
    return _read_dated(text, place) or _tailed(text, read_relative(text, place))


def _read_dated(text: Text, place: int) -> list[Piece]:
    if found := _read_plain(text, place):
        return _tailed(text, _introduced(text, found, place))
    if (weekday := text[place].means.get("weekday")) is not None:
        at = _skip(text, place + 1 + (text[place + 1].text == "."))
        long = len(text[place].text) >= _SHORTEST_WEEKDAY
        if long and (found := _read_plain(text, at)) and found[0].start.day is not None:
            found[0] = replace(found[0], at=place, weekday=weekday)
            return _tailed(text, _introduced(text, found, place))
    elif not text.glued(place) and (clock := read_clock(text, place)):
        found = _read_group_behind_clock(text, _skip(text, clock.after))
        return [replace(one, at=place, clock=clock) for one in found]
    return []


def _read_group_behind_clock(text: Text, place: int) -> list[Piece]:
    weekday = "weekday" in text[place].means
    at = _skip(text, place + 1) if weekday else place
    found = _read_plain(text, at)
    return found if len(found) == 1 and found[0].start.day is not None else []


def _read_plain(text: Text, place: int) -> list[Piece]:
    return (
        read_numbers(text, place)
        or read_named(text, place)
        or read_before(text, place)
        or read_period(text, place)
    )


def _introduced(text: Text, found: list[Piece], place: int) -> list[Piece]:
    """``found`` in the role that a preposition gives the first of them."""
    if found[0].role != "on":
        return found
    before = place - 1
    while text.word(before, "of") and before > place - 3:
        before -= 1
    role: Role | None = None
    if text.word(before, "until"):
        role = "until"
    elif text.word(before, "from"):
        role = "from"
    if role:
        found[0] = replace(found[0], role=role)
    return found


def _tailed(text: Text, found: list[Piece]) -> list[Piece]:
    """``found``, the last with the weekday and the clock time that stand behind it."""
    if not found:
        return []
    last = found[-1]
    between = last.role == "between" and text.word(last.after, "amid")
    weekday, after = _read_weekday(text, last.after + between)
    at = _skip(text, _behind_year(text, after))
    # "06.04-06.06": two days, no clock
    tight = text[after].is_dash and not text[after].spaced and text[at + 1].text == "."
    clock = None if tight else read_clock(text, at)
    if clock:
        closed = text[at - 1].text == "(" and text[clock.after].text == ")"
        after = clock.after + closed
        if weekday is None:
            weekday, after = _read_weekday(text, after)
    if weekday is None:
        weekday = last.weekday
    role: Role = last.role
    if role == "on" and text.word(after, "since"):
        role, after = "from", after + 1
    found[-1] = replace(last, weekday=weekday, clock=clock, after=after, role=role)
    return found


def _read_weekday(text: Text, place: int) -> tuple[int | None, int]:
    at = _skip(text, place)
    means = text[at].means
    if "weekday" not in means or "month" in means:
        return None, place
    after = at + 1 + (text[at + 1].text == "." and len(text[at].text) <= _SHORTEST_WEEKDAY)
    if _read_plain(text, _skip(text, after)):  # it belongs to the next date
        return None, place
    if text[after].is_dash and text.word(after + 1, "weekday"):
        after += 2
    after += text[at - 1].text == "(" and text[after].text == ")"
    return means["weekday"], after


def _behind_year(text: Text, place: int) -> int:
    """The place behind the dot of a year ("2025. u 17:30") or the T before a machine's time."""
    sign = text[place]
    dotted = sign.text == "." and not sign.spaced and text[place - 1].is_year
    return place + 1 if dotted or (sign.text == "T" and not sign.spaced) else place


def _skip(text: Text, place: int) -> int:
    at = place
    while text[at].text in _BETWEEN and text[at].text and at < place + _MOST_BETWEEN:
        at += 1
    return at
