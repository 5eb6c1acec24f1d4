"""The XML document that RSS and Atom share: feedgen with its traps shut.

feedgen 1.0 stamps the clock on all that is given no time, puts new entries first, takes the last
link as the channel's and switches the locale of the whole process to write an RSS date. What it
cannot say, the two renderers add to the tree that `tree` reads back from it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from feedgen.entry import FeedEntry  # type: ignore[import-untyped]
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.feed import Entry, Feed

GENERATOR = "klaszterhirek"

_REFERENCES = ((b"&amp;", b"&#x26;"), (b"&lt;", b"&#x3C;"), (b"&gt;", b"&#x3E;"))


class _Never(datetime):
    """A moment that feedgen takes for none: the clock it stamps can be replaced, not removed."""

    def __bool__(self) -> bool:
        return False


NEVER: datetime = _Never(1970, 1, 1, tzinfo=UTC)


def begin(feed: Feed, name: str, media_type: str, updated: datetime) -> FeedGenerator:
    """A feedgen feed with the head of ``feed`` and no entries yet.

    ``updated`` is the moment feedgen is to write, `NEVER` for none. Self and alternate links are
    there if ``feed`` has a base; ``name`` and ``media_type`` are those of the file to be.
    """
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.description(feed.description)
    made.language(feed.language)
    made.generator(GENERATOR)
    made.updated(updated)
    if feed.base is not None:
        made.link(href=feed.base + name, rel="self", type=media_type)
        # The last link is the one that reaches the RSS channel.
        made.link(href=feed.base, rel="alternate", type="text/html")
    return made


def add(made: FeedGenerator, entry: Entry) -> FeedEntry:
    """Append ``entry`` to ``made`` and return feedgen's form of it, for a format to complete."""
    item = made.add_entry(order="append")
    item.id(entry.id)
    item.title(entry.title)
    item.link(href=entry.url)
    if entry.content_html:
        item.content(entry.content_html, type="html")
    return item


def tree(xml: bytes) -> etree._Element:
    """The root element of a document that feedgen wrote; texts of any length."""
    return etree.fromstring(xml, etree.XMLParser(huge_tree=True))


def serialise(root: etree._Element) -> bytes:
    """``root`` as UTF-8 with a declaration, an element a line, escapes in hexadecimal.

    To XML ``&#x26;`` and ``&amp;`` are one; readers that guess whether a plain title hides HTML
    fare best with the former (RSS Advisory Board profile, "Character Data"), and the W3C validator
    warns of the latter.
    """
    xml: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    for named, hexadecimal in _REFERENCES:
        xml = xml.replace(named, hexadecimal)
    return xml
