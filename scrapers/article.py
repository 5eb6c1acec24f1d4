"""Article and Published: the values that leave this package.

Leaf values: the whole program speaks in them, they import nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

READER = 3
"""The version of what makes articles of pages: one more where the same page reads otherwise."""

Precision = Literal["minute", "day", "month"]
BUDAPEST = ZoneInfo("Europe/Budapest")
"""Days are counted here, and clock times without a zone are meant here."""


def day_of(at: datetime) -> date:
    """The day in Budapest of a moment, which is aware."""
    return at.astimezone(BUDAPEST).date()


PLACES = (
    *("json-ld", "meta", "microdata", "time", "feed", "byline", "dateline", "address", "listing"),
    "relative",
)
"""Where a date may be read: what ``Published.found`` says."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a publisher says an article appeared, and how that is known.

    ``at`` is aware; with precision *day* or *month* it is the first midnight of that day or month
    in Budapest. ``found`` names the place it was read from, one of ``PLACES`` (*relative*: it was
    counted from the fetch), and ``text`` is what stood there, letter by letter.
    """

    at: datetime
    precision: Precision
    found: str
    text: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a publication moment needs a time zone")

    @property
    def day(self) -> date | None:
        """The day in Budapest; ``None`` where only the month is known."""
        return None if self.precision == "month" else day_of(self.at)

    def iso(self) -> str:
        """The moment with no more precision than is known: 2021-06, 2021-06-04 or a full time."""
        if self.precision == "minute":
            return self.at.isoformat()
        return self.at.astimezone(BUDAPEST).isoformat()[: 10 if self.precision == "day" else 7]


@dataclass(frozen=True, slots=True)
class Link:
    """A link in an article's text: its absolute address, its words, the paragraph it stands in."""

    url: str
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that an article offers: PDF, Word, Excel and their kin.

    ``title`` is how the page calls it; ``type`` its media type, ``length`` its bytes, where known.
    """

    url: str
    title: str
    type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """An event as a page's structured data tells it: words and days as they stand there, or empty.

    ``place`` is the house, ``town`` the town or a whole address, ``link`` where to register;
    ``status`` is one of schema.org's (EventCancelled …).
    """

    name: str
    start: str
    end: str = ""
    place: str = ""
    town: str = ""
    link: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another language: a two-letter code, and the canonical address of its page."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news as its own page tells it.

    ``source`` is the name of the source's file, ``url`` the canonical address. ``text`` is plain
    text, paragraphs separated by one empty line; ``html`` is its safe subset (see ``clean``).
    ``published`` is ``None`` where the publisher tells no date: it is never guessed.
    ``authors`` are people, ``agency`` is the news agency that wrote it, by its short name (MTI,
    OTS). ``gallery`` are the pictures beside ``image``; ``links`` and ``quotations`` (what markup
    sets off as a quotation) are those of the text. ``language`` is a two-letter code where it is
    known, ``alternates`` are what its page names as the same in others. ``announced`` are the
    events that the page is about. ``blocks`` are hashes of the blocks that its text was made of,
    left out or not (see ``body``).
    """

    source: str
    url: str
    title: str
    text: str
    html: str
    published: Published | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    image: str | None = None
    gallery: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()
    language: str | None = None
    alternates: tuple[Alternate, ...] = ()
    announced: tuple[Announced, ...] = ()
    blocks: tuple[int, ...] = ()
