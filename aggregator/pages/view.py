"""What pages show besides feeds: the site, its feeds and calendars, sources, happenings.

Leaf values, they import nothing of the program but other leaf values. Texts and addresses are
strangers' and of any form, unless they say otherwise: whoever renders them sees to that. ``name``
is that of a feed's files, before the suffix of each format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from aggregator.health.kinds import Kind
from aggregator.occasions.event import Kind as Happens
from aggregator.occasions.event import Status
from aggregator.pages.links import Links

Language = Literal["hu", "en"]
Group = Literal["all", "sector", "country", "language", "source", "search"]
"""What the entries of a feed have in common."""
State = Kind | Literal["left"]
"""How a source fares (see ``health``); *left* where it has no file any more."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that every feed of the site comes in: its short name, suffix and media type."""

    name: str
    suffix: str
    media_type: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in the list of feeds."""

    group: Group
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A calendar to subscribe to: the name of its file, with suffix, and what it is called."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of a site share.

    ``formats`` are those that every feed comes in, ``feed`` is the name of the combined one.
    ``base`` is the public folder of the files, ending in a slash, ``None`` while there is none.
    ``corrections`` is whom to write to: an e-mail address, or the address of a page. ``opml`` is
    the name of the file that lists all feeds. Without a ``description`` the catalogue's stands.
    """

    title: str
    language: Language
    formats: tuple[Format, ...]
    feed: str = "feed"
    description: str = ""
    base: str | None = None
    corrections: str | None = None
    feeds: tuple[FeedLine, ...] = ()
    calendars: tuple[CalendarLine, ...] = ()
    opml: str | None = None
    links: Links = field(default_factory=Links)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list of sources.

    ``sector`` is as its file has it, ``country`` a code of two letters or ``eu``. ``newest`` is
    the day of its newest article that has one; ``since`` the day from which it has been in its
    ``state``, where that is known; ``feed`` the name of its own feed, if it has one.

    Where a server tells more, ``page`` is the address of its own page, ``every`` how long it is
    from one article to the next, ``read`` when it was last read without a problem, and ``months``
    how many articles it has of each of the last months.
    """

    name: str
    home: str
    organisation: str
    country: str
    articles: int
    state: State
    sector: str | None = None
    newest: date | None = None
    since: date | None = None
    feed: str | None = None
    id: str = ""
    page: str | None = None
    every: timedelta | None = None
    read: datetime | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DoorLine:
    """A way by which the news of a source comes out, or came.

    ``found`` is why it was taken, of one that no file pins; ``trouble`` what was wrong with it when
    it was last asked. It has not been asked yet where there is no ``since``.
    """

    kind: str
    address: str
    pinned: bool
    found: str = ""
    since: datetime | None = None
    read: datetime | None = None
    until: datetime | None = None
    ended: str | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """An article that tells of a happening, and the sentence in which it does, if it is prose."""

    source: str
    title: str
    url: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event or a deadline, once, whoever tells of it; the best witness is the first.

    ``start`` and ``end`` are days, both included. What is not ``certain`` waits for a review.
    """

    kind: Happens
    start: date
    end: date
    certain: bool
    witnesses: tuple[Witness, ...]
    name: str = ""
    begins: time | None = None
    ends: time | None = None
    town: str = ""
    venue: str = ""
    link: str = ""
    status: Status = "announced"
