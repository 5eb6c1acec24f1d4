"""The dates that a reader sees on a page, each with its place and label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from scrapers import clean, dates
from scrapers.article import BUDAPEST
from scrapers.calendar.words import vocabulary
from scrapers.dates import Moment
from scrapers.dating import labels
from scrapers.dating.candidate import Candidate
from scrapers.dating.labels import Label
from scrapers.dating.lines import SET_OFF, beside, is_sentence
from scrapers.dating.outline import Outline, Place
from scrapers.page import Line

_DATED = re.compile(r"(?:19|20)\d\d|\d\d?[./-]\s?\d\d?[./-]\s?\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FRESH = timedelta(days=90)
_COUNTED = re.compile(r"\d")
_LONGEST = 200
_BESIDE = 90
_BYLINE = 80
_LABEL = 40
_WORD = re.compile(r"[^\W\d_]{4,}")


class Reader:
    """Reads the dates in a page's lines; ``languages`` are those it may be in, its own first."""

    def __init__(self, languages: Sequence[str], zone: tzinfo, now: datetime) -> None:
        own = languages[0]
        # numbers are meant in the page's own way first: 05.06.24 is another day in another language
        self._spoken = dict.fromkeys(((own, "en"), tuple(languages)))
        self._zone, self._now = zone, now
        self._words = vocabulary(tuple(languages), wide=True).meanings

    def moment(self, text: str) -> Moment | None:
        """The date told in a text, or in a part of it that is set off."""
        parts = [text] if len(text) <= _BYLINE else SET_OFF.split(text)
        found = (dates.find_moment(part, words) for part in parts for words in self._spoken)
        moment = next(filter(None, found), None)
        return meant_in(self._zone, moment) if moment else None

    def is_current(self, lines: Sequence[Line]) -> bool:
        """Whether a page looks as if it was made now: a copy counts from the day it was kept on."""
        short = (line.text for line in lines if len(line.text) <= _BESIDE)
        years = {int(year) for text in short for year in _YEAR.findall(text)}
        known = [year for year in years if year <= self._now.year]
        return not known or max(known) >= (self._now - _FRESH).year

    def counted(self, text: str) -> Moment | None:
        """The moment that a short text tells by counting from now."""
        return dates.find_relative(text, self._now)

    def shows_a_clock(self, text: str, moment: Moment, place: Place) -> bool:
        """Whether a date without a label is what a clock would show: a day with its weekday.

        Above the headline no such date is believed, beside it not today's: if that is the
        article's after all, the next look reads it on another day.
        """
        if moment.precision != "day" or not self._names_a_weekday(text):
            return False
        today = moment.at.astimezone(BUDAPEST).date() == self._now.astimezone(BUDAPEST).date()
        return today or place == "above"

    def _names_a_weekday(self, text: str) -> bool:
        words = (self._words.get(word.casefold(), {}) for word in _WORD.findall(text))
        return any("weekday" in meanings for meanings in words)


def visible(outline: Outline, reader: Reader) -> Iterator[Candidate]:
    """Every date told in a line of its own, in order of place."""
    label: Label | None = None
    current = reader.is_current(outline.lines)
    for at, line in enumerate(outline.lines):
        told, label = label, heading_label(line.text)
        if len(line.text) > _LONGEST:
            continue
        if _DATED.search(line.text) or line.times:
            yield from _in_line(outline, at, told, reader)
        elif (
            current
            and len(line.text) <= _BESIDE
            and _COUNTED.search(line.text)
            and (place := outline.place(at)) != "aside"
        ):
            yield from _counted_in_line(line, place, outline.distance(at), told, reader)


def heading_label(line: str) -> Label | None:
    """What a line that is a label for itself says of the line behind it."""
    if len(line) > _LABEL or _DATED.search(line):
        return None
    rest = labels.without_labels(line).strip(" :：.")
    label = labels.label_of(line)
    return label if label and (not rest or line.endswith((":", "：")) or label == "other") else None


def _in_line(outline: Outline, at: int, label: Label | None, reader: Reader) -> Iterator[Candidate]:
    line = outline.lines[at]
    place, distance = outline.place(at), outline.distance(at)
    clock = labels.tells_a_clock(line.text) and any(map(str.isdigit, line.text))
    for marked in line.times:
        if moment := dates.machine_moment(marked):
            told = labels.label_of(line.text) or label
            yield Candidate(moment, "time", place, told, distance, clock=clock)
    for text, own, first in _pieces(line):
        told = own or label
        if moment := reader.moment(text):
            rest = _beside(text, moment, line)
            shown = clock or (told is None and reader.shows_a_clock(line.text, moment, place))
            sentence = is_sentence(text, moment, labelled=bool(own) and first)
            if len(rest) <= _BESIDE and not sentence:
                yield Candidate(moment, "text", place, told, distance, rest, shown)


def _beside(text: str, moment: Moment, line: Line) -> str:
    """What is told beside a date, as far as it does not stand apart from it."""
    parts = (clean.line(part) for part in line.parts) if len(line.text) <= _BESIDE else ()
    own = next((part for part in parts if moment.text in part), text)
    return beside(own, moment)


def _pieces(line: Line) -> Iterator[tuple[str, Label | None, bool]]:
    """The pieces of a line with their labels; whether it is the line's first word that labels.

    What inline elements part may stand apart on the screen: "Anna Kis" and "4 June 2021".
    """
    for at, piece in enumerate(labels.pieces(clean.line(" ".join(line.parts)) or line.text)):
        yield piece.text, piece.label, at == 0


def _counted_in_line(
    line: Line, place: Place, distance: int, label: Label | None, reader: Reader
) -> Iterator[Candidate]:
    for text, own, _ in _pieces(line):
        if moment := reader.counted(text):
            yield Candidate(moment, "relative", place, own or label, distance, text)


def meant_in(zone: tzinfo, moment: Moment) -> Moment:
    """``moment`` with its clock time meant in ``zone``, where the text tells no other."""
    if moment.precision == "minute" and moment.at.tzinfo is BUDAPEST:
        return replace(moment, at=moment.at.replace(tzinfo=zone))
    return moment
