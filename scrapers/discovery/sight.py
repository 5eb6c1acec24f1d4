"""Sight: what one address of a site turns out to be, and where it leads. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from scrapers import clean, urls
from scrapers.doors import feed, listing, sitemap, wordpress
from scrapers.doors.teaser import Reading
from scrapers.page import Page, Unreadable
from scrapers.source import Source

LINKS = 600
"""Links of a page that are looked at."""
FRAMES = 4
"""Frames of a page that are looked at."""
TEXT = 5_000
"""Characters of a page's text that are kept."""
Kind = Literal["feed", "wordpress", "sitemap", "robots", "page", "nothing"]

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*(?P<to>.+)", re.IGNORECASE)
_SITEMAP_LINE = re.compile(rb"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_XML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<rss|<feed|<rdf|<urlset|<sitemapindex|<!doctype rss)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address, canonical, and the words that lead to it."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What an address turned out to be.

    ``url`` is where the answer came from. ``reading`` is what it shows if it is taken for a door of
    its kind, ``score`` (0 to 1) how surely a page lists news. ``links`` are those of a page,
    ``onward`` its frames and the page that it sends on to, ``feeds`` the feeds that it declares or
    links to by name, ``posts`` its WordPress interface, ``twins`` the same in other languages,
    ``text`` the beginning of its text; ``maps`` are the sitemaps that robots.txt names. ``problem``
    says why there is nothing.
    """

    url: str
    kind: Kind
    reading: Reading = field(default_factory=Reading)
    score: float = 0.0
    links: tuple[Link, ...] = ()
    onward: tuple[str, ...] = ()
    feeds: tuple[Link, ...] = ()
    posts: str | None = None
    twins: tuple[Link, ...] = ()
    maps: tuple[str, ...] = ()
    generator: str = ""
    title: str = ""
    name: str = ""
    language: str = ""
    text: str = ""
    problem: str = ""


def see(body: bytes, url: str, content_type: str, source: Source, now: datetime) -> Sight:
    """What the answer ``body`` from ``url`` is; ``source`` is the one that would own it."""
    if url.endswith("/robots.txt"):
        told = (match.decode("latin-1") for match in _SITEMAP_LINE.findall(body))
        maps = (urls.join(url, address) for address in islice(told, 20))
        return Sight(url, "robots", maps=tuple(filter(None, maps)))
    if body.lstrip()[:1] in (b"[", b"{"):
        reading = wordpress.read(body, url)
        if reading.trouble:
            return Sight(url, "nothing", problem=reading.trouble)
        return Sight(url, "wordpress", reading)
    if _XML.match(body) or body[:2] == b"\x1f\x8b":
        reading = sitemap.read(body, url)
        if reading.trouble != "not-a-sitemap":
            return Sight(url, "sitemap", reading, problem=reading.trouble or "")
    if _XML.match(body) or "xml" in content_type:
        reading = feed.read(body, url, content_type)
        if reading.trouble != "not-a-feed":
            return Sight(url, "feed", reading, problem=reading.trouble or "")
    return _page(body, url, content_type, source, now)


def _page(body: bytes, url: str, content_type: str, source: Source, now: datetime) -> Sight:
    try:
        page = Page.parse(body, url, content_type)
    except Unreadable as unreadable:
        return Sight(url, "nothing", problem=unreadable.reason)
    listed = listing.look(page, source, now)
    title = page.tree.findtext(".//title") or ""
    return Sight(
        url,
        "page",
        listing.as_reading(listed),
        score=listed.score,
        links=tuple(islice(_links(page), LINKS)),
        onward=tuple(islice(dict.fromkeys(_onward(page)), FRAMES)),
        feeds=tuple(_feeds(page)),
        posts=_posts(page),
        twins=tuple(_twins(page)),
        generator=page.meta.get("generator", "")[:100],
        title=clean.line(title)[:200],
        name=clean.line(page.meta.get("og:site_name", ""))[:200],
        language=(page.tree.get("lang") or "")[:2].lower(),
        text="\n".join(line.text for line in page.lines)[:TEXT],
    )


def _links(page: Page) -> Iterator[Link]:
    for node in page.body.iter("a"):
        if address := _address(page, node.get("href")):
            label = str(node.text_content()).strip() or node.get("title") or ""
            label = label or node.get("aria-label") or _picture(node)
            yield Link(address, clean.line(label[:300]))


def _onward(page: Page) -> Iterator[str]:
    """Where a page leads that shows nothing of its own: its refresh, then its frames."""
    for node in page.tree.iter("meta"):
        told = _REFRESH.fullmatch(node.get("content") or "")
        is_refresh = (node.get("http-equiv") or "").strip().lower() == "refresh"
        if is_refresh and told and (address := _address(page, told["to"].strip(" '\""))):
            yield address
    for node in page.tree.iter("frame"):
        if address := _address(page, node.get("src")):
            yield address


def _picture(node: HtmlElement) -> str:
    return next((image.get("alt") or "" for image in node.iter("img")), "")


def _feeds(page: Page) -> Iterator[Link]:
    """Declared feeds, then links that call themselves one."""
    for node in page.tree.iter("link"):
        kind = (node.get("type") or "").split(";")[0].strip().lower()
        declared = "alternate" in (node.get("rel") or "").lower().split() and kind in _FEED_TYPES
        if declared and (address := _address(page, node.get("href"))):
            yield Link(address, clean.line(node.get("title") or ""))
    for node in page.body.iter("a"):
        label = clean.line(str(node.text_content()))[:60] or (node.get("title") or "")
        said = f"{label} {_picture(node)}"
        address = _address(page, node.get("href"))
        if address and re.search(r"\b(?:rss|atom|feed)\b", said, re.IGNORECASE):
            yield Link(address, label)


def _posts(page: Page) -> str | None:
    """The address of the posts of the REST interface that a WordPress page declares."""
    root = page.link("https://api.w.org/")
    joined = urls.join(page.base, root) if root else None
    return f"{joined}wp/v2/posts" if joined else None


def _twins(page: Page) -> Iterator[Link]:
    for node in page.tree.iter("link", "a"):
        language = (node.get("hreflang") or "")[:2].lower()
        if re.fullmatch("[a-z]{2}", language) and (address := _address(page, node.get("href"))):
            yield Link(address, language)


def _address(page: Page, reference: str | None) -> str | None:
    joined = urls.join(page.base, reference) if reference else None
    return urls.canonical(joined) if joined else None
