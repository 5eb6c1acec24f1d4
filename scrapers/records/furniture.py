"""What surrounds the content of a page: menus, side boxes, footers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from lxml.html import HtmlElement

from scrapers.records.measure import HEADINGS, Measure
from scrapers.records.words import means_related

_TAGS = {"nav", "footer", "aside", "header", "menu"}
_ROLES = {"navigation", "contentinfo", "complementary", "banner", "search", "menu"}
_CALLED = {
    *("nav", "navbar", "navigation", "menu", "submenu", "topmenu", "mainmenu", "menubar"),
    *("sidebar", "side", "sidemenu", "footer", "foot", "breadcrumb", "breadcrumbs", "pathway"),
    *("tagcloud", "tags", "cloud", "social", "share", "sharing", "pager", "pagination"),
    *("related", "popular", "recent", "cookie", "cookies", "lang", "languages", "language"),
    *("sponsor", "sponsors", "partner", "partners", "calendar", "login"),
    *("oldalsav", "lablec", "menü", "fejlec", "legolvasottabb", "kapcsolodo", "partnerek"),
}
_NAMES = re.compile(r"[A-Za-z\u00c0-\u017f]+")
_MOST = 0.45  # what holds more of a page's text is no furniture, whatever it is called


class Furniture:
    """The furniture of one page."""

    def __init__(self, body: HtmlElement, measures: Mapping[HtmlElement, Measure]) -> None:
        self._measures = measures
        self._all = max(1, measures[body].text)
        self._known: dict[HtmlElement, bool] = {}

    def holds(self, container: HtmlElement) -> bool:
        """Whether a list in this element is a part of the furniture."""
        if container not in self._known:
            self._known[container] = _is_headed_as_related(container) or any(
                _is_named(one) and self._measures[one].text < self._all * _MOST
                for one in (container, *container.iterancestors())
                if one.tag not in ("body", "html")
            )
        return self._known[container]


def _is_headed_as_related(container: HtmlElement) -> bool:
    """Whether the heading of a list, before it or first in it, is that of other articles."""
    before = container.getprevious()
    heads = [*islice(container, 2), *([] if before is None else [before])]
    return any(one.tag in HEADINGS and means_related(str(one.text_content())) for one in heads)


def _is_named(node: HtmlElement) -> bool:
    """Whether an element is named as what surrounds the content of a page."""
    if node.tag in _TAGS or (node.get("role") or "").lower() in _ROLES:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return any(name.lower() in _CALLED for name in _NAMES.findall(names))
