"""The sitemap door: sitemaps, news sitemaps and sitemap indexes (sitemaps.org) into teasers."""

from __future__ import annotations

import zlib
from datetime import tzinfo
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from scrapers import clean, dates, urls
from scrapers.article import BUDAPEST, Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.doors.xml import declares_entities

LARGEST = 8 * 1024 * 1024
"""Bytes of a sitemap once it is unpacked."""
MOST = 2_000
"""Addresses beyond this many, the newest first where they tell their age, are left out."""
PARTS = 20
"""Parts of an index that are asked for, the newest first."""

_KINDS = ("urlset", "sitemapindex")
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read(body: bytes, url: str, under: str | None = None, zone: tzinfo = BUDAPEST) -> Reading:
    """The teasers of a sitemap's body (plain or gzip), received from ``url``.

    Only addresses that begin with ``under``, the address of a section, are taken; times without a
    zone are in ``zone``. Of an index the parts are ``older``. ``trouble`` is *not-a-sitemap*,
    *entities* or *too-large*.
    """
    if body[:2] == b"\x1f\x8b":
        body = unpacked(body)
        if len(body) > LARGEST:
            return Reading(trouble="too-large")
    if declares_entities(body):
        return Reading(trouble="entities")
    try:
        kind, entries = _entries(body)
    except (etree.XMLSyntaxError, ValueError):
        kind, entries = "", []
    if kind not in _KINDS:
        return Reading(trouble="not-a-sitemap")
    entries.sort(key=lambda entry: entry.changed, reverse=True)
    if kind == "sitemapindex":
        parts = (urls.join(url, entry.address) for entry in entries if entry.address)
        undated = not all(entry.changed for entry in entries)
        return Reading(older=tuple(dict.fromkeys(filter(None, parts)))[:PARTS], undated=undated)
    teasers: dict[str, Teaser] = {}
    for entry in entries:
        teaser = _teaser(entry, url, zone)
        if teaser and _is_under(teaser.url, under):
            teasers.setdefault(teaser.url, teaser)
        if len(teasers) == MOST:
            break
    nameless = sum(1 for entry in entries if not entry.address)
    return Reading(tuple(teasers.values()), nameless=nameless)


class _Entry(NamedTuple):
    address: str
    changed: str
    title: str
    published: str


def _entries(body: bytes) -> tuple[str, list[_Entry]]:
    """The name of the outermost element, and the entries in it; no tree is kept of them."""
    kind, entries = "", []
    reading = etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        **{"resolve_entities": False, "no_network": True, "load_dtd": False},
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    depth = 0
    for event, node in reading:
        depth += 1 if event == "start" else -1
        if not kind:
            kind = etree.QName(node).localname
            if kind not in _KINDS:
                break
        if event == "end" and depth == 1:
            entries.append(_entry(node))
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
    return kind, entries


def _entry(node: etree._Element) -> _Entry:
    found = {
        "address": _child(node, "loc"),
        "changed": _child(node, "lastmod"),
        "title": _news(node, "title"),
        "published": _news(node, "publication_date"),
    }
    return _Entry(**found)


def unpacked(body: bytes) -> bytes:
    """A gzipped body as far as it is allowed to go: one byte beyond ``LARGEST``."""
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST + 1)
    except zlib.error:
        return b""


def _is_under(address: str, under: str | None) -> bool:
    return under is None or urls.is_under(address, under)


def _teaser(entry: _Entry, base: str, zone: tzinfo) -> Teaser | None:
    joined = urls.join(base, entry.address) if entry.address else None
    address = urls.canonical(joined) if joined else None
    if address is None:
        return None
    return Teaser(
        url=address,
        title=clean.line(entry.title),
        updated=clean.line(entry.changed),
        published=_published(entry.published, zone),
    )


def _published(text: str, zone: tzinfo) -> Published | None:
    moment = dates.machine_moment(text, zone)
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
