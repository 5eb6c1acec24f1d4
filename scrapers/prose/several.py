"""Several news told in full on one page: where the one that is looked for stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from scrapers.folding import letters_of
from scrapers.page import Page
from scrapers.prose.block import Block
from scrapers.prose.reader import RULE
from scrapers.records.kinds import Place
from scrapers.records.marks import links_of
from scrapers.records.measure import measures_of
from scrapers.records.whole import PROSE, told_here
from scrapers.records.words import means_news
from scrapers.records.worth import Judge

_OFTEN = 5  # places of a page that say the title, of which each may be the headline
_HEADLINE = 200  # a longer line heads nothing
_DATED = 120  # a longer line is no date
_DIGITS = re.compile(r"\d{4}|\d[.:/ ]")
_RULES = {RULE, "**", "***", "* * *", "—", "---", "_____"}


def one_of_several(page: Page, blocks: Sequence[Block], title: str) -> range | None:
    """The blocks of the news ``title`` from its headline on, where others are told beside it.

    ``None`` where the page tells one thing only: an article with sub-headings does.
    """
    told = letters_of(title)
    same = (at for at, block in enumerate(blocks) if told and block.letters == told)
    heads = list(islice(same, _OFTEN))
    between = (_between_rules(blocks, at) for at in heads)
    if found := next(filter(None, between), None):
        return found
    heads = [at for at in heads if blocks[at].is_heading and _has_peers(blocks, at)]
    places = _told_in_full(page) if heads else []
    return next(filter(None, (_record(places, blocks, at) for at in heads)), None)


def _kind(block: Block) -> tuple[str, str, bool]:
    return str(block.node.tag), block.node.get("class") or "", block.is_bold


def _has_peers(blocks: Sequence[Block], at: int) -> bool:
    """Whether another heading of the same kind has a text below it, too."""
    kind = _kind(blocks[at])
    heads = [place for place, block in enumerate(blocks) if _kind(block) == kind]
    parts = [range(head, end) for head, end in pairwise((*heads, len(blocks)))]
    told = [part for part in parts if _is_told(blocks, part)]
    around = set.intersection(*(_around(blocks[part.start]) for part in told)) if told else set()
    return any(_may_be_news(blocks, part, around) for part in told if part.start != at)


def _may_be_news(blocks: Sequence[Block], part: range, around: set[HtmlElement]) -> bool:
    """Whether a part has a date, or an element of its own that is named as news."""
    own = _around(blocks[part.start]) - around
    framed = any(node.tag == "article" or means_news(node.get("class") or "") for node in own)
    return framed or any(_is_dated(blocks[place]) for place in part)


def _is_dated(block: Block) -> bool:
    return block.size <= _DATED and bool(_DIGITS.search(block.text))


def _told_in_full(page: Page) -> list[Place]:
    body = page.body
    return told_here(page, Judge(body, measures_of(body), list(links_of(page)), ()))[1]


def _record(places: Sequence[Place], blocks: Sequence[Block], at: int) -> range | None:
    """The record of a listing that has this headline, up to where the next one begins."""
    own = next((one for one in places if one.mark.node in _around(blocks[at])), None)
    if own is None:
        return None
    others = {node for one in places if one is not own for node in one.elements}
    container = own.root.getparent()
    end = at + 1
    while end < len(blocks):
        around = _around(blocks[end])
        if container not in around or not others.isdisjoint(around):
            break
        end += 1
    return range(at, end)


def _around(block: Block) -> set[HtmlElement]:
    return {block.node, *block.node.iterancestors()}


def _between_rules(blocks: Sequence[Block], at: int) -> range | None:
    """What stands between two rules under a headline, where another part begins alike."""
    rules = [place for place, block in enumerate(blocks) if block.text in _RULES]
    if not rules:
        return None
    first, *others = (range(one + 1, end) for one, end in pairwise((-1, *rules, len(blocks))))
    kind = _kind(blocks[at])
    # what is around the news stands before the first of them
    heads = [place for place in first if _kind(blocks[place]) == kind][:1]
    parts = [range(head, first.stop) for head in heads] + [part for part in others if part]
    told = [part for part in parts if _kind(blocks[part.start]) == kind and _is_told(blocks, part)]
    own = next((part for part in told if part.start == at), None)
    return own if len(told) > 1 else None


def _is_told(blocks: Sequence[Block], part: range) -> bool:
    """Whether a part has a headline and a text."""
    head = blocks[part.start]
    said = sum(block.size for block in blocks[part.start + 1 : part.stop])
    return head.size <= _HEADLINE and not head.text.endswith(".") and said >= PROSE
