"""The listing door: a page that lists articles, its records inferred or their links selected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from lxml.html import HtmlElement
from parsel.csstranslator import HTMLTranslator

from scrapers import clean, urls, wrapper
from scrapers.article import Article, Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.extract import extract
from scrapers.page import Page, Unreadable
from scrapers.records.record import Record
from scrapers.records.trust import are_publications, is_of_events
from scrapers.source import ListingDoor, Source


def read(
    body: bytes, url: str, content_type: str, door: ListingDoor, source: Source, now: datetime
) -> Reading:
    """What a listing page's body, received from ``url``, shows.

    ``trouble`` is why the page cannot be read (see ``page``), *no-links* where there is no record,
    or *too-many-links* where only the first ``marks.MOST`` were looked at.
    """
    try:
        page = Page.parse(body, url, content_type)
    except Unreadable as unreadable:
        return Reading(trouble=unreadable.reason)
    if door.links is not None:
        return _selected(page, door.links)
    return as_reading(look(page, source, now))


def _selected(page: Page, selector: str) -> Reading:
    found: dict[str, Teaser] = {}
    for node in page.tree.xpath(HTMLTranslator().css_to_xpath(selector)):
        teaser = _teaser(node, page.base)
        # of several links to one article the one with words in it tells its title
        if teaser is None or teaser.url == urls.canonical(page.url):
            continue
        if not (teaser.url in found and found[teaser.url].title):
            found[teaser.url] = teaser
    return Reading(tuple(found.values()), None if found else "no-links")


def _teaser(node: HtmlElement, base: str) -> Teaser | None:
    joined = urls.join(base, node.get("href") or "") if node.get("href") else None
    address = urls.canonical(joined) if joined else None
    return Teaser(address, clean.line(str(node.text_content()))) if address else None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a listing page shows to somebody who does not know it.

    ``links`` are the records with a page of their own, with the dates beside them whatever they
    mean; ``trusted`` says that these are dates of publication. ``score`` is that of
    ``wrapper.Listing``. The rest is as in ``Reading``.
    """

    score: float
    links: tuple[Record, ...] = ()
    articles: tuple[Article, ...] = ()
    older: tuple[str, ...] = ()
    trusted: bool = False
    nameless: int = 0
    trouble: str | None = None


def look(page: Page, source: Source, now: datetime) -> Shown:
    """What ``page``, a page of ``source``, lists; ``trouble`` as in ``read``."""
    listing = wrapper.infer(page, languages=source.languages)
    if listing.score < wrapper.UNSURE:
        return Shown(listing.score, trouble="no-links")
    links = tuple(one for one in listing.records if one.url is not None)
    articles = tuple(_articles(page, listing.records, source, now))
    return Shown(
        listing.score,
        links,
        articles,
        listing.older,
        trusted=are_publications(listing.records, page, now),
        nameless=len(listing.records) - len(links) - len(articles),
        trouble="too-many-links" if listing.cut else None,
    )


def as_reading(shown: Shown) -> Reading:
    """The same as a crawl needs it."""
    teasers = tuple(_announced(one, trusted=shown.trusted) for one in shown.links)
    return Reading(teasers, shown.trouble, shown.nameless, shown.articles, shown.older)


def _announced(record: Record, *, trusted: bool) -> Teaser:
    published = record.published if trusted else None
    return Teaser(record.url or "", record.title, record.summary, published=published)


def _articles(
    page: Page, records: Sequence[Record], source: Source, now: datetime
) -> Iterator[Article]:
    """The news told on the page, read as if each had a page of its own."""
    events = is_of_events(page)
    for record in records:
        if record.url is not None:
            continue
        published = None if events else record.published
        try:
            yield _article(page, record, published, source, now)
        except Unreadable:
            continue


def _article(
    page: Page, record: Record, published: Published | None, source: Source, now: datetime
) -> Article:
    head = f'<head><base href="{escape(page.base)}"></head>'
    told = f"<article><h1>{escape(record.title)}</h1>{record.html}</article>"
    html = f'<html lang="{escape(page.tree.get("lang") or "")}">{head}<body>{told}</body></html>'
    own = Page.parse(html.encode("utf-8", "replace"), page.url, "text/html; charset=utf-8")
    address = f"{urls.canonical(page.url) or page.url}#{record.fragment}"
    teaser = Teaser(address, record.title, published=published)
    return replace(extract(own, source, now, teaser), url=address)
