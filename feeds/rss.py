"""RSS 2.0, after the RSS Advisory Board's specification and best-practices profile."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from html import escape

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.characters import clean
from feeds.dates import rfc822
from feeds.document import HISTORY, NEVER, add, begin, hexadecimal, links
from feeds.feed import Attachment, Entry, Feed
from feeds.media import MEDIA, medium

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"

_DC = "http://purl.org/dc/elements/1.1/"
_NAMESPACES = {"dc": _DC, "media": MEDIA}
_CREATOR, _LANGUAGE = f"{{{_DC}}}creator", f"{{{_DC}}}language"
_CONTENT, _TITLE = f"{{{MEDIA}}}content", f"{{{MEDIA}}}title"
_LINK = "{http://www.w3.org/2005/Atom}link"
# feedgen writes these itself
_OF_FEEDGEN = frozenset(("self", "alternate"))


def render(feed: Feed) -> bytes:
    """``feed`` as an RSS 2.0 document: the same bytes for the same feed, always.

    An undated entry has no ``pubDate``, a feed without entries no ``lastBuildDate``; a feed without
    a base has no links, and its id stands for the ``link`` that a channel must have. Of the
    attachments whose length and type are known the first is the item's one ``enclosure``, all
    others are ``media:content``. Raises ``ValueError`` for a time without an offset.
    """
    feed = clean(feed)
    namespaces = _NAMESPACES | (HISTORY if feed.is_archive else {})
    made = begin(feed, NEVER, namespaces, partial(_complete_channel, feed))
    # The last link is the one that reaches the channel.
    made.link([*links(feed, SUFFIX, MEDIA_TYPE)] or {"href": feed.id})
    for entry in feed.entries:
        _add(made, entry, feed)
    xml: bytes = made.rss_str(pretty=True)
    return hexadecimal(xml)


def _complete_channel(feed: Feed, root: etree._Element) -> None:
    (channel,) = root
    if feed.updated is not None:
        etree.SubElement(channel, "lastBuildDate").text = rfc822(feed.updated)
    for link in links(feed, SUFFIX, MEDIA_TYPE):
        if link["rel"] not in _OF_FEEDGEN:
            etree.SubElement(channel, _LINK, link)
    if feed.is_archive:
        etree.SubElement(channel, f"{{{HISTORY['fh']}}}archive")


def _add(made: FeedGenerator, entry: Entry, feed: Feed) -> None:
    item = add(made, entry, partial(_complete_item, feed, entry))
    if entry.url:
        item.link(href=entry.url)
    if entry.summary:
        # The one element of an item that readers take for HTML.
        item.description(escape(entry.summary, quote=False), isSummary=True)
    item.source(url=entry.source_url, title=entry.source)


def _complete_item(feed: Feed, entry: Entry, item: etree._Element) -> None:
    # RSS wants an address of its authors; feedgen drops those without.
    for author in entry.authors or (entry.source,):
        etree.SubElement(item, _CREATOR).text = author
    if entry.language and entry.language != feed.language:
        etree.SubElement(item, _LANGUAGE).text = entry.language
    if entry.published is not None:
        # feedgen would switch the locale of the process for it.
        etree.SubElement(item, "pubDate").text = rfc822(entry.published)
    enclosure = next((one for one in entry.attachments if one.type and one.length), None)
    if enclosure is not None:
        etree.SubElement(item, "enclosure", _enclosure(enclosure))
    if entry.image is not None:
        etree.SubElement(item, _CONTENT, url=entry.image, medium="image")
    _add_media(item, (one for one in entry.attachments if one is not enclosure))


def _enclosure(attachment: Attachment) -> dict[str, str]:
    return {
        "url": attachment.url,
        "length": str(attachment.length),
        "type": attachment.type or "",
    }


def _add_media(item: etree._Element, attachments: Iterable[Attachment]) -> None:
    for one in attachments:
        told = {"url": one.url, "medium": medium(one.type)}
        if one.type is not None:
            told["type"] = one.type
        if one.length is not None:
            told["fileSize"] = str(one.length)
        content = etree.SubElement(item, _CONTENT, told)
        if one.title:
            etree.SubElement(content, _TITLE, type="plain").text = one.title
