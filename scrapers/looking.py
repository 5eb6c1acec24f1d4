"""Looking: one door read in one run, page after page. Pure bookkeeping, as ``Plan`` is of pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from scrapers import urls
from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.memory import DoorSeen, KnownDoor, Validators
from scrapers.source import Door, Source

DEEPEST = 20
"""Further pages of one door that are read in one run: older records, the parts of an index."""
SEVERAL = 3
"""Records that a door must have shown for it to be suspicious that none of them is left."""
EMPTY = "shows nothing any more"
TURNED_OVER = "shows nothing of what it showed"
RESTING = (EMPTY, "no-links")
"""What is wrong with a list that may merely be empty for a while."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page of a door shows of the source's own: teasers and whole articles, by key."""

    teasers: Mapping[str, Teaser]
    articles: Mapping[str, Article]
    older: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    nameless: int = 0
    undated: bool = False

    @property
    def keys(self) -> Collection[str]:
        """The keys of all of it."""
        return {*self.teasers, *self.articles}


def shown_by(reading: Reading, source: Source) -> Shown:
    """What of a reading leads to the source's own hosts; of one key the first counts."""
    teasers: dict[str, Teaser] = {}
    for teaser in reading.teasers:
        if source.owns(teaser.url):
            teasers.setdefault(source.key(teaser.url), teaser)
    articles: dict[str, Article] = {}
    for article in reading.articles:
        articles.setdefault(source.key(article.url), article)
    return Shown(
        teasers=teasers,
        articles=articles,
        older=tuple(address for address in reading.older if source.owns(address)),
        foreign=tuple(one.url for one in reading.teasers if not source.owns(one.url)),
        nameless=reading.nameless,
        undated=reading.undated,
    )


@dataclass
class Looking:
    """What ``door`` of ``source`` shows in this run; ``known`` is how it was last read, if it was.

    ``validators`` are those of its first page once that could be read. ``broken_off`` says that
    an older page could not be had; ``left_out`` counts those beyond ``DEEPEST``. ``undated`` is as
    in ``Reading``, of any of its pages.
    """

    source: Source
    door: Door
    known: KnownDoor | None
    validators: Validators | None = None
    broken_off: bool = False
    left_out: int = 0
    undated: bool = False
    _marks: dict[str, str] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def trouble(self, reading: Reading, shown: Shown, pages: Collection[str]) -> str:
        """What is wrong with the first page of the door; empty if nothing is.

        A door that was read before and now shows nothing, or nothing that it or any of the known
        ``pages`` (keys) had, may have become somebody else's.
        """
        if reading.trouble:
            return reading.trouble
        before = self.known.marks if self.known else {}
        if not (shown.keys or shown.older):
            if shown.foreign:
                host = urls.host(shown.foreign[0])
                return f"all its articles are on {host}; if it is ours, add it to aliases"
            return EMPTY if before else ""
        familiar = any(key in before or key in pages for key in shown.keys)
        # a newspaper's list may well be all new
        steady = len(before) >= SEVERAL and not self.source.topics
        strange = steady and shown.keys and not familiar
        return TURNED_OVER if strange else ""

    def note(self, shown: Shown) -> None:
        """Note what a page of the door shows."""
        self.undated |= shown.undated
        self._marks |= {key: teaser.mark for key, teaser in shown.teasers.items()}
        self._marks |= {key: mark_of(article) for key, article in shown.articles.items()}

    def told(self, shown: Shown, pages: Collection[str]) -> Iterator[tuple[str, Article]]:
        """The articles, with their keys, that a page tells itself: those new or changed."""
        before = self.known.marks if self.known else {}
        for key, article in shown.articles.items():
            if key not in pages or before.get(key) != mark_of(article):
                yield key, article

    def older(self, shown: Shown, pages: Collection[str]) -> Iterator[str]:
        """Addresses of further pages to read: as long as they bring what is not among ``pages``.

        Of a door that has never been read to its end all are asked for, ``DEEPEST`` at most.
        """
        if self.known and shown.keys and all(key in pages for key in shown.keys):
            return
        for address in shown.older:
            if address in self._asked or address == self.door.url:
                continue
            if len(self._asked) >= DEEPEST:
                self.left_out += 1
                continue
            self._asked.add(address)
            yield address

    def seen(self) -> DoorSeen | None:
        """The door as it is now remembered; ``None`` where it could not be read.

        One that is ``undated``, or whose older pages could not be had, is not asked conditionally
        next time; of the latter one that was unknown stays so, and all its older pages are asked
        for again.
        """
        if self.validators is None or (self.broken_off and self.known is None):
            return None
        seen = Validators() if self.broken_off or self.undated else self.validators
        definition = self.source.definition(self.door)
        return DoorSeen(self.source.id, self.door, definition, seen, dict(self._marks))


def mark_of(article: Article) -> str:
    """A digest of an article told on the door's own page, as a teaser's mark is of a teaser."""
    said = "\0".join((article.url, article.title, article.text))
    return blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()
