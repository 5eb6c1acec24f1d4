"""Unit: blocks that stay or go together: a paragraph, or all of a list, a quotation, a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from lxml.html import HtmlElement

from scrapers.prose.block import PROSE, Block

_WHOLE = ("ul", "ol", "dl", "blockquote", "table")
_HALF = 0.5
_REFERRING = 0.66  # the share of links up to which a paragraph says something of its own


@dataclass(eq=False)
class Unit:
    """``blocks`` that stay or go together; ``start`` is the place of the first among all.

    ``anchor`` is the element they fill; ``voted`` is the share of the words that has a vote.
    """

    blocks: tuple[Block, ...]
    start: int
    anchor: HtmlElement
    voted: float

    @property
    def text(self) -> str:
        """What the first block says."""
        return self.blocks[0].text

    @property
    def whole(self) -> bool:
        """Whether it is a list, a quotation, a table."""
        return self.anchor is not self.blocks[0].node or self.anchor.tag in _WHOLE

    @cached_property
    def size(self) -> int:
        """How much is said."""
        return sum(block.size for block in self.blocks)

    @cached_property
    def linked(self) -> float:
        """The share of the words that is in links."""
        said = sum(len(block.text) for block in self.blocks)
        return sum(block.linked for block in self.blocks) / said

    @cached_property
    def letters(self) -> str:
        """What is said, by its letters alone."""
        return "".join(block.letters for block in self.blocks)

    @property
    def is_voted(self) -> bool:
        """Whether trafilatura takes most of it."""
        return self.voted > _HALF

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.blocks[0].is_heading and not self.whole

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of some length, and mostly no links."""
        return self.size >= PROSE and self.linked <= _REFERRING and not self.is_heading


def units_of(
    blocks: Sequence[Block], votes: Sequence[bool], around: Collection[HtmlElement]
) -> list[Unit]:
    """The blocks as units; what is ``around`` the text is no list or table of it."""
    units: list[Unit] = []
    run: list[Block] = []
    anchors = [_anchor(block, around) for block in blocks]
    for at, block in enumerate(blocks):
        run.append(block)
        ends = at + 1 == len(blocks) or anchors[at + 1] is not anchors[at]
        if ends or anchors[at] is block.node:
            start = at + 1 - len(run)
            units.append(Unit(tuple(run), start, anchors[at], _share(run, votes[start : at + 1])))
            run = []
    return units


def _anchor(block: Block, around: Collection[HtmlElement]) -> HtmlElement:
    inside = (wrap for wrap in block.wraps if wrap.tag in _WHOLE and wrap not in around)
    return next(inside, block.node)


def _share(blocks: Sequence[Block], votes: Sequence[bool]) -> float:
    taken = sum(block.size for block in compress(blocks, votes))
    return taken / sum(block.size for block in blocks) if taken else 0.0
