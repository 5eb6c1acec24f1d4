"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from html import escape

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.characters import clean
from feeds.dates import rfc3339, whole
from feeds.document import HISTORY, add, begin, hexadecimal, links
from feeds.feed import Attachment, Entry, Feed
from feeds.media import MEDIA

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"

#: ``updated`` of a feed without entries. Atom demands one and nothing has ever changed; the W3C
#: validator finds years before 1990 implausible.
UNCHANGED = datetime(2000, 1, 1, tzinfo=UTC)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {"media": MEDIA}


def render(feed: Feed) -> bytes:
    """``feed`` as an Atom document: the same bytes for the same feed, always.

    An undated entry has no ``published``, and no ``source`` either, because that would have to tell
    when the publisher's side changed. A feed without entries is `UNCHANGED`. Raises ``ValueError``
    for a time without an offset.
    """
    feed = clean(feed)
    namespaces = _NAMESPACES | (HISTORY if feed.is_archive else {})
    updated = whole(feed.updated or UNCHANGED)
    made = begin(feed, updated, namespaces, partial(_complete_feed, feed))
    made.link([*links(feed, SUFFIX, MEDIA_TYPE)])
    made.author(name=feed.title)
    for entry in feed.entries:
        _add(made, entry)
    xml: bytes = made.atom_str(pretty=True)
    return hexadecimal(xml)


def _complete_feed(feed: Feed, root: etree._Element) -> None:
    if feed.is_archive:
        etree.SubElement(root, f"{{{HISTORY['fh']}}}archive")


def _add(made: FeedGenerator, entry: Entry) -> None:
    item = add(made, entry, partial(_complete_entry, entry))
    item.updated(whole(entry.updated))
    item.author(name=entry.source, uri=entry.source_url)
    item.contributor([{"name": name} for name in entry.authors])
    if entry.summary:
        item.summary(entry.summary)
    if entry.url and not entry.content_html:
        # feedgen wants to see that there is one of the two
        item.link(href=entry.url)
    elif not entry.content_html:
        # There must be a content where there is no alternate link (RFC 4287, section 4.1.2).
        item.content(escape(entry.title, quote=False), type="html")
    if entry.published is not None:
        item.published(whole(entry.published))
        item.source(url=entry.source_url, title=entry.source)


# feedgen keeps Atom's own elements outside any namespace until it writes them.
def _complete_entry(entry: Entry, element: etree._Element) -> None:
    if entry.language:
        element.set(_LANG, entry.language)
    # feedgen 1.0 writes the address of an entry's link and loses relation and title.
    for incomplete in element.findall("link"):
        element.remove(incomplete)
    for attributes in _links(entry):
        etree.SubElement(element, "link", attributes)
    source = element.find("source")
    if source is not None and entry.published is not None:
        # What is known of the publisher's side: where it is, and that it changed at this moment.
        etree.SubElement(source, "id").text = entry.source_url
        etree.SubElement(source, "updated").text = rfc3339(entry.published)
    if entry.image is not None:
        etree.SubElement(element, f"{{{MEDIA}}}content", url=entry.image, medium="image")


def _links(entry: Entry) -> Iterator[dict[str, str]]:
    if entry.url:
        yield {"rel": "alternate", "href": entry.url}
        yield {"rel": "via", "href": entry.url, "title": entry.source}
    for mention in (*entry.reprints, *entry.quotations):
        title = f"{mention.source}: {mention.title}"
        yield {"rel": "related", "href": mention.url, "title": title}
    for attachment in entry.attachments:
        yield _enclosure(attachment)


def _enclosure(attachment: Attachment) -> dict[str, str]:
    link = {"rel": "enclosure", "href": attachment.url}
    if attachment.type is not None:
        link["type"] = attachment.type
    if attachment.length is not None:
        link["length"] = str(attachment.length)
    if attachment.title:
        link["title"] = attachment.title
    return link
