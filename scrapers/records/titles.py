"""The headline of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from scrapers import dates
from scrapers.page import Line, lines_of
from scrapers.records.kinds import Place
from scrapers.records.marks import is_heading, is_titled
from scrapers.records.measure import HEADINGS
from scrapers.records.words import is_generic

LONGEST = 300
_SHORTEST_BOLD = 10
_LONGEST_DATE = 40


def headline_of(place: Place, lines: Sequence[Line]) -> str:
    """The headline of the record with these ``lines``, as plain text; empty if it has no words.

    A heading in its link, else the words of its links, else a heading beside them, else what is
    bold, else a picture's description, else its first line.
    """
    told = (text for text in _told(place, lines) if not _says_nothing(text))
    return next(told, "")[:LONGEST].strip()


def card_lines(element: HtmlElement) -> Iterator[Line]:
    """The lines of an element; of a link around a whole record each child is one."""
    loose = [element.text, *(child.tail for child in element)]
    if element.tag == "a" and len(element) > 1 and not any((one or "").strip() for one in loose):
        for child in element:
            yield from lines_of(child)
    else:
        yield from lines_of(element)


def text_of(node: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(line.text for line in lines_of(node))


def _told(place: Place, lines: Sequence[Line]) -> Iterator[str]:
    mark = place.mark.node
    if is_heading(mark):
        yield text_of(mark)
    links = [
        mark,
        *(
            link
            for element in place.elements
            for link in element.iter("a")
            if link is not mark and link.get("href") == mark.get("href")
        ),
    ]
    blocks = {link: [line.text for line in card_lines(link)] for link in links}
    for link in links:
        yield from _headings(link)
        if link is mark and len(blocks[link]) == 1:
            yield blocks[link][0]
    yield from sorted((own[0] for own in blocks.values() if len(own) == 1), key=len, reverse=True)
    for element in place.elements:
        yield from _headings(element)
    for element in links[:1] + list(place.elements):
        bold = (text_of(one) for one in element.iter("strong", "b"))
        yield from (text for text in bold if len(text) > _SHORTEST_BOLD)
    yield from blocks[mark]
    yield from (mark.get("title") or "", *(one.get("alt") or "" for one in mark.iter("img")))
    yield from (line.text for line in lines)


def _headings(element: HtmlElement) -> Iterator[str]:
    """The headings in an element, then what is named one."""
    yield from _texts(element.iter(*HEADINGS))
    named = (one for one in element.iter() if isinstance(one.tag, str) and one is not element)
    yield from _texts(one for one in named if is_titled(one))


def _texts(nodes: Iterable[HtmlElement]) -> Iterator[str]:
    yield from (text_of(node) for node in nodes)


def _says_nothing(text: str) -> bool:
    moment = dates.find_moment(text) if len(text) < _LONGEST_DATE else None
    return is_generic(text) or (moment is not None and len(text) <= len(moment.text) + 2)
