"""Days in prose, completed by the day the prose was said on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from scrapers.calendar import tokens
from scrapers.calendar.joined import read_dates
from scrapers.calendar.near import nearest_year
from scrapers.calendar.piece import Piece, with_year
from scrapers.calendar.span import Day, Span
from scrapers.calendar.starts import starts
from scrapers.calendar.words import vocabulary


def find_spans(
    text: str, languages: Sequence[str] = ("hu",), said: date | None = None
) -> tuple[Span, ...]:
    """Every date and range of days in running prose, in order of place.

    ``languages`` are those of the text. ``said`` is the day it was said on: it completes days that
    have no year, and makes those known that are counted from it ("tegnap"). Days that no calendar
    has are left out, and so are those of acts: "1483/2023. (XI. 7.)".
    """
    return spans_as_said(text, languages, (said,))[said]


def spans_as_said(
    text: str, languages: Sequence[str], days: Iterable[date | None]
) -> dict[date | None, tuple[Span, ...]]:
    """What ``find_spans`` finds in a text, for each day on which it may have been said."""
    read = tokens.read(text, vocabulary(tuple(languages)))
    places = tuple(starts(read))
    return {day: tuple(_spans(text, replace(read, said=day), places)) for day in days}


def _spans(text: str, read: tokens.Text, places: Iterable[int]) -> Iterator[Span]:
    for found in read_dates(read, places):
        for piece in found:
            whole = _completed(piece, read.said)
            if _possible(whole.start) and _possible(whole.end):
                yield _span(text, read, whole)


def _completed(piece: Piece, said: date | None) -> Piece:
    if said is None or piece.start.year is not None or piece.start.month is None:
        return piece
    return with_year(piece, nearest_year(piece.start, said, piece.weekday))


def _possible(day: Day) -> bool:
    if day.month is None or day.day is None:
        return True
    return _in_leap_year(day).date() is not None


def _in_leap_year(day: Day) -> Day:
    """``day`` in a leap year, if it has none."""
    return day if day.year is not None else day._replace(year=2000)


def _span(text: str, read: tokens.Text, piece: Piece) -> Span:
    at, to = read[piece.at].at, read[piece.after - 1].to
    clock, closing = piece.clock, piece.closing
    begins = clock.begins if clock else None
    ends = closing.begins if closing else clock.ends if clock else None
    return Span(piece.start, piece.end, begins, ends, piece.role, piece.fuzzy, at, to, text[at:to])
