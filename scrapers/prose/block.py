"""Block: words of a page that stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from scrapers.folding import letters_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WIDE = re.compile("[\u2e81-\U0010ffff]")
PROSE = 80
"""Size from which a block counts as prose: smaller ones are captions, credits, labels."""


@dataclass(eq=False)
class Block:
    """A paragraph, a heading, an item, a cell, a caption, or words that stand loose.

    ``text`` is on one line, ``html`` has its inline elements. ``node`` is the element it stands
    right in, ``wraps`` are the lists, quotations, tables and figures around it, outermost first;
    ``links`` are addresses as written, with their words; ``letters`` are all that is said, without
    signs. ``size`` is how much that is: characters, where one that is a word or a syllable counts
    twice.
    """

    text: str
    html: str
    node: HtmlElement
    wraps: tuple[HtmlElement, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    letters: str = field(init=False, repr=False)
    size: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.letters = letters_of(self.text)
        self.size = len(self.text) + len(_WIDE.findall(self.text))

    @cached_property
    def linked(self) -> int:
        """How many characters are in links."""
        return min(len(self.text), sum(len(words) for _, words in self.links))

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it up as a heading."""
        return self.node.tag in HEADINGS

    @property
    def is_bold(self) -> bool:
        """Whether it is bold from its first word to its last, as a heading without markup is."""
        return self.html.startswith("<strong>") and self.html.endswith("</strong>")

    def within(self, *tags: str) -> bool:
        """Whether one of its ``wraps`` has one of these tags."""
        return bool(self.wraps) and any(wrap.tag in tags for wrap in self.wraps)
