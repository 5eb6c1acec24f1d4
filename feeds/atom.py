"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.characters import clean
from feeds.dates import rfc3339, whole
from feeds.document import add, begin, serialise, tree
from feeds.feed import Entry, Feed

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml"

#: ``updated`` of a feed without entries. Atom demands one and nothing has ever changed; the W3C
#: validator finds years before 1990 implausible.
UNCHANGED = datetime(2000, 1, 1, tzinfo=UTC)

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(feed: Feed) -> bytes:
    """``feed`` as an Atom document: the same bytes for the same feed, always.

    An undated entry has no ``published``, and no ``source`` either, because that would have to tell
    when the publisher's side changed. A feed without entries is `UNCHANGED`. Raises ``ValueError``
    for a time without an offset.
    """
    feed = clean(feed)
    made = begin(feed, feed.name + SUFFIX, MEDIA_TYPE, whole(feed.updated or UNCHANGED))
    made.author(name=feed.title)
    for entry in feed.entries:
        _add(made, entry)
    root = tree(made.atom_str())
    for element, entry in zip(root.iterfind(f"{_ATOM}entry"), feed.entries, strict=True):
        _complete(element, entry)
    return serialise(root)


def _add(made: FeedGenerator, entry: Entry) -> None:
    item = add(made, entry)
    item.updated(whole(entry.updated))
    item.author(name=entry.source, uri=entry.source_url)
    item.contributor([{"name": name} for name in entry.authors])
    if entry.summary:
        item.summary(entry.summary)
    if entry.published is not None:
        item.published(whole(entry.published))
        item.source(url=entry.source_url, title=entry.source)


def _complete(element: etree._Element, entry: Entry) -> None:
    """Add to an entry what feedgen cannot say: its language, its links, all of its source."""
    if entry.language:
        element.set(_LANG, entry.language)
    # feedgen 1.0 writes the address of an entry's link and loses relation and title.
    for link in element.findall(f"{_ATOM}link"):
        element.remove(link)
    for attributes in _links(entry):
        etree.SubElement(element, f"{_ATOM}link", attributes)
    source = element.find(f"{_ATOM}source")
    if source is not None and entry.published is not None:
        # What is known of the publisher's side: where it is, and that it changed at this moment.
        etree.SubElement(source, f"{_ATOM}id").text = entry.source_url
        etree.SubElement(source, f"{_ATOM}updated").text = rfc3339(entry.published)


def _links(entry: Entry) -> Iterator[dict[str, str]]:
    yield {"rel": "alternate", "href": entry.url}
    yield {"rel": "via", "href": entry.url, "title": entry.source}
    for mention in (*entry.reprints, *entry.quotations):
        title = f"{mention.source}: {mention.title}"
        yield {"rel": "related", "href": mention.url, "title": title}
