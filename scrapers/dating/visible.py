"""The dates that a reader sees on a page, each with its place and label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scrapers import clean, dates
from scrapers.dates import Moment
from scrapers.dating import labels
from scrapers.dating.candidate import Candidate
from scrapers.dating.counting import Counting
from scrapers.dating.labels import Label
from scrapers.dating.lines import SET_OFF, beside, is_sentence, names_an_author, opens_with
from scrapers.dating.outline import Outline
from scrapers.dating.reader import Reader
from scrapers.page import Line

_DATED = re.compile(r"(?:19|20)\d\d|\d\d?[./-]\s?\d\d?[./-]\s?\d\d")
_DIGIT = re.compile(r"\d")
# a place, a day, perhaps an agency, and a dash, behind which a sentence begins
_DATELINE = re.compile(r"([^\W\d_].{5,69}?)\s?[–—-]{1,3}\s+(?=[\"„“«]?[^\W\d_a-z])")
_HOURS = re.compile(r"\d[.:][0-5]\d\s?[–—-]\s?\d\d?[.:][0-5]\d")
_NAMED = re.compile(
    r"event[-_]?(?:date|time|start|day)|dtstart|tribe-event|(?:esemeny|rendezveny)[-_]?(?:datum|ido|nap)"
    r"|(?<!text-)caption|kep[-_]?ala",
    re.IGNORECASE,
)
_LONGEST = 200
_BESIDE = 90
_LABEL = 40
_OPENING = 80
_NEAR = 20
_MOST = 300
"""Lines with dates that are read at most: those of a whole archive tell nothing more."""


def visible(outline: Outline, reader: Reader, counting: Counting) -> Iterator[Candidate]:
    """The dates told in lines of their own, the nearest to the headline first."""
    told = [at for at, line in enumerate(outline.lines) if _may_be_dated(line)]
    dated = [at for at in told if _is_dated(outline.lines[at])]
    for at in sorted(dated, key=outline.distance)[:_MOST]:
        yield from _in_line(outline, at, reader)
    for at in told:
        line = outline.lines[at]
        near = len(line.text) <= _BESIDE and outline.distance(at) <= _NEAR
        if near and not _is_dated(line):
            yield from _without_a_year(outline, at, reader, counting)
    for at, line in enumerate(outline.lines):
        if len(line.text) > _BESIDE and _DATED.search(line.text, 0, _OPENING):
            yield from _opening(outline, at, reader)
    yield from _dateline(outline, reader)


def _may_be_dated(line: Line) -> bool:
    return len(line.text) <= _LONGEST and bool(line.times or _DIGIT.search(line.text))


def _is_dated(line: Line) -> bool:
    return bool(line.times or _DATED.search(line.text))


def _is_of_an_event(line: Line) -> bool:
    """Whether a line tells hours, or its element is called that of an event's or a picture's."""
    near = [] if line.node is None else [line.node, *islice(line.node.iterancestors(), 1)]
    names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in near)
    return bool(_HOURS.search(line.text) or _NAMED.search(names))


def _label_above(outline: Outline, at: int) -> Label | None:
    """What the line above one says of it, if it is a label for itself."""
    line = outline.lines[at - 1].text if at else ""
    if len(line) > _LABEL or _DATED.search(line):
        return None
    rest = labels.without_labels(line).strip(" :：.")
    label = labels.label_of(line)
    return label if label and (not rest or line.endswith((":", "：")) or label == "other") else None


def _in_line(outline: Outline, at: int, reader: Reader) -> Iterator[Candidate]:
    line, label = outline.lines[at], _label_above(outline, at)
    label = label or ("other" if _is_of_an_event(line) else None)
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


def _without_a_year(
    outline: Outline, at: int, reader: Reader, counting: Counting
) -> Iterator[Candidate]:
    """Days whose year the address tells, and moments that count from the page's own."""
    line, label = outline.lines[at], _label_above(outline, at)
    if (place := outline.place(at)) == "aside":
        return
    distance = outline.distance(at)
    for text, own, _ in _pieces(line):
        told = own or label
        if moment := reader.yearless(text):
            shown = told is None and reader.shows_a_clock(line.text, moment, place)
            if not is_sentence(text, moment):
                rest = _beside(text, moment, line)
                yield Candidate(moment, "text", place, told, distance, rest, shown)
        elif moment := counting.moment(text, told):
            # words beside a count are a sentence's more often than an author's
            rest = next((part for part in SET_OFF.split(text) if moment.text in part), text)
            yield Candidate(moment, "relative", place, told, distance, rest.strip())


def _opening(outline: Outline, at: int, reader: Reader) -> Iterator[Candidate]:
    """A byline that other things follow: "Von Anna Kis am 4.6.2021. Abgelegt unter Mitglieder." """
    begins = outline.lines[at].text[:_OPENING]
    moment = reader.moment(begins)
    if moment and opens_with(moment, begins):
        yield Candidate(moment, "text", outline.place(at), "published", outline.distance(at))


def _dateline(outline: Outline, reader: Reader) -> Iterator[Candidate]:
    """The day with which a text begins: "Budapest, 2021. június 4. (MTI) – A tagok"."""
    for at in range(outline.start, min(outline.start + 2, len(outline.lines))):
        begins = _DATELINE.match(outline.lines[at].text)
        told = begins[1] if begins else ""
        moment = reader.moment(told)
        if not moment or is_sentence(told, moment):
            continue
        if names_an_author(beside(told, moment)):
            yield Candidate(moment, "dateline", "text", None, outline.distance(at))
