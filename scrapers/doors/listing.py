"""The listing door: a page that lists articles, read with the selector of their links."""

from __future__ import annotations

from datetime import datetime

from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from scrapers import clean, urls
from scrapers.doors.teaser import Reading, Teaser
from scrapers.page import Page, Unreadable
from scrapers.source import ListingDoor, Source


def read(
    body: bytes, url: str, content_type: str, door: ListingDoor, source: Source, now: datetime
) -> Reading:
    """What a listing page's body, received from ``url``, shows.

    ``trouble`` is why the page cannot be read (see ``page``), or *no-links* where there is no
    record.
    """
    selector = door.links or "h1 a, h2 a, h3 a, h4 a"
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
