"""Which parts of a page tell of other articles: records of lists, comments, named boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from lxml.html import HtmlElement

_FURNITURE = ("nav", "footer", "header")
_WITHIN = ("article", "main")
# names that elements around other articles and readers' words have
_BOX = re.compile(
    r"comment|komment|hozz[aá]sz[oó]l|disqus|related|kapcsol[oó]d|recommend|ajanl|similar|sidebar"
    r"|oldals[aá]v|popular|trending|most-?read|newsticker|latest|recent|teaser-?list|breaking"
    r"|masthead|topbar|top-bar|weather|nameday|navbar|breadcrumb|cookie",
    re.IGNORECASE,
)
_RECORDS = 3
_TITLE = 20
"""Letters from which a link may be the title of an article; dates have fewer."""


class Records:
    """The elements of a page's body that tell of others; ``own`` are those around the article."""

    def __init__(self, body: HtmlElement, own: Collection[HtmlElement]) -> None:
        self._body, self._own = body, own
        self._titled: dict[HtmlElement, bool] = {}
        self._alike: dict[HtmlElement, Counter[tuple[object, ...]]] = {}

    def hold(self, chain: list[HtmlElement], *, named: bool) -> bool:
        """Whether an element of ``chain``, from a line outwards, tells of something else.

        With ``named`` it may be called so, too.
        """
        for at, one in enumerate(chain):
            if one in self._own or one is self._body:
                return False
            if self._is_record(one) or _is_furniture(one, chain[at:]):
                return True
            if named and (one.tag == "aside" or _BOX.search(_names(one))):
                return True
        return False

    def _is_record(self, node: HtmlElement) -> bool:
        """Whether an element is one of several alike that each lead to something with a title."""
        if node.tag == "blockquote":
            return True
        if node.tag == "a":
            return self._leads_to_a_title(node)
        parent = node.getparent()
        if parent is None or not self._leads_to_a_title(node):
            return False
        if parent not in self._alike:
            self._alike[parent] = Counter(
                _kind(one) for one in parent if self._leads_to_a_title(one)
            )
        return self._alike[parent][_kind(node)] >= _RECORDS

    def _leads_to_a_title(self, node: HtmlElement) -> bool:
        if node not in self._titled:
            if node.tag == "a":
                self._titled[node] = sum(map(str.isalpha, str(node.text_content()))) >= _TITLE
            else:
                self._titled[node] = any(map(self._leads_to_a_title, node.iter("a")))
        return self._titled[node]


def _is_furniture(node: HtmlElement, chain: list[HtmlElement]) -> bool:
    """Whether an element is the page's header, menu or footer; an article may have its own."""
    return node.tag in _FURNITURE and not any(one.tag in _WITHIN for one in chain)


def _kind(node: HtmlElement) -> tuple[object, ...]:
    return node.tag, node.get("class")


def _names(node: HtmlElement) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"
