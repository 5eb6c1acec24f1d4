"""RSS 2.0, after the RSS Advisory Board's specification and best-practices profile."""

from __future__ import annotations

from html import escape

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.characters import clean
from feeds.dates import rfc822
from feeds.document import NEVER, add, begin, serialise, tree
from feeds.feed import Entry, Feed

SUFFIX = ".rss"
MEDIA_TYPE = "application/rss+xml"


def render(feed: Feed) -> bytes:
    """``feed`` as an RSS 2.0 document: the same bytes for the same feed, always.

    An undated entry has no ``pubDate``, a feed without entries no ``lastBuildDate``; a feed without
    a base has no self link, and its id stands for the ``link`` that a channel must have. Raises
    ``ValueError`` for a time without an offset.
    """
    feed = clean(feed)
    made = begin(feed, feed.name + SUFFIX, MEDIA_TYPE, NEVER)
    if feed.base is None:
        made.link(href=feed.id)
    made.load_extension("dc", atom=False)
    for entry in feed.entries:
        _add(made, entry)
    root = tree(made.rss_str())
    _date(root[0], feed)
    return serialise(root)


def _add(made: FeedGenerator, entry: Entry) -> None:
    item = add(made, entry)
    if entry.summary:
        # The one element of an item that readers take for HTML.
        item.description(escape(entry.summary, quote=False), isSummary=True)
    # RSS wants an address of its authors; feedgen drops those without.
    item.dc.dc_creator(list(entry.authors) or [entry.source])
    item.source(url=entry.source_url, title=entry.source)


def _date(channel: etree._Element, feed: Feed) -> None:
    """Write the dates of the channel and its items: feedgen would switch the locale for each."""
    if feed.updated is not None:
        built = etree.Element("lastBuildDate")
        built.text = rfc822(feed.updated)
        channel.insert(_first_item(channel), built)
    for item, entry in zip(channel.iterfind("item"), feed.entries, strict=True):
        if entry.published is not None:
            etree.SubElement(item, "pubDate").text = rfc822(entry.published)


def _first_item(channel: etree._Element) -> int:
    """The place in ``channel`` where its metadata end: the profile wants the items after them."""
    return len(channel) - len(channel.findall("item"))
