"""Tables and lists that only arrange a page, told from those that say something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from scrapers.prose.block import PROSE, Block

_MOST = 5000  # elements of a table that are looked at
_LONGEST = 400  # more in one cell is an article, no figure
_TABLE = ("table", "tr", "td", "th", "caption")
_LIST = ("ul", "ol", "li")


def without_layout(blocks: Sequence[Block]) -> None:
    """Take those tables and lists out of the blocks' ``wraps`` that are layout."""
    layout = _tables(blocks) | _lists(blocks)
    for block in blocks:
        if not layout.isdisjoint(block.wraps):
            block.wraps = tuple(wrap for wrap in block.wraps if not _goes(wrap, layout))


def _goes(wrap: HtmlElement, layout: set[HtmlElement]) -> bool:
    if wrap.tag in _TABLE:
        return wrap in layout or next(wrap.iterancestors("table"), None) in layout
    if wrap.tag in _LIST:
        return wrap in layout or wrap.getparent() in layout
    return False


def _tables(blocks: Sequence[Block]) -> set[HtmlElement]:
    tables = {wrap for block in blocks for wrap in block.wraps if wrap.tag == "table"}
    return {table for table in tables if not _tells(table)}


def _tells(table: HtmlElement) -> bool:
    """Whether a table has rows of short cells and no table in it."""
    rows = cells = 0
    for node in islice(table.iterdescendants(), _MOST):
        if node.tag == "table":
            return False
        rows += node.tag == "tr"
        if node.tag in ("td", "th"):
            cells += 1
            if not _is_short(node):
                return False
    return rows > 1 and cells > rows


def _is_short(cell: HtmlElement) -> bool:
    length = 0
    for piece in cell.itertext():
        length += len(piece)
        if length > _LONGEST:
            return False
    return True


def _lists(blocks: Sequence[Block]) -> set[HtmlElement]:
    """Lists with an item in which several paragraphs stand."""
    prose: Counter[HtmlElement] = Counter()
    for block in blocks:
        items = [wrap for wrap in block.wraps if wrap.tag == "li"]
        if items and (block.size >= PROSE or block.is_heading):
            prose.update(items)
    return {item.getparent() for item, count in prose.items() if count > 2}
