"""Memory: what a crawl must remember between runs, and the findings it is told.

``recall`` is read once before a source is crawled; findings are kept in batches while it runs,
in the order in which they were made. ``DoorSeen`` comes after every finding about the teasers
that door showed, so whoever loses the end of a batch asks the door again and loses no article.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from scrapers.article import Article
from scrapers.doors.teaser import Teaser
from scrapers.source import Door, Source

RECHECK_AFTER = tuple(timedelta(days=days) for days in (1, 7, 30, 180))
"""How long after each asking a known page is asked for again; the last interval repeats."""
ROBOTS_FOR = timedelta(hours=24)
"""How long a robots.txt serves once it was read (RFC 9309, 2.4)."""
COMMON = 64 * 1024
"""Bytes of a robots.txt of which many may be held at a time: nearly all have fewer."""
SLACK = timedelta(hours=1)
"""So much earlier counts as well: a daily run does not begin at the same second every day."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next request for an address conditional (RFC 9110, section 13).

    ``digest`` is of the answer's body, for the many servers that validate nothing.
    """

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDoor:
    """A door as it was last read: ``marks`` maps each key it showed to its teaser's mark.

    ``definition`` is what decided the reading (see ``Source.definition``); empty for a door that
    has been found and not been read yet.
    """

    validators: Validators
    marks: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True)
class KnownPage:
    """An address that has been asked for and answered: an article, a refusal, or gone.

    ``checks`` counts the askings after the first. ``missed`` says that the last answer was 404
    or 410 without being believed yet; ``gone`` that it is. ``off_topic`` says that the page was
    read and is not what its source is read for: only a door that shows a change asks for it again.
    """

    url: str
    validators: Validators
    asked: datetime
    checks: int = 0
    missed: bool = False
    gone: bool = False
    off_topic: bool = False

    def due(self, now: datetime) -> bool:
        """Whether the page should be looked at again although no door shows a change."""
        step = 0 if self.missed else min(self.checks, len(RECHECK_AFTER) - 1)
        # one that was asked for in the future was so by a clock that was wrong
        waits = -SLACK <= now - self.asked < RECHECK_AFTER[step] - SLACK
        return not (self.gone or self.off_topic or waits)


@dataclass(frozen=True, slots=True)
class KnownRobots:
    """What a host's robots.txt said when it was last read; empty where there was none."""

    body: bytes
    read: datetime

    def serves(self, now: datetime) -> bool:
        """Whether it need not be asked for again."""
        return timedelta(0) <= now - self.read < ROBOTS_FOR


@dataclass(frozen=True, slots=True)
class Recollection:
    """All that a crawl of one source starts from; keys are those of ``Source.key``.

    ``doors`` are those that were read, by address, ``found`` those that discovery found and that
    are in force, ``ended`` those that another has taken the place of. ``robots`` are robots.txt
    files by network location. ``owed`` are teasers that were seen and whose page could not be had
    yet; ``pages`` do not hold them, nor those whose page was tried for in vain for long: they are
    new when a door shows them. ``furniture`` are hashes of the blocks that the site repeats.
    """

    doors: Mapping[str, KnownDoor] = field(default_factory=dict)
    pages: Mapping[str, KnownPage] = field(default_factory=dict)
    owed: Mapping[str, Teaser] = field(default_factory=dict)
    found: tuple[Door, ...] = ()
    ended: frozenset[Door] = frozenset()
    robots: Mapping[str, KnownRobots] = field(default_factory=dict)
    furniture: frozenset[int] = frozenset()

    def known(self, source: Source, door: Door) -> KnownDoor | None:
        """``door`` as it was last read; ``None`` if what decides its reading was other then."""
        known = self.doors.get(door.url)
        return known if known and known.definition == source.definition(door) else None

    def doors_of(self, source: Source) -> tuple[Door, ...]:
        """The doors of ``source`` in force: those its file pins, else those that were found.

        Where another has taken the place of a pinned one, those found count beside the rest.
        """
        pinned = tuple(door for door in source.doors if door not in self.ended)
        if pinned and len(pinned) == len(source.doors):
            return pinned
        taken = {door.url for door in pinned}
        return (*pinned, *(door for door in self.found if door.url not in taken))


@dataclass(frozen=True, slots=True)
class Resting:
    """Sources that have no page to ask for, owed or due, and what asking their doors takes.

    ``sources`` are recollections of their doors alone, without marks, by the source's id;
    ``robots`` the robots.txt files that still serve, by network location. No host of theirs has one
    of more than ``COMMON`` bytes.
    """

    sources: Mapping[str, Recollection] = field(default_factory=dict)
    robots: Mapping[str, KnownRobots] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answered, to be read again by a better reader; ``body`` is zlib-compressed.

    ``furniture`` is how many blocks of the site's furniture were known when it was read.
    """

    url: str
    content_type: str
    body: bytes
    teaser: Teaser | None
    furniture: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A page was read as an article. ``key`` is that of the address asked for.

    There is no ``answer`` where a door told it.
    """

    source: str
    key: str
    url: str
    article: Article
    article_key: str
    validators: Validators
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A known page was asked for and is what it was."""

    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A known page answered 404 or 410."""

    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A page answered, and no article can be read from it; ``reason`` is the name of why.

    It has no validators: at its next look it is read anew, perhaps by a better reader.
    """

    source: str
    key: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A page shown by a door could not be had in this run; it is asked for in the next.

    ``asked`` says whether this run got so far as to ask for it.
    """

    source: str
    key: str
    teaser: Teaser
    reason: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A known page that no door shows to have changed was due for a look, and could not be had."""

    source: str
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class DoorSeen:
    """A door was read, and everything it showed has been found, refused or is owed."""

    source: str
    door: Door
    definition: str
    validators: Validators
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RobotsSeen:
    """The robots.txt of a network location (host and port) was read; ``body`` is what counts."""

    source: str
    netloc: str
    body: bytes


PageFinding = Kept | Unchanged | Missing | Refused | Owed | Unanswered
Finding = PageFinding | DoorSeen | RobotsSeen


class Memory(Protocol):
    """Where findings go and recollections come from. Its methods may be called from a thread."""

    def resting(self, sources: Collection[str], now: datetime) -> Resting:
        """Of the sources with these ids those that have nothing but doors to ask for."""

    def recall(self, source: str) -> Recollection:
        """What is remembered of the source with this id; empty for a new one."""

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        """Remember a batch, all of it or nothing; keeping it twice changes nothing."""


class Forgetful:
    """The memory of a crawl that has no archive: every run is the first."""

    def resting(self, sources: Collection[str], now: datetime) -> Resting:
        """None of them."""
        return Resting()

    def recall(self, source: str) -> Recollection:
        """Nothing."""
        return Recollection()

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        """Forget them."""
