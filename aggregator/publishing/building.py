"""Feeds as values, from the archive: entries of stories, each made once in a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.entries import places_in
from aggregator.archive.feeds import told_stories
from aggregator.config import Config
from aggregator.pages.catalogue import texts
from aggregator.pages.view import Site
from aggregator.publishing.directory import Listed
from aggregator.publishing.entry import build_entry
from aggregator.publishing.output import recipe_of
from feeds.feed import Entry, Feed, Walk

_REMEMBERED = 1_000
"""Entries kept for the next feed: most stories are in several."""
_SAID = {"address", "title", "language", "hub", "corrections", "contact"}


class Builder:
    """Makes feeds of the stories that are in them.

    ``said`` is what all of them say beside their stories, ``site`` what all pages do, and
    ``recipe`` a digest of both.
    """

    def __init__(self, archive: Archive, config: Config, site: Site) -> None:
        self.archive, self.site = archive, site
        self.said = (version("klaszterhirek"), config.model_dump_json(include=_SAID))
        self.recipe = recipe_of((self.said, site))
        self._config = config
        self._made: dict[int, Entry] = {}

    def stories(self, feed: str) -> list[int]:
        """The stories in a feed, the newest first."""
        with self.archive.read() as connection:
            return [one.story for one in places_in(connection, feed)]

    def feed(
        self, listed: Listed, uid: str, stories: Sequence[int], walk: Walk | None = None
    ) -> Feed:
        """The feed of these stories, in their order; without those that are not told any more."""
        entries = self.entries(stories)
        return Feed(
            id=uid,
            name=listed.name,
            title=listed.title,
            description=self._about(listed),
            language=self._config.language,
            updated=max((entry.updated for entry in entries), default=None),
            entries=entries,
            base=self._config.address,
            hub=self._config.hub,
            walk=walk,
        )

    def entries(self, stories: Sequence[int]) -> tuple[Entry, ...]:
        """The entries of these stories, in their order; of those that are told."""
        missing = [number for number in stories if number not in self._made]
        if len(self._made) + len(missing) > _REMEMBERED:
            self._made = {number: self._made[number] for number in stories if number in self._made}
        with self.archive.read() as connection:
            self._make(connection, missing)
        return tuple(self._made[number] for number in stories if number in self._made)

    def _about(self, listed: Listed) -> str:
        address = self._config.whom_to_ask
        if address is None:
            return listed.description
        asking = texts(self._config.language).gettext("Ask for corrections or removal: %(address)s")
        return f"{listed.description} {asking % {'address': address}}"

    def _make(self, connection: Connection, stories: Iterable[int]) -> None:
        for number, told in told_stories(connection, stories).items():
            self._made[number] = build_entry(told, self._config.language)
