"""The listing door: a page that lists articles, read with the selector of their links."""

from __future__ import annotations

from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from scrapers import clean, urls
from scrapers.doors.teaser import Reading, Teaser
from scrapers.page import Page, Unreadable


def read(body: bytes, url: str, content_type: str, selector: str) -> Reading:
    """The teasers of a listing page's body, received from ``url``.

    ``selector`` is the CSS selector of the links, checked before (see ``source``). ``trouble`` is
    why the page cannot be read (see ``page``), or *no-links* where the selector finds none.
    """
    try:
        page = Page.parse(body, url, content_type)
    except Unreadable as unreadable:
        return Reading(trouble=unreadable.reason)
    found: dict[str, Teaser] = {}
    for node in page.tree.xpath(HTMLTranslator().css_to_xpath(selector)):
        teaser = _teaser(node, page.base)
        # of several links to one article the one with words in it tells its title
        if teaser is None or teaser.url == urls.canonical(url):
            continue
        if not (teaser.url in found and found[teaser.url].title):
            found[teaser.url] = teaser
    return Reading(tuple(found.values()), None if found else "no-links")


def _teaser(node: HtmlElement, base: str) -> Teaser | None:
    joined = urls.join(base, node.get("href") or "") if node.get("href") else None
    address = urls.canonical(joined) if joined else None
    return Teaser(address, clean.line(str(node.text_content()))) if address else None
