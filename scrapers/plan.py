"""Plan: which pages a crawl of one source asks for, and what it will owe at its end.

Pure bookkeeping over what is remembered and what doors show; the spider makes requests of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scrapers.doors.teaser import Teaser
from scrapers.memory import KnownDoor, Owed, Recollection, Validators
from scrapers.source import Source

PAGES = 200
"""Article pages asked for in one run of one source; what is shown beyond them is owed."""
RECHECKS = 20
"""Known pages looked at again in one run although no door shows a change."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A page to ask for. ``teaser`` is ``None`` where nothing but the schedule asks for it.

    ``validators`` are those of a known page: the request is conditional then.
    """

    key: str
    url: str
    teaser: Teaser | None
    validators: Validators | None


class Plan:
    """What is asked for in one crawl of ``source``, each page once and ``PAGES`` at most."""

    def __init__(self, source: Source, memory: Recollection, now: datetime) -> None:
        self._source, self._memory, self._now = source, memory, now
        self._begun: set[str] = set()
        self._open: dict[str, Teaser] = {}

    def first(self) -> Iterator[Asking]:
        """What is owed from earlier runs, then known pages that are due for a look."""
        for key, teaser in self._memory.owed.items():
            yield from self._ask(key, teaser.url, teaser)
        # what has a fragment is told on a door's own page
        due = [
            (key, page)
            for key, page in self._memory.pages.items()
            if page.due(self._now) and "#" not in key
        ]
        # articles before what gave none: that has no validators
        due.sort(key=lambda item: (item[1].validators == Validators(), item[1].asked))
        for key, page in due[:RECHECKS]:
            yield from self._ask(key, page.url, None)

    def shown(self, marks: Mapping[str, Teaser], known: KnownDoor | None) -> Iterator[Asking]:
        """What a door shows (by key) that is new, changed since it was ``known``, or back again."""
        for key, teaser in marks.items():
            page = self._memory.pages.get(key)
            before = known.marks.get(key) if known else None
            if page is None or page.gone or before not in (None, teaser.mark):
                yield from self._ask(key, teaser.url, teaser)

    @property
    def left(self) -> int:
        """How many pages were not asked for because a run asks for ``PAGES`` at most."""
        return max(0, len(self._begun) - PAGES)

    def settled(self, key: str) -> None:
        """A page was answered, or is accounted for otherwise."""
        self._open.pop(key, None)

    def owed(self) -> Sequence[Owed]:
        """The pages that a door showed and that could not be asked for in this run."""
        id = self._source.id
        return [
            Owed(id, key, teaser, "not reached", asked=False) for key, teaser in self._open.items()
        ]

    def _ask(self, key: str, url: str, teaser: Teaser | None) -> Iterator[Asking]:
        if key in self._begun:
            return
        self._begun.add(key)
        if teaser:
            self._open[key] = teaser
        if len(self._begun) <= PAGES:
            page = self._memory.pages.get(key)
            yield Asking(key, url, teaser, page.validators if page else None)
