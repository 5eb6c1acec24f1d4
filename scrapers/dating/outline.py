"""Where on a page its article is: the headline, the text, and what stands around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from lxml.html import HtmlElement

from scrapers.dating.labels import heads_others
from scrapers.page import Line, Page

Place = Literal["above", "byline", "text", "below", "aside"]
"""Before the headline; from it to the text; in it; behind it; elsewhere, or another article's."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOVE = 8
_PROSE = 80
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = re.compile(r"[\W_]+")
_FURNITURE = ("nav", "footer", "header")
_LISTS = ("ul", "ol", "nav")
_NEAR = 12
_LONGEST = 500
# names that elements around other articles and readers' words have
_BOX = re.compile(
    r"comment|komment|hozz[aá]sz[oó]l|disqus|related|kapcsol[oó]d|recommend|ajanl|similar|sidebar"
    r"|oldals[aá]v|popular|trending|most-?read|newsticker|latest|recent|teaser-?list|breaking"
    r"|masthead|topbar|top-bar|weather|nameday|navbar|breadcrumb|cookie",
    re.IGNORECASE,
)
_RECORDS = 3
_TITLE = 20


class Outline:
    """The lines of a page and where each stands, seen from the article with this title."""

    def __init__(self, page: Page, title: str) -> None:
        self.lines = page.lines
        self._body = page.tree.body
        self._letters = letters(title)

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
        short, long = sorted((letters(line.text), self._letters), key=len)
        if line.tag in ("h1", "h2"):
            return short in long and len(short) > len(long) * 0.5
        return short == long or (len(short) > _TITLE and long.startswith(short))

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
        return self._mass[2]

    @cached_property
    def root(self) -> HtmlElement:
        """The smallest element that holds both the headline and the text."""
        holder = self._mass[0]
        if self.headline is None:
            return holder.getparent() if holder.getparent() is not None else holder
        above = set(_chain(self.lines[self.headline].node))
        return next((one for one in _chain(holder) if one in above), self._body)

    def distance(self, at: int) -> int:
        """How many lines a line is away from the headline or the beginning of the text."""
        ends = [self.start] if self.headline is None else [self.headline, self.start]
        return min(abs(at - end) for end in ends)

    def place(self, at: int) -> Place:
        """Where a line stands."""
        line = self.lines[at]
        head = self.start if self.headline is None else self.headline
        near = head - _ABOVE <= at <= max(self.start, min(self.start + _NEAR, self.end))
        if at in self._others or self._is_anothers(line, near=near):
            return "aside"
        if near:
            return "above" if at < head else "byline" if at <= self.start else "text"
        if at < head or self.root not in _chain(line.node):
            return "aside"
        return "text" if at <= self.end else "below"

    @cached_property
    def _others(self) -> set[int]:
        """The lines of boxes that are headed as those of other articles."""
        found: set[int] = set()
        box = False
        for at, line in enumerate(self.lines):
            box = (box and not is_prose(line)) or (at > self.start and heads_others(line.text))
            if box:
                found.add(at)
        return found

    @cached_property
    def _own(self) -> set[HtmlElement]:
        """The elements that hold the headline or the text."""
        headline = None if self.headline is None else self.lines[self.headline].node
        return {*_chain(headline), *_chain(self._mass[0]), self._body}

    def _is_anothers(self, line: Line, *, near: bool) -> bool:
        """Whether a line stands in a record of a list, a comment, or the page's furniture.

        Near the headline names tell nothing: a byline is in a side bar, too.
        """
        for one in _chain(line.node):
            if one in self._own:
                listed = near and one is self._body and _is_within(line.node, _LISTS)
                return listed and line.node not in _chain(self._mass[0])
            if _is_record(one, line) or (one.tag in _FURNITURE and one.getparent() is self._body):
                return True
            if not near and (
                one.tag == "aside" or _BOX.search(f"{one.get('class')} {one.get('id')}")
            ):
                return True
        return False


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of a text, and no label, link or list."""
    long = _PROSE / 2 if _CJK.search(line.text) else _PROSE
    return len(line.text) >= long and not line.linked and line.tag not in ("button", "figcaption")


def letters(text: str) -> str:
    """What two spellings of a title have in common."""
    return _SIGNS.sub("", text.casefold())


def _chain(node: HtmlElement | None) -> list[HtmlElement]:
    """An element and those that it stands in, the innermost first."""
    return [] if node is None else [node, *node.iterancestors()]


def _is_within(node: HtmlElement | None, tags: Sequence[str]) -> bool:
    return any(one.tag in tags for one in _chain(node))


def _is_record(node: HtmlElement, line: Line) -> bool:
    """Whether an element is one of several alike that each lead to something with a title."""
    if node.tag == "a":
        return len(str(node.text_content())) > len(line.text) + _TITLE
    parent = node.getparent()
    if parent is None:
        return False
    kind = (node.tag, node.get("class"))
    alike = sum(1 for one in parent if (one.tag, one.get("class")) == kind)
    if alike < _RECORDS:
        return False
    return any(len(str(link.text_content()).strip()) >= _TITLE for link in node.iter("a"))
