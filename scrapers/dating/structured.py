"""The dates that a page tells machines: JSON-LD, meta elements, microdata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from lxml.html import HtmlElement

from scrapers import clean, dates
from scrapers.dating.reader import meant_in
from scrapers.page import Page

_SIGNS = re.compile(r"[\W_]+")
_META = (
    *("articlepublishedtime", "ogpublishedtime", "ogarticlepublishedtime", "datepublished"),
    *("publishdate", "pubdate", "dcdate", "dcdateissued", "dctermscreated", "datecreated"),
    *("dctermsdate", "dctermsissued", "parselypubdate", "sailthrudate", "cxenseparsetime"),
    *("articlepublished", "publicationdate", "date", "publishedat"),
)
"""Names of meta elements, without the signs that everybody writes otherwise."""
_MOST = 20
_PAGES = ("WebPage", "ItemPage")
_MICRODATA = (
    '//@itemprop[. = "datePublished"]'
    "/parent::*[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
)


def structured(
    page: Page, title: str, languages: Sequence[str], zone: tzinfo
) -> Iterator[tuple[str, dates.Moment]]:
    """What a page tells machines of its publication, and where, the surest first."""
    for found, told in _told(page, title):
        moment = dates.machine_moment(told) or dates.find_moment(told, languages)
        if moment:
            yield found, meant_in(zone, moment)


def _told(page: Page, title: str) -> Iterator[tuple[str, str]]:
    for node in page.articles:
        yield "json-ld", str(node.get("datePublished") or "")
    meta = {_SIGNS.sub("", name): content for name, content in reversed([*page.meta.items()])}
    yield from (("meta", meta[name]) for name in _META if name in meta)
    for node in page.tree.xpath(_MICRODATA)[:_MOST]:
        if not _is_of_another(node, title):
            yield "microdata", node.get("datetime") or node.get("content") or ""
    for node in page.json_ld:
        # a page that is no article for its makers may tell when it appeared, nevertheless
        if node.get("@type") in _PAGES:
            yield "json-ld", str(node.get("datePublished") or "")


def _is_of_another(node: HtmlElement, title: str) -> bool:
    """Whether microdata belong to something that does not have the title: a box of other news."""
    scopes = (one for one in node.iterancestors() if one.get("itemscope") is not None)
    if (scope := next(scopes, None)) is None:
        return False
    told = " ".join((str(scope.text_content()), *scope.xpath(".//meta/@content")))
    return title.casefold() not in clean.line(told).casefold()
