"""Where in a text a day may be told: most words are passed without a closer look."""

from __future__ import annotations

from collections.abc import Iterator

from scrapers.calendar.periods import APOSTROPHES
from scrapers.calendar.tokens import Text
from scrapers.calendar.words import Meaning

_STARTS = {
    *("month", "weekday", "on_weekday", "season", "part", "part_of", "year_shift", "which"),
    *("shift", "first_day", "clock_part", "half_day"),
}
_CLOCK = {"at", "half_day_dotted"}
_OF_WHICH = {"month", "month_word", "year_word", "week", "on_weekday", "of_weekday"}


def starts(text: Text) -> Iterator[int]:
    """The places at which something that tells days may start, in order."""
    meanings = text.meanings
    for place, piece in enumerate(text.pieces):
        word = piece[0]
        if means := meanings.get(word.lower()):
            may = _may_start(text, place, means)
        elif word[0].isdecimal():
            may = _may_count(text, place)
        else:
            may = word in APOSTROPHES and text[place + 1].digits == 2
        if may:
            yield place


def _may_count(text: Text, place: int) -> bool:
    """Whether a number may be a day, an hour or a year, and ends nothing longer."""
    number = text[place]
    small = number.digits <= 2 and number.number <= 31
    return (small or number.may_be_year) and not text.glued(place)


def _may_start(text: Text, place: int, means: Meaning) -> bool:
    kinds = _STARTS.intersection(means)
    if kinds != {"which"} or not _CLOCK.isdisjoint(means):
        return bool(kinds)
    # "a", "az": articles nearly everywhere, but not in "a héten", "az. évi", "a hónap végén"
    behind = place + 1 + (text.letters(place + 1) == ".")
    return not _OF_WHICH.isdisjoint(text.means(behind))
