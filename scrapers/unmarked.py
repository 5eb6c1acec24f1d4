"""Headlines that no heading marks up: in an element that is called a title, in large or bold
letters, or merely a short line above the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers import clean
from scrapers.dates import find_moment
from scrapers.names import signed
from scrapers.page import Line, Page

PROSE = 120
"""Characters from which a line is the text, and no headline."""
_NEAR = 6
"""Lines above the text among which its headline stands."""
_MOST = 400
"""Elements that are looked at for emphasis."""
_SHORTEST, _LONGEST = 8, 200
_CALLED = re.compile(
    r"(?:^|[\s_-]|hir|cikk|news)(?:c[ií]m|title|headline|heading|titel|titlu|nadpis|naslov)"
    r"(?:$|[\s_-]|sor)",
    re.IGNORECASE,
)
_NOT_THE_ARTICLE_S = re.compile(
    r"site|box|doboz|menu|modul|widget|sidebar|logo|brand", re.IGNORECASE
)
_EMPHASISED: Callable[[HtmlElement], list[HtmlElement]] = XPath(  # type: ignore[assignment]
    "descendant::*[self::b or self::strong or self::big"
    " or self::font[@size > 3 or starts-with(@size, '+')]"
    " or self::span[contains(@style, 'font-size')]]"
)
_ENDS = (".", ":", ",", ";")


def called_titles(page: Page) -> Iterator[str]:
    """Lines above the text in elements that are called a title, the nearest first."""
    return (line.text for line in _above(page) if _is_called(line))


def emphasised(page: Page) -> Iterator[str]:
    """Lines above the text that are all in large or bold letters, the nearest first."""
    if not (lines := _above(page)):
        return
    nodes = islice(_EMPHASISED(page.body), _MOST)
    set_off = {clean.line(node.text_content()[: _LONGEST * 2]) for node in nodes}
    yield from (line.text for line in lines if line.text in set_off)


def lines_above(page: Page) -> Iterator[str]:
    """Short lines of several words above the text, the nearest first."""
    return (line.text for line in _above(page) if " " in line.text)


def _above(page: Page) -> Sequence[Line]:
    """The lines above the first prose that may be its headline, the nearest first."""
    lines = page.lines
    prose = (at for at, line in enumerate(lines) if len(line.text) >= PROSE and not line.linked)
    first = next(prose, 0)
    near = lines[max(0, first - _NEAR) : first]
    return [line for line in reversed(near) if _may_be(line)]


def _may_be(line: Line) -> bool:
    text = line.text
    if line.linked or not _SHORTEST <= len(text) <= _LONGEST or text.endswith(_ENDS):
        return False
    return not signed(text) and find_moment(text) is None


def _is_called(line: Line) -> bool:
    near = [] if line.node is None else [line.node, *islice(line.node.iterancestors(), 1)]
    names = " ".join(f"{node.get('class') or ''} {node.get('id') or ''}" for node in near)
    return bool(_CALLED.search(names)) and not _NOT_THE_ARTICLE_S.search(names)
