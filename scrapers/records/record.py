"""Record: what a page shows of one piece of news, read from its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lxml.html import HtmlElement, tostring

from scrapers import clean, dates
from scrapers.article import Published
from scrapers.page import Line, lines_of
from scrapers.published import is_byline
from scrapers.records.extent import Piece
from scrapers.records.kinds import Place
from scrapers.records.marks import is_heading, is_titled
from scrapers.records.measure import HEADINGS
from scrapers.records.words import is_generic

LONGEST_TITLE = 300
LONGEST_SUMMARY = 1_000
_SHORTEST_SUMMARY = 40
_BOX = 12
_SEPARATOR = re.compile(r"\s+[|·•/–—-]\s+")
_DATED, _BYLINE, _SHORTEST_TITLE = 30, 25, 8


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of news as a listing shows it, all as plain text.

    ``url`` is canonical. It is ``None`` where the news is told in full on the page itself: then
    ``html`` is all that tells it, as it stood there, and the page's address with ``fragment`` means
    it. ``date`` is the text of the date beside it and ``published`` its moment (``found`` is
    *listing*); whether that is when it was published is not known from one record (see ``trust``).
    """

    url: str | None
    title: str
    date: str = ""
    published: Published | None = None
    summary: str = ""
    html: str = ""
    fragment: str = ""


def read_record(place: Place, languages: Sequence[str]) -> Record:
    """The record at a place, with dates in ``languages``; it still lacks a fragment."""
    mark, pieces = place.mark.node, place.pieces
    lines = list(_lines(pieces))
    titles = _titles(mark, place.elements, lines)
    headline = next(filter(None, titles), "")[:LONGEST_TITLE].strip()
    title, before = _undated(headline, languages)
    published, byline = _published([line for line in lines if line.text != headline], languages)
    published = published or before
    date = published.text if published else ""
    others = (line for line in lines if line is not byline or _is_sentence(line.text))
    parts = (_without(date, line.text) for line in others if _is_prose(line, headline))
    summary = " ".join(parts)[:LONGEST_SUMMARY]
    if place.mark.is_heading:
        return Record(None, title, date, published, summary, _html(pieces))
    return Record(place.mark.target, title, date, published, summary)


def _html(pieces: Sequence[Piece]) -> str:
    """The HTML of pieces, as it stood on the page."""
    return "".join(
        escape(piece, quote=False)
        if isinstance(piece, str)
        else tostring(piece, encoding="unicode", with_tail=False)
        for piece in pieces
    )


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if isinstance(piece, str):
            if text := clean.line(piece):
                yield Line(text, "", False, ())
        else:
            yield from _lines_of_card(piece)


def _lines_of_card(element: HtmlElement) -> Iterator[Line]:
    """The lines of an element; of a link around a whole record each child is one."""
    words = [element.text, *(child.tail for child in element)]
    if element.tag == "a" and len(element) > 1 and not any((one or "").strip() for one in words):
        for child in element:
            yield from lines_of(child)
    else:
        yield from lines_of(element)


def _titles(
    mark: HtmlElement, elements: Sequence[HtmlElement], lines: Sequence[Line]
) -> Iterator[str]:
    """What may be a record's headline, the likeliest first: its heading, the words of its link."""
    if is_heading(mark):
        yield _text(mark)
    yield _heading(mark)
    own = _text(mark)
    blocks = [line.text for line in _lines_of_card(mark)]
    if len(blocks) < 2 and not _says_nothing(own):
        yield own
    linked = [
        one
        for element in elements
        for one in element.iter("a")
        if one.get("href") == mark.get("href")
    ]
    for link in linked:
        yield _heading(link)
    words = [_text(link) for link in linked if sum(1 for _ in _lines_of_card(link)) < 2]
    yield max((text for text in words if not _says_nothing(text)), key=len, default="")
    for element in elements:
        yield _heading(element)
    for element in (mark, *elements):
        strong = (_text(one) for one in element.iter("strong", "b"))
        yield next((text for text in strong if len(text) > 10 and not _says_nothing(text)), "")
    yield from (text for text in blocks if not _says_nothing(text))
    yield from (mark.get("title") or "", *(one.get("alt") or "" for one in mark.iter("img")))
    yield from (line.text for line in lines if not _says_nothing(line.text))


def _heading(element: HtmlElement) -> str:
    """The first heading in an element, or what is named one."""
    found = (_text(one) for one in element.iter(*HEADINGS))
    if heading := next((text for text in found if not _says_nothing(text)), ""):
        return heading
    named = (one for one in element.iter() if isinstance(one.tag, str) and one is not element)
    titles = (_text(one) for one in named if is_titled(one))
    return next((text for text in titles if not _says_nothing(text)), "")


def _text(node: HtmlElement) -> str:
    return " ".join(line.text for line in lines_of(node))


def _says_nothing(text: str) -> bool:
    moment = dates.find_moment(text) if len(text) < 40 else None
    return is_generic(text) or (moment is not None and len(text) <= len(moment.text) + 2)


def _is_prose(line: Line, title: str) -> bool:
    return (
        len(line.text) >= _SHORTEST_SUMMARY
        and not (line.linked and title in line.text)
        and line.text != title
        and line.tag not in HEADINGS
        and not is_generic(line.text)
    )


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SUMMARY and text.rstrip('"”“»)')[-1:] in (*".!?…",)


def _without(date: str, text: str) -> str:
    """``text`` without a date at its beginning."""
    return text.removeprefix(date).lstrip(" .,:;|–—-") if date else text


def _undated(title: str, languages: Sequence[str]) -> tuple[str, Published | None]:
    """A headline without the date before it, and that date."""
    moment = dates.find_moment(title[:_DATED], languages)
    if moment and title.startswith(moment.text) and len(moment.text) < _BYLINE:
        rest = _without(moment.text, title)
        if len(rest) >= _SHORTEST_TITLE:
            return rest, _of(moment)
    return title, None


def _published(
    lines: Sequence[Line], languages: Sequence[str]
) -> tuple[Published | None, Line | None]:
    """The first date that stands in a record for itself, and in no sentence; and its line."""
    for line in lines:
        for marked in line.times:
            if moment := dates.machine_moment(marked):
                return _of(moment), line
    for line in lines:
        # "4. Juni 2024 | Verband": dateparser reads no more than a date
        for text in dict.fromkeys((line.text, *_SEPARATOR.split(line.text))):
            moment = dates.find_moment(text, languages)
            if moment and is_byline(line.text, moment):
                return _of(moment), line
    # day, month and year in boxes of their own
    for count in (2, 3):
        for at in range(len(lines) - count + 1):
            boxes = lines[at : at + count]
            if all(len(line.text) <= _BOX for line in boxes):
                together = " ".join(line.text for line in boxes)
                if moment := dates.find_moment(together, languages):
                    return _of(moment), boxes[0]
    return None, None


def _of(moment: dates.Moment) -> Published:
    return Published(moment.at, moment.precision, "listing", moment.text)
