"""The date that stands beside a headline in a listing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrapers import dates
from scrapers.article import Published
from scrapers.dating.lines import is_byline, tells_another
from scrapers.page import Line

_FIRST = 12  # lines of a record among which its date is looked for
_BOX = 12
_LONGEST = 30  # a date before a text, with what parts it from the text
_SEPARATOR = re.compile(r"\s+[|·•/–—-]\s+")
_LOOSE = " .,:;|·–—-"


def read_byline(
    lines: Sequence[Line], languages: Sequence[str]
) -> tuple[Published | None, Line | None]:
    """The first date that stands in a record for itself, and in no sentence; and its line."""
    for line in lines:
        for marked in line.times:
            if moment := dates.machine_moment(marked):
                return _of(moment), line
    for line in lines[:_FIRST]:
        if not tells_another(line.text) and (found := _in_line(line.text, languages)):
            return _of(found), line
    for boxes in _boxes(lines[:_FIRST]):
        if moment := dates.find_moment(" ".join(line.text for line in boxes), languages):
            return _of(moment), boxes[0]
    return None, None


def before(text: str, languages: Sequence[str]) -> Published | None:
    """The date with which a headline or a sentence begins, if one stands before it."""
    first = _SEPARATOR.split(text)[0]
    for beginning in dict.fromkeys((first, text[:_LONGEST])):
        if len(beginning) <= _LONGEST:
            moment = dates.find_moment(beginning, languages)
            if moment and text.startswith(moment.text) and len(moment.text) < len(text):
                return _of(moment)
    return None


def without(beginning: str, text: str) -> str:
    """``text`` without a date or title before it, and without what parted them."""
    if not beginning or not text.startswith(beginning):
        return text
    return text.removeprefix(beginning).lstrip(_LOOSE)


def _in_line(text: str, languages: Sequence[str]) -> dates.Moment | None:
    # "4. Juni 2024 | Verband"
    parts = _SEPARATOR.split(text)
    for part in dict.fromkeys((text, *parts)):
        moment = dates.find_moment(part, languages)
        alone = moment and part == parts[0] and len(part) <= len(moment.text) + 2
        if moment and (alone or is_byline(text, moment)):
            return moment
    return None


def _boxes(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Neighbours that may be day, month and year in boxes of their own."""
    for count in (2, 3):
        for at in range(len(lines) - count + 1):
            boxes = lines[at : at + count]
            if all(len(line.text) <= _BOX for line in boxes):
                yield boxes


def _of(moment: dates.Moment) -> Published:
    return Published(moment.at, moment.precision, "listing", moment.text)
