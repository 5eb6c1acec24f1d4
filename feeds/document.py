"""The XML document that RSS and Atom share: feedgen with its traps shut.

feedgen 1.0 stamps the clock on all that is given no time, puts new entries first, takes the last
link as the channel's and switches the locale of the whole process to write an RSS date. What it
cannot say the two renderers add through an extension while it builds the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from feedgen.entry import FeedEntry  # type: ignore[import-untyped]
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree

from feeds.feed import PAGE_SUFFIX, Entry, Feed

GENERATOR = "klaszterhirek"
#: Namespace of RFC 5005, by its prefix.
HISTORY = {"fh": "http://purl.org/syndication/history/1.0"}

_REFERENCES = ((b"&amp;", b"&#x26;"), (b"&lt;", b"&#x3C;"), (b"&gt;", b"&#x3E;"))


class _Never(datetime):
    """A moment that feedgen takes for none: the clock it stamps can be replaced, not removed."""

    def __bool__(self) -> bool:
        return False


NEVER: datetime = _Never(1970, 1, 1, tzinfo=UTC)

Complete = Callable[[etree._Element], None]
"""Adds to an element that feedgen has made what feedgen cannot say."""


class _Completion:
    """The feedgen extension of a root, before there are entries, or of an entry: a `Complete`."""

    def __init__(self) -> None:
        self.complete: Complete = lambda element: None
        self.namespaces: Mapping[str, str] = {}

    def extend_ns(self) -> Mapping[str, str]:
        return self.namespaces

    def extend_rss(self, element: etree._Element) -> None:
        self.complete(element)

    extend_atom = extend_rss


def begin(
    feed: Feed, updated: datetime, namespaces: Mapping[str, str], complete: Complete
) -> FeedGenerator:
    """A feedgen feed with the head of ``feed``, but no links and no entries yet.

    ``updated`` is the moment feedgen is to write, `NEVER` for none; ``complete`` gets the root
    element, and may use the prefixes in ``namespaces``.
    """
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.description(feed.description)
    made.language(feed.language)
    made.generator(GENERATOR)
    made.updated(updated)
    made.register_extension("completion", _Completion, _Completion)
    made.completion.complete = complete
    made.completion.namespaces = namespaces
    return made


def add(made: FeedGenerator, entry: Entry, complete: Complete) -> FeedEntry:
    """Append ``entry`` to ``made`` and return feedgen's form of it, without links and dates yet.

    ``complete`` gets the element of the entry when feedgen has said all it can.
    """
    item = made.add_entry(order="append")
    item.completion.complete = complete
    item.id(entry.id)
    item.title(entry.title)
    if entry.content_html:
        item.content(entry.content_html, type="html")
    if entry.categories:
        item.category(
            [{"term": c.term, "scheme": c.scheme, "label": c.label} for c in entry.categories]
        )
    return item


def links(feed: Feed, suffix: str, media_type: str) -> Iterator[dict[str, str]]:
    """The links of a document in the format of ``suffix``, that to its page last.

    A feed without a base has none. An archive document names no hub: it never changes, and who
    found the hub there would subscribe to silence. It alone names the current document (RFC 5005,
    section 4).
    """
    if feed.base is None:
        return
    yield {"href": feed.address(suffix) or "", "rel": "self", "type": media_type}
    if feed.hub and not feed.is_archive:
        yield {"href": feed.hub, "rel": "hub"}
    for relation, name in _neighbours(feed):
        yield {"href": f"{feed.base}{name}{suffix}", "rel": relation, "type": media_type}
    # the past has no pages of its own
    shown = replace(feed, name=feed.walk.current) if feed.walk and feed.is_archive else feed
    yield {"href": shown.address(PAGE_SUFFIX) or "", "rel": "alternate", "type": "text/html"}


def _neighbours(feed: Feed) -> Iterator[tuple[str, str]]:
    walk = feed.walk
    if walk is None:
        return
    if walk.is_archive:
        yield "current", walk.current
    if walk.previous is not None:
        yield "prev-archive", walk.previous
    if walk.next is not None:
        yield "next-archive", walk.next


def hexadecimal(xml: bytes) -> bytes:
    """A document in UTF-8 with its escapes in hexadecimal.

    To XML ``&#x26;`` and ``&amp;`` are one; readers that guess whether a plain title hides HTML
    fare best with the former (RSS Advisory Board profile, "Character Data"), and the W3C validator
    warns of the latter.
    """
    for named, reference in _REFERENCES:
        xml = xml.replace(named, reference)
    return xml
