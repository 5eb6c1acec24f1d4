"""How much there is of what in each element of a page, counted in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = {"script", "style", "noscript", "template", "textarea", "select", "iframe", "svg"}
_DATE = re.compile(
    r"\b(?:19|20)\d\d\s?[./-]\s?\w{1,12}\b|\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d\d\b"
    r"|\b\d{1,2}\.?\s+\w{3,12}\.?,?\s+(?:19|20)\d\d\b|\b\w{3,12}\.?\s+\d{1,2},?\s+(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\s\w{3,12}\s\d{1,2}\b"
)
_PROSE = 80
_LONGEST_DATED = 120  # a date in longer text is told in passing


@dataclass(slots=True)
class Measure:
    """What an element holds: characters, those of them in links, those of them in long runs that
    are no links; dates, headings, pictures.
    """

    text: int = 0
    linked: int = 0
    prose: int = 0
    dates: int = 0
    headings: int = 0
    pictures: int = 0

    def add(self, other: Measure) -> None:
        """Count what ``other`` holds as well."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose
        self.dates += other.dates
        self.headings += other.headings
        self.pictures += other.pictures

    @property
    def loose(self) -> int:
        """Characters outside of links."""
        return self.text - self.linked


def measures_of(body: HtmlElement) -> dict[HtmlElement, Measure]:
    """The measure of every element under ``body``, and of itself; tails are not in it."""
    found: dict[HtmlElement, Measure] = {}
    stack: list[Measure] = [Measure()]
    silent = links = 0
    for event, node in iterwalk(body, ("start", "end")):
        begins = event == "start"
        step = 1 if begins else -1
        silent += step * (node.tag in _SILENT)
        links += step * (node.tag == "a")
        if begins:
            found[node] = mine = Measure(
                headings=int(node.tag in HEADINGS),
                pictures=int(node.tag == "img"),
                dates=int(node.tag == "time"),
            )
            stack.append(mine)
            piece = node.text
        else:
            mine = stack.pop()
            stack[-1].add(mine)
            piece = node.tail if node is not body else None
        if piece and not silent:
            _count(stack[-1], " ".join(piece.split()), linked=links > 0)
    return found


def measure_of(
    pieces: Iterable[HtmlElement | str], measures: Mapping[HtmlElement, Measure]
) -> Measure:
    """What pieces of a page hold together."""
    found = Measure()
    for piece in pieces:
        if isinstance(piece, str):
            _count(found, " ".join(piece.split()), linked=False)
        else:
            found.add(measures[piece])
    return found


def _count(measure: Measure, text: str, *, linked: bool) -> None:
    measure.text += len(text)
    measure.linked += len(text) if linked else 0
    measure.prose += len(text) if not linked and len(text) >= _PROSE else 0
    measure.dates += int(has_date(text))


def has_date(text: str) -> bool:
    """Whether a short text seems to hold a date, in whatever language: cheap, and no more."""
    return len(text) <= _LONGEST_DATED and _DATE.search(text) is not None
