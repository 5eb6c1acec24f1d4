"""The whole history of the combined feed, in documents that are closed and never change (RFC 5005).

Stories are in them in the order in which they were minted here, by months in Budapest, at most
``PART`` in each. What follows a closed document is open: it grows until it is closed itself. Who
walks back from the feed to subscribe to sees closed ones only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from aggregator.archive.archive import Archive
from aggregator.archive.volumes import (
    Minted,
    Volume,
    document_of,
    keep_volume,
    last_listed,
    minted_after,
    volumes,
)
from aggregator.publishing.belonging import ALL
from aggregator.publishing.building import Builder
from aggregator.publishing.directory import Listed
from feeds import atom, jsonfeed, rss
from feeds.feed import Feed, Walk
from scrapers.article import BUDAPEST

PART = 200
"""Stories in a document at most."""
FORMATS = {"rss": rss, "atom": atom, "json": jsonfeed}


@dataclass(frozen=True, slots=True)
class Part:
    """The stories of one document; ``next`` is the name of that which follows, if one does."""

    name: str
    stories: tuple[int, ...]
    next: str | None


def next_part(closed: Sequence[str], minted: Sequence[Minted]) -> Part | None:
    """What comes after the ``closed`` documents, of the stories ``minted`` since; if any were.

    It can be closed where another follows it.
    """
    if not minted:
        return None
    month = _month(minted[0])
    run = list(takewhile(lambda one: _month(one) == month, minted[:PART]))
    name = _name(month, closed)
    follows = len(run) < len(minted)
    following = _name(_month(minted[len(run)]), [*closed, name]) if follows else None
    return Part(name, tuple(one.story for one in run), following)


class History:
    """The documents of the past of one feed, which is ``listed`` and has an id."""

    def __init__(self, archive: Archive, builder: Builder, listed: Listed, uid: str) -> None:
        self._archive, self._builder = archive, builder
        self._listed, self._uid = listed, uid
        with archive.read() as connection:
            self._closed = volumes(connection)
        self.open: Part | None = None
        """What goes on after the closed documents, if any is closed and more was minted since."""
        self.said = builder.said

    def close(self, now: datetime) -> None:
        """Close what is full, and what is of a month in which nothing can be minted any more."""
        while (part := self._next()) and part.next:
            feed = self.feed(part)
            one = Volume(part.name, part.stories[0], part.stories[-1], now)
            documents = {name: form.render(feed) for name, form in FORMATS.items()}
            with self._archive.write() as connection:
                keep_volume(connection, one, documents)
            self._closed.append(one)
        self.open = part if self._closed else None

    @property
    def walk(self) -> Walk | None:
        """Where the document to subscribe to stands."""
        return Walk(ALL, previous=self._closed[-1].name) if self._closed else None

    def closed(self) -> Iterator[Volume]:
        """The closed documents."""
        return iter(self._closed)

    def open_since(self) -> datetime | None:
        """When anything of what goes on was last put into feeds."""
        if self.open is None:
            return None
        with self._archive.read() as connection:
            return last_listed(connection, self.open.stories[0])

    def documents(self, name: str) -> dict[str, bytes]:
        """A closed document as files."""
        with self._archive.read() as connection:
            return {
                name + form.SUFFIX: document_of(connection, name, key)
                for key, form in FORMATS.items()
            }

    def _next(self) -> Part | None:
        last = self._closed[-1].last if self._closed else 0
        with self._archive.read() as connection:
            minted = minted_after(connection, last, PART + 1)
        return next_part([one.name for one in self._closed], minted)

    def feed(self, part: Part) -> Feed:
        """What comes after the closed documents, as a feed."""
        previous = self._closed[-1].name if self._closed else None
        walk = Walk(ALL, previous, part.next, is_archive=True)
        listed = replace(self._listed, name=part.name)
        return self._builder.feed(listed, self._uid, part.stories[::-1], walk)


def _month(one: Minted) -> str:
    return f"{one.at.astimezone(BUDAPEST):%Y-%m}"


def _name(month: str, closed: Sequence[str]) -> str:
    before = sum(1 for name in closed if name.startswith(f"archive-{month}-"))
    return f"archive-{month}-{before + 1}"
