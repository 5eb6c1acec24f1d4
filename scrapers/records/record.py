"""Record: what a page shows of one piece of news, read from its pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from lxml.html import HtmlElement, tostring

from scrapers import clean
from scrapers.article import Published
from scrapers.page import Line
from scrapers.records.bylines import before, read_byline, without
from scrapers.records.extent import Piece
from scrapers.records.kinds import Place
from scrapers.records.measure import HEADINGS
from scrapers.records.titles import card_lines, headline_of, text_of
from scrapers.records.words import is_generic

LONGEST_SUMMARY = 1_000
_SHORTEST_SUMMARY = 40
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of news as a listing shows it, all as plain text.

    ``url`` is canonical. It is ``None`` where the news is told in full on the page itself: then
    ``html`` is what tells it, as it stood there below its headline and date, and the page's address
    with ``fragment`` means it. ``date`` is the text of the date beside it and ``published`` its
    moment (``found`` is *listing*); whether that is when it was published is not known from one
    record (see ``trust``).
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
    lines = list(_lines(place.pieces))
    headline = headline_of(place, lines)
    others = list(_beside(headline, lines))
    published, byline = read_byline(others, languages)
    ahead = before(headline, languages)
    title = without(ahead.text, headline) if ahead else headline
    if len(title) < _SHORTEST_TITLE:
        title, ahead = headline, None
    published = published or ahead
    date = published.text if published else ""
    said = [line for line in others if line is not byline or _is_sentence(line.text)]
    summary = " ".join(_teaser(said, place, headline, date))[:LONGEST_SUMMARY]
    if place.mark.is_heading:
        html = "".join(_told(place, date))
        return Record(None, title, date, published, summary, html)
    return Record(place.mark.target, title, date, published, summary)


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if not isinstance(piece, str):
            yield from card_lines(piece)
        elif text := clean.line(piece):
            yield Line(text, "", False, ())


def _beside(headline: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the headline, on which a date may stand with nothing between."""
    for line in lines:
        if line.text != headline:
            rest = line.text.removeprefix(headline) if headline else line.text
            yield line._replace(text=rest.removesuffix(headline).strip() if headline else rest)


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SUMMARY and text.rstrip('"”“»)')[-1:] in (*".!?…",)


def _teaser(lines: Sequence[Line], place: Place, headline: str, date: str) -> Iterator[str]:
    """The lines of prose, without headline, date and "read more" at their ends."""
    links = (link for element in place.elements for link in element.iter("a"))
    ends = {text for link in links if (text := text_of(link)) and is_generic(text)}
    for line in lines:
        if line.tag in HEADINGS or is_generic(line.text) or not line.text:
            continue
        text = without(date, without(headline, without(date, line.text)))
        end = next((end for end in ends if text.endswith(end)), "")
        text = text.removesuffix(end).rstrip()
        if len(text) >= _SHORTEST_SUMMARY:
            yield text


def _told(place: Place, date: str) -> Iterator[str]:
    """The HTML of a place's pieces without its mark and a date that stands before the text."""
    begun = False
    for piece in place.pieces:
        if isinstance(piece, str):
            text = piece if begun else without(date, piece.strip())
            begun = begun or bool(text)
            yield escape(text, quote=False)
        else:
            copy = _without_mark(piece, place.mark.node)
            begun = begun or (copy is not None and _begin(copy, date))
            if copy is not None:
                yield tostring(copy, encoding="unicode", with_tail=False)


def _without_mark(piece: HtmlElement, mark: HtmlElement) -> HtmlElement | None:
    """A copy of a piece in which the mark is gone; ``None`` where the piece is the mark."""
    if piece is mark:
        return None
    at = next((at for at, node in enumerate(piece.iter()) if node is mark), None)
    copy: HtmlElement = deepcopy(piece)
    if at is not None:
        list(copy.iter())[at].drop_tree()
    return copy


def _begin(copy: HtmlElement, date: str) -> bool:
    """Drop a date before the first words in ``copy``; whether there are words after that."""
    for node in copy.iter():
        for name in ("text", "tail") if node is not copy else ("text",):
            words = (getattr(node, name) or "").strip()
            if rest := without(date, words):
                setattr(node, name, rest if rest != words else getattr(node, name))
                return True
            if words:
                setattr(node, name, "")
    return False
