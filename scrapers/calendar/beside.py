"""A day with what stands beside it: its weekday, its clock time, a preposition."""

from __future__ import annotations

from dataclasses import replace

from scrapers.calendar.clock import Clock, read_clock
from scrapers.calendar.named import read_named
from scrapers.calendar.numbers import read_numbers
from scrapers.calendar.parts import read_before
from scrapers.calendar.periods import read_period
from scrapers.calendar.piece import Piece
from scrapers.calendar.span import Role
from scrapers.calendar.tokens import Text

_BETWEEN = frozenset(",|()–-·•—/")
_MOST_BETWEEN = 3
_SHORTEST_WEEKDAY = 3


def read_dated(text: Text, place: int) -> list[Piece]:
    """The days told at ``place``, with weekday, clock time and preposition, but not joined."""
    if found := _read_plain(text, place):
        return with_tail(text, _introduced(text, found, place))
    if (weekday := text[place].means.get("weekday")) is not None:
        at = _skip(text, place + 1 + (text[place + 1].text == "."))
        long = len(text[place].text) >= _SHORTEST_WEEKDAY
        if long and (found := _read_plain(text, at)) and found[0].start.day is not None:
            found[0] = replace(found[0], at=place, weekday=weekday)
            return with_tail(text, _introduced(text, found, place))
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


def with_tail(text: Text, found: list[Piece]) -> list[Piece]:
    """``found``, the last with the weekday and the clock time that stand behind it."""
    if not found:
        return []
    last = found[-1]
    between = last.role == "between" and text.word(last.after, "amid")
    weekday, after = _read_weekday(text, last.after + between)
    clock, after = _read_clock(text, after)
    if weekday is None and clock is not None:
        weekday, after = _read_weekday(text, after)
    role: Role = last.role
    if role == "on" and text.word(after, "since"):
        role, after = "from", after + 1
    weekday = last.weekday if weekday is None else weekday
    return [*found[:-1], replace(last, weekday=weekday, clock=clock, after=after, role=role)]


def _read_clock(text: Text, place: int) -> tuple[Clock | None, int]:
    """A clock time behind a day that ends before ``place``, and the place behind both."""
    at = _skip(text, _behind_year(text, place))
    # "06.04-06.06": two days, no clock
    tight = text[place].is_dash and not text[place].spaced and text[at + 1].text == "."
    clock = None if tight else read_clock(text, at)
    if clock is None:
        return None, place
    closed = text[at - 1].text == "(" and text[clock.after].text == ")"
    return clock, clock.after + closed


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
