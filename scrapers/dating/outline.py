"""Where on a page its article is: the headline, the text, and what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from lxml.html import HtmlElement

from scrapers.dating.labels import heads_others
from scrapers.dating.records import Records
from scrapers.folding import letters_of
from scrapers.page import Line, Page

Place = Literal["above", "byline", "text", "below", "aside"]
"""Before the headline; from it to the text; in it; behind it; elsewhere, or another article's."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOVE = 8
_PROSE = 80
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LISTS = ("ul", "ol", "nav")
_NEAR = 12
_LONGEST = 500
_TITLE = 20
_CARD = 3
"""How many elements further out a card is that holds both a date and the title it belongs to."""


class Outline:
    """The lines of a page and where each stands, seen from the article with this title."""

    def __init__(self, page: Page, title: str) -> None:
        self.lines = page.lines
        self._body = page.body
        self._letters = letters_of(title)

    @cached_property
    def headline(self) -> int | None:
        """The line of the article's headline: of its title, else of a first heading."""
        names = [at for at, line in enumerate(self.lines) if self._is_title(line)]
        firsts = [at for at, line in enumerate(self.lines) if line.tag == "h1"]
        for heads in (names, firsts):
            if before := [at for at in heads if at <= self._mass[1]]:
                return max(before, key=lambda at: (self._rank(self.lines[at]), at))
        return None

    def _is_title(self, line: Line) -> bool:
        if len(line.text) > _LONGEST or not self._letters:
            return False
        told, own = letters_of(line.text), self._letters
        least, most = sorted((len(told), len(own)))
        if line.tag in ("h1", "h2"):
            return (told in own or own in told) and least > most * 0.5
        return told == own or (least > _TITLE and (told.startswith(own) or own.startswith(told)))

    def _rank(self, line: Line) -> int:
        """How likely a line with the title is the headline itself, and no link to it."""
        level = {"h1": 3, "h2": 2}.get(line.tag, 1 if line.tag in _HEADINGS else 0)
        return 0 if line.linked or _is_within(line.node, ("nav",)) else level

    @cached_property
    def _mass(self) -> tuple[HtmlElement, int, int]:
        """The element with most of the prose, and the lines in which that begins and ends."""
        weight: dict[HtmlElement, float] = defaultdict(float)
        prose: dict[HtmlElement, list[int]] = defaultdict(list)
        for at, line in enumerate(self.lines):
            if is_prose(line) and line.node is not None:
                parent = line.node.getparent() if line.node.tag == "p" else line.node
                grandparent = parent.getparent()
                weight[parent] += len(line.text)
                prose[parent].append(at)
                if grandparent is not None:
                    weight[grandparent] += len(line.text) / 2
                    prose[grandparent].append(at)
        if not weight:
            return self._body, len(self.lines), len(self.lines)
        best = max(weight, key=weight.__getitem__)
        return best, prose[best][0], prose[best][-1]

    @cached_property
    def start(self) -> int:
        """The line in which the text begins: the first prose behind the headline."""
        first = self._mass[1]
        if self.headline is None or self.headline > first:
            return first
        between = range(self.headline + 1, first)
        if first == len(self.lines):  # a text of a few words: it ends with the next heading
            heads = (at for at in between[1:_NEAR] if self.lines[at].tag in _HEADINGS)
            return next(heads, min(first, self.headline + _NEAR))
        return next((at for at in between if is_prose(self.lines[at])), first)

    @cached_property
    def end(self) -> int:
        """The line in which the text ends."""
        return self._mass[2] if self._mass[1] < len(self.lines) else self.start

    @property
    def text(self) -> str:
        """The paragraphs of the text."""
        lines = self.lines[self.start : self.end + 1]
        return "\n".join(line.text for line in lines if is_prose(line))

    @cached_property
    def root(self) -> HtmlElement:
        """The smallest element that holds both the headline and the text."""
        holder = self._mass[0]
        if self.headline is None:
            return holder.getparent() if holder.getparent() is not None else holder
        above = set(_chain(self.lines[self.headline].node))
        return next((one for one in _chain(holder) if one in above), self._body)

    @property
    def header(self) -> Sequence[Line]:
        """The lines before the article."""
        return self.lines[: self.start if self.headline is None else self.headline]

    def distance(self, at: int) -> int:
        """How many lines a line is away from the headline or the beginning of the text."""
        ends = [self.start] if self.headline is None else [self.headline, self.start]
        return min(abs(at - end) for end in ends)

    def place(self, at: int) -> Place:
        """Where a line stands."""
        head = self.start if self.headline is None else self.headline
        chain = _chain(self.lines[at].node)
        inside = self.root in chain
        near = head - _ABOVE <= at <= self.start + min(_NEAR, max(0, self.end - self.start))
        near = near or (inside and head <= at <= self.end)
        # near the headline names tell nothing: a byline is in a side bar, too
        if at in self._others or self._records.hold(chain, named=not near):
            return "aside"
        if near:
            return self._near(at, head, chain)
        return "aside" if at <= self.end or self._leads_elsewhere(at, chain) else "below"

    def _near(self, at: int, head: int, chain: list[HtmlElement]) -> Place:
        if at < head:  # a menu without links is a list, too
            listed = any(one.tag in _LISTS for one in chain) and not self._shares_a_box(chain)
            return "aside" if listed or self._heads_news(at, head) else "above"
        if at <= self.start:
            return "byline"
        return "aside" if self._is_of_a_card(at, chain) else "text"

    def _heads_news(self, at: int, head: int) -> bool:
        """Whether a day above the headline stands above other news, in one box with it."""
        if at + 1 >= head:  # without a headline or a text, there may be no line behind it
            return False
        behind, node = self.lines[at + 1], self.lines[at].node
        if node is None or behind.node is None or behind.linked:
            return False
        boxes = {node, node.getparent()} - self._own
        together = behind.node in boxes or behind.node.getparent() in boxes
        told = behind.text if not any(map(str.isdigit, behind.text)) else ""
        return together and len(letters_of(told)) >= _TITLE

    def _shares_a_box(self, chain: list[HtmlElement]) -> bool:
        """Whether what a line stands in holds the headline, and is not the whole body."""
        shared = next((one for one in chain if one in self._own), self._body)
        return shared is not self._body

    def _is_of_a_card(self, at: int, chain: list[HtmlElement]) -> bool:
        """Whether a line in the text stands beside the linked headline of another article."""
        beside = (self.lines[each] for each in (at - 1, at + 1) if 0 <= each < len(self.lines))
        heads = [line for line in beside if line.linked and line.tag in _HEADINGS]
        card = set(chain[1 : 1 + _CARD]) - self._own
        return any(card & set(_chain(head.node)) for head in heads)

    def _leads_elsewhere(self, at: int, chain: list[HtmlElement]) -> bool:
        """Whether a line behind the text shares a small box with the linked title of another,
        or with a sentence behind it: a teaser, or a comment.
        """
        beside = (self.lines[each] for each in (at - 1, at + 1) if 0 <= each < len(self.lines))
        told = [line for line in beside if line.linked and len(letters_of(line.text)) >= _TITLE]
        behind = self.lines[at + 1 : at + 2]
        told += [line for line in behind if _is_sentence(line.text)]
        card = set(chain[: 1 + _CARD]) - self._own
        return any(card & set(_chain(line.node)) for line in told)

    @cached_property
    def _others(self) -> set[int]:
        """The lines of boxes that are headed as those of other articles."""
        found: set[int] = set()
        box, head = False, self.start if self.headline is None else self.headline
        for at, line in enumerate(self.lines):
            box = (box and not is_prose(line)) or (at > head and heads_others(line.text))
            if box:
                found.add(at)
        return found

    @cached_property
    def _own(self) -> set[HtmlElement]:
        """The elements that hold the headline or the text."""
        headline = None if self.headline is None else self.lines[self.headline].node
        return {*_chain(headline), *_chain(self._mass[0]), self._body}

    @cached_property
    def _records(self) -> Records:
        return Records(self._body, self._own)


def _is_sentence(text: str) -> bool:
    return len(letters_of(text)) >= _TITLE and text.endswith((".", "!", "?", "…"))


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of a text, and no label, link or list."""
    if line.linked or line.tag in ("button", "figcaption"):
        return False
    told = len(line.text)
    return told >= _PROSE or (told * 2 >= _PROSE and bool(_CJK.search(line.text)))


def _chain(node: HtmlElement | None) -> list[HtmlElement]:
    """An element and those that it stands in, the innermost first."""
    return [] if node is None else [node, *node.iterancestors()]


def _is_within(node: HtmlElement | None, tags: Sequence[str]) -> bool:
    return any(one.tag in tags for one in _chain(node))
