"""Teaser: what a door shows of one article."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from scrapers.article import Article, Published


@dataclass(frozen=True, slots=True)
class Teaser:
    """A link to an article and what stood beside it, all as plain text.

    ``url`` is canonical. ``updated`` is the door's own word on the last change, as written.
    """

    url: str
    title: str = ""
    summary: str = ""
    updated: str = ""
    published: Published | None = None
    authors: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A digest of all that the teaser shows: another mark means the article may differ."""
        published = self.published.text if self.published else ""
        shown = "\0".join((self.url, self.title, self.summary, self.updated, published))
        return blake2b(shown.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """A door's body as read: its teasers in the order shown, each address once.

    ``trouble`` names what was wrong with the body; then the teasers may not be all there are.
    ``nameless`` counts what was shown without an address that can be followed. ``articles`` are
    those told in full on the door's own page: their address is the door's with a fragment.
    ``older`` are addresses of further pages of the same door: older records, parts of an index.
    ``undated`` says that it leads to parts without telling when they changed: as it was itself, it
    may still lead to news.
    """

    teasers: tuple[Teaser, ...] = ()
    trouble: str | None = None
    nameless: int = 0
    articles: tuple[Article, ...] = ()
    older: tuple[str, ...] = ()
    undated: bool = False
