"""The dates that a reader sees on a page, each with its place and label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from scrapers import dates
from scrapers.article import BUDAPEST
from scrapers.dating import labels
from scrapers.dating.candidate import Candidate
from scrapers.dating.labels import Label
from scrapers.dating.lines import beside, is_sentence
from scrapers.dating.outline import Outline, Place

_DATED = re.compile(r"(?:19|20)\d\d|\d\d?[./-]\s?\d\d?[./-]\s?\d\d")
_LONGEST = 200
_BESIDE = 90
_ALONE = 20
_LABEL = 40


def visible(
    outline: Outline, languages: Sequence[str], zone: tzinfo, now: datetime
) -> Iterator[Candidate]:
    """Every date told in a line of its own, in order of place."""
    label: Label | None = None
    for at, line in enumerate(outline.lines):
        told = label
        label = heading_label(line.text)
        if len(line.text) > _LONGEST or not (_DATED.search(line.text) or line.times):
            continue
        for one in _in_line(outline, at, told, languages, now):
            yield replace(one, moment=meant_in(zone, one.moment))


def heading_label(line: str) -> Label | None:
    """What a line that is a label for itself says of the line behind it."""
    if len(line) > _LABEL or _DATED.search(line):
        return None
    rest = labels.without_labels(line).strip(" :：.")
    label = labels.label_of(line)
    return label if label and (not rest or line.endswith((":", "：")) or label == "other") else None


def _in_line(
    outline: Outline, at: int, label: Label | None, languages: Sequence[str], now: datetime
) -> Iterator[Candidate]:
    line = outline.lines[at]
    place, distance = outline.place(at), outline.distance(at)
    clock = labels.tells_a_clock(line.text) and any(map(str.isdigit, line.text))
    for marked in line.times:
        if moment := dates.machine_moment(marked):
            told = labels.label_of(line.text) or label
            yield Candidate(moment, "time", place, told, distance, clock=clock)
    for text, own in labels.pieces(line.text):
        told = own or label
        if moment := dates.find_moment(text, languages):
            rest = beside(text, moment)
            shown = clock or (told is None and _may_be_of_a_clock(moment, place, now))
            if len(rest) <= _BESIDE and not is_sentence(text, moment):
                yield Candidate(moment, "text", place, told, distance, len(rest) <= _ALONE, shown)
        elif place != "aside" and (moment := dates.find_relative(text, now)):
            yield Candidate(moment, "relative", place, told, distance)


def _may_be_of_a_clock(moment: dates.Moment, place: Place, now: datetime) -> bool:
    """Whether a date without a label is what a clock would show: a day with its weekday.

    Above the headline no such date is believed, beside it not today's: if that is the article's
    after all, the next look reads it on another day.
    """
    if moment.precision != "day" or not dates.WEEKDAY.search(moment.text):
        return False
    today = moment.at.astimezone(BUDAPEST).date() == now.astimezone(BUDAPEST).date()
    return today or place == "above"


def meant_in(zone: tzinfo, moment: dates.Moment) -> dates.Moment:
    """``moment`` with its clock time meant in ``zone``, where the text tells no other."""
    if moment.precision == "minute" and moment.at.tzinfo is BUDAPEST:
        return replace(moment, at=moment.at.replace(tzinfo=zone))
    return moment
