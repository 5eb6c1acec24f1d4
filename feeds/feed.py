"""Feed and Entry: what a feed says, before it has a format.

Leaf values: every renderer imports this module, it imports none of them. Texts are plain text
unless a name ends in ``html``; HTML has been sanitised by whoever built the entry. Texts may hold
any character, renderers drop what their format cannot carry; ids and addresses are absolute and in
ASCII. Times are aware; a renderer writes them to the second, with the offset they carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

#: The suffix of the page that shows what a feed says to people: the HTML twin of its files.
PAGE_SUFFIX = ".html"


@dataclass(frozen=True, slots=True)
class Mention:
    """Another article of the same story: one that reprints the original or quotes it.

    ``added`` is what it says beyond the original: passages of plain text in its order, each on one
    line; "[…]" ends one that goes on, or that others follow. Empty for a plain reprint.
    """

    source: str
    title: str
    url: str
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an entry offers: its media type and its length in bytes, where they are known."""

    url: str
    title: str = ""
    type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A term of a fixed scheme, which an IRI names, and how people call it."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One story as a subscriber sees it.

    ``id`` is an absolute IRI minted once and stored; two entries of one feed never share it.
    ``published`` is the publisher's own moment and ``None`` where nobody told it: then ``seen`` is
    when it was first seen. ``updated`` is the last change worth a reader's attention. ``summary``
    is plain text, and so is ``note``, one line on that change if there was one; ``content_html``
    holds it, the credit lines and, where the source allows it, the text.
    """

    id: str
    url: str
    title: str
    updated: datetime
    source: str
    source_url: str
    published: datetime | None = None
    seen: datetime | None = None
    summary: str = ""
    note: str = ""
    content_html: str = ""
    authors: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    attachments: tuple[Attachment, ...] = ()
    categories: tuple[Category, ...] = ()
    reprints: tuple[Mention, ...] = ()
    quotations: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a document stands in the whole history of its feed (RFC 5005), by names of documents.

    ``current`` is the document to subscribe to; ``previous`` the archive document before this one,
    ``next`` that after it. ``is_archive`` tells one of these from the document to subscribe to.
    """

    current: str
    previous: str | None = None
    next: str | None = None
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of entries, newest first, under one permanent id.

    ``name`` is that of its files, before the suffix of each format; ``query`` what stands behind
    that in the addresses of a feed that is made for whoever asks. ``updated`` is the newest
    change among the entries, ``None`` for a feed without any. ``base`` is the public folder of the
    feed files, ending in a slash; ``None`` while the operator has configured no address: the feed
    then names no address of its own. ``hub`` is the address of its hub (WebSub), if it has one.
    """

    id: str
    title: str
    description: str
    language: str
    updated: datetime | None
    entries: Sequence[Entry]
    base: str | None = None
    name: str = "feed"
    query: str = ""
    hub: str | None = None
    walk: Walk | None = None

    @property
    def is_archive(self) -> bool:
        """Whether this is an archive document, which never changes (RFC 5005, section 4)."""
        return self.walk is not None and self.walk.is_archive

    def address(self, suffix: str) -> str | None:
        """The public address of its file with that suffix; ``None`` while there is no base."""
        asked = f"?{self.query}" if self.query else ""
        return self.base and f"{self.base}{self.name}{suffix}{asked}"
