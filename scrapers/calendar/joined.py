"""Days joined with each other, as ranges and lists: all that a text tells of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrapers.calendar.beside import read_dated, with_tail
from scrapers.calendar.days import read_list
from scrapers.calendar.numbers import read_month_and_day
from scrapers.calendar.piece import Piece, of_days, with_year
from scrapers.calendar.relative import read_relative
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text


def read_dates(text: Text, places: Iterable[int]) -> Iterator[list[Piece]]:
    """What a text tells of days, in order of place; those of one list or range come together.

    ``places`` are those at which days may be told (``starts``).
    """
    after = 0
    for place in places:
        if place >= after and (found := _read_joined(text, place)):
            yield found
            after = found[-1].after


def _read_joined(text: Text, place: int) -> list[Piece]:
    found = read_dated(text, place) or with_tail(text, read_relative(text, place))
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
    pieces = read_dated(text, after)
    if not pieces and dash:
        pieces = with_tail(text, read_month_and_day(text, after))
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
    return with_tail(text, of_days(days, last.end.year, last.start.month, place, after))


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
