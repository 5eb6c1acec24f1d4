"""The one moment that a line tells: of people for people, or of machines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from scrapers import clean
from scrapers.article import BUDAPEST, Precision
from scrapers.calendar import tokens
from scrapers.calendar.foreign import foreign_day
from scrapers.calendar.joined import read_dates
from scrapers.calendar.piece import Piece
from scrapers.calendar.starts import starts
from scrapers.calendar.words import vocabulary

_MACHINE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)?)?"
)
_NULL_YEAR = re.compile(r"[a-z]{3} 0\d{3}\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"^\W*\w{1,7}\W{1,3}\d{1,2}[:.h]\d\d")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Moment:
    """A date read from text: aware, as precise as ``precision``; ``text`` is what was read."""

    at: datetime
    precision: Precision
    text: str


def machine_moment(text: str, zone: tzinfo = BUDAPEST) -> Moment | None:
    """The moment in a machine's spelling: ISO 8601 as far as RFC 3339 goes, or RFC 822.

    A time without a zone is meant in ``zone``; a date without a time is a day.
    """
    text = clean.line(text)
    if _NULL_YEAR.search(text):  # "01 Jan 0001" is a machine's nothing; RFC 822 would read 2001
        return None
    try:
        if _MACHINE.fullmatch(text):
            at = datetime.fromisoformat(text.upper().replace(" ", "T", 1).replace(" ", ""))
        else:
            # RFC 5322, 3.3: -0000 is UTC, of which Python makes a time without a zone
            at = parsedate_to_datetime(text.replace("-0000", "+0000"))
    except (ValueError, IndexError, OverflowError):
        return None
    precision: Precision = "minute" if ":" in text else "day"
    return Moment(at if at.tzinfo else at.replace(tzinfo=zone), precision, text)


def find_moment(text: str, languages: Sequence[str] = ("hu",)) -> Moment | None:
    """The first full date in a short line of prose, with its clock time if one stands beside it.

    ``languages`` are those of the source: they decide how numbers and words are meant that other
    languages have, too. A date without year or day, an "until", days that are several, numbers
    that may be day or month, and a line longer than a byline give ``None``.
    """
    if not _DIGIT.search(text):
        return None
    text = clean.line(text)
    if len(text) > _LONGEST:
        return None
    spoken = tuple(languages)
    told, found = _read(text, spoken, wide=False)
    if found is None:
        return None if told or not _YEAR.search(text) else _read_widely(text, spoken)
    if found.precision == "day" and _CLOCK.search(text.partition(found.text)[2]):
        # words before the clock time may be of another language than the day
        wide = _read(text, spoken, wide=True)[1]
        return wide if wide and wide.at.date() == found.at.date() else found
    return found


def _read_widely(text: str, languages: tuple[str, ...]) -> Moment | None:
    """What a line tells in any language."""
    told, found = _read(text, languages, wide=True)
    if told:
        return found
    day = foreign_day(text, languages, BUDAPEST)
    return Moment(day, "day", text) if day else None


@lru_cache(maxsize=128)
def _read(text: str, languages: tuple[str, ...], *, wide: bool) -> tuple[bool, Moment | None]:
    """Whether a line tells a day in full, and the moment if it is the only one.

    A byline is read by all that look for who and when.
    """
    read = tokens.read(text, vocabulary(languages, wide=wide), short=True)
    groups = [group for group in read_dates(read, starts(read)) if group[0].start.month is not None]
    full = [group[0] for group in groups if group[0].start.date() is not None]
    if any(len(group) > 1 or group[0].several or group[0].role == "until" for group in groups):
        return bool(full), None
    return bool(full), _moment(text, read, full[0]) if full else None


def _moment(text: str, read: tokens.Text, piece: Piece) -> Moment | None:
    day, clock = piece.start.date(), piece.clock
    if day is None:
        return None
    told = text[read[piece.at].at : read[piece.after - 1].to]
    if clock is None or clock.ends or clock.unclear:
        return Moment(datetime.combine(day, time(), BUDAPEST), "day", told)
    return Moment(datetime.combine(day, clock.begins, clock.zone or BUDAPEST), "minute", told)
