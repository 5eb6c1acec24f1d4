"""The blocks of a text as HTML: paragraphs, and the lists, tables, quotations they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

from lxml.html import HtmlElement

from scrapers.prose.block import Block
from scrapers.prose.pictures import pictures_of

_LEVELS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_KEPT = {"ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "figure", "figcaption"}
_MOST = 9  # pictures of a figure that are looked at
_BARE = {"li", "td", "th", "figcaption"}


def html_of(blocks: Sequence[Block], base: str) -> str:
    """The blocks as HTML, which is still to be made safe; figures get their pictures."""
    return "".join(_pieces(blocks, base))


def _pieces(blocks: Sequence[Block], base: str) -> Iterator[str]:
    open_: list[HtmlElement] = []
    last: HtmlElement | None = None
    for block in blocks:
        wraps = [wrap for wrap in block.wraps if wrap.tag in _KEPT]
        shared = _shared(open_, wraps)
        yield from (f"</{wrap.tag}>" for wrap in reversed(open_[shared:]))
        yield from (_opened(wrap, base) for wrap in wraps[shared:])
        if block.node.tag in _BARE and block.node is last:
            yield "<br>"
        yield _paragraph(block)
        open_, last = wraps, block.node
    yield from (f"</{wrap.tag}>" for wrap in reversed(open_))


def _shared(one: Sequence[HtmlElement], other: Sequence[HtmlElement]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a is not b), min(len(one), len(other)))


def _opened(wrap: HtmlElement, base: str) -> str:
    if wrap.tag != "figure":
        return f"<{wrap.tag}>"
    shown = pictures_of(islice(wrap.iter("img"), _MOST), base)
    return "<figure>" + "".join(f'<img src="{escape(address)}">' for address in shown[:1])


def _paragraph(block: Block) -> str:
    if block.node.tag in _BARE and block.node in block.wraps:
        return block.html
    name = _LEVELS.get(block.node.tag, "p")
    return f"<{name}>{block.html}</{name}>"
