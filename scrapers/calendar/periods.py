"""Periods in years: "2008 és 2013 között", "’21-’27 közötti"."""

from __future__ import annotations

from scrapers.calendar.piece import Piece
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text

APOSTROPHES = frozenset("’'‘")
"""Signs that stand for the first two digits of a year."""


def read_period(text: Text, place: int) -> list[Piece]:
    """The years between which something lies, told so in words; an empty list if there are none."""
    first = _year(text, place)
    if first is None or text.glued(place):
        return []
    joint = text[first[1]]
    last = _year(text, first[1] + 1) if joint.is_dash or "and" in joint.means else None
    if last is None or last[0] <= first[0]:
        return []
    between = text.word(place - 1, "between")
    if not between and not text.word(last[1], "amid"):
        return []
    return [Piece(Day(first[0]), Day(last[0]), "between", place, last[1] + (not between))]


def _year(text: Text, place: int) -> tuple[int, int] | None:
    if text[place].text in APOSTROPHES and text[place + 1].digits == 2:
        return 2000 + text[place + 1].number, place + 2
    return (text[place].number, place + 1) if text[place].is_year else None
