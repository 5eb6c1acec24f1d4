"""Entries of stories, kept as long as nothing of them changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection

from aggregator.archive.browsing import listed_at
from aggregator.archive.feeds import told_stories
from aggregator.pages.view import Language
from aggregator.publishing.entry import build_entry
from feeds.feed import Entry

_HELD = 4_000
"""Entries that are kept: some forty megabytes."""


class Shelf:
    """Entries by story and language; several threads may ask at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[tuple[int, Language, datetime], Entry] = OrderedDict()

    def entries(
        self, connection: Connection, stories: Sequence[int], language: Language
    ) -> dict[int, Entry]:
        """The entries of these stories, in their order; of those that are told."""
        listed = listed_at(connection, stories)
        found = {one: self._held_of(one, language, listed.get(one)) for one in stories}
        missing = [one for one, entry in found.items() if entry is None]
        for number, told in told_stories(connection, missing).items():
            entry = found[number] = build_entry(told, language)
            if moment := listed.get(number):
                self._hold((number, language, moment), entry)
        return {number: entry for number, entry in found.items() if entry}

    def _held_of(self, story: int, language: Language, listed: datetime | None) -> Entry | None:
        if listed is None:
            return None
        key = (story, language, listed)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _hold(self, key: tuple[int, Language, datetime], entry: Entry) -> None:
        with self._lock:
            self._held[key] = entry
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
