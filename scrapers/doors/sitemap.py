"""The sitemap door: sitemaps, news sitemaps and sitemap indexes (sitemaps.org) into teasers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from lxml import etree

from scrapers import clean, dates, urls
from scrapers.article import Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.doors.xml import declares_entities

LARGEST = 16 * 1024 * 1024
"""Bytes of a sitemap once it is unpacked."""
MOST = 2_000
"""Addresses beyond this many, the newest first where they tell their age, are left out."""
PARTS = 20
"""Parts of an index that are asked for, the newest first."""

_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read(body: bytes, url: str, under: str | None = None) -> Reading:
    """The teasers of a sitemap's body (plain or gzip), received from ``url``.

    Only addresses that begin with ``under``, the address of a section, are taken. Of an index the
    parts are ``older``. ``trouble`` is *not-a-sitemap*, *entities* or *too-large*.
    """
    if body[:2] == b"\x1f\x8b":
        body = unpacked(body)
        if len(body) > LARGEST:
            return Reading(trouble="too-large")
    if declares_entities(body):
        return Reading(trouble="entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = etree.QName(root).localname if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        return Reading(trouble="not-a-sitemap")
    entries = sorted(root, key=lambda entry: _child(entry, "lastmod"), reverse=True)
    if kind == "sitemapindex":
        parts = (urls.join(url, _child(entry, "loc")) for entry in entries)
        return Reading(older=tuple(filter(None, parts))[:PARTS])
    teasers = {one.url: one for one in _teasers(entries, url) if _is_under(one.url, under)}
    nameless = sum(1 for entry in entries if not _child(entry, "loc"))
    return Reading(tuple(teasers.values())[:MOST], nameless=nameless)


def unpacked(body: bytes) -> bytes:
    """A gzipped body as far as it is allowed to go: one byte beyond ``LARGEST``."""
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST + 1)
    except zlib.error:
        return b""


def _is_under(address: str, under: str | None) -> bool:
    return under is None or urls.is_under(address, under)


def _teasers(entries: list[etree._Element], base: str) -> Iterator[Teaser]:
    for entry in entries:
        joined = urls.join(base, _child(entry, "loc")) if _child(entry, "loc") else None
        address = urls.canonical(joined) if joined else None
        if address is None:
            continue
        yield Teaser(
            url=address,
            title=clean.line(_news(entry, "title")),
            updated=_child(entry, "lastmod"),
            published=_published(_news(entry, "publication_date")),
        )


def _published(text: str) -> Published | None:
    moment = dates.machine_moment(text)
    return Published(moment.at, moment.precision, "feed", moment.text) if moment else None


def _child(entry: etree._Element, name: str) -> str:
    """The text of the child with this local name: many sitemaps get the namespace wrong."""
    for child in entry:
        if isinstance(child.tag, str) and etree.QName(child).localname == name:
            return (child.text or "").strip()
    return ""


def _news(entry: etree._Element, name: str) -> str:
    found = entry.find(f"{_NEWS}news/{_NEWS}{name}")
    return (found.text or "").strip() if found is not None else ""
