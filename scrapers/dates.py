"""Hungarian-first dates: the one moment that a short piece of text tells.

Own rules read the Hungarian forms (year first, suffixes, Roman months, weekday and clock around
them) and the machine forms; dateparser stands behind them for the neighbours' languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime

from scrapers import clean
from scrapers.article import BUDAPEST, Precision
from scrapers.calendar.span import Span

_MONTHS = (
    *("jan(?:uár)?", "feb(?:r(?:uár)?)?", "márc(?:ius)?", "ápr(?:ilis)?", "máj(?:us)?"),
    *("jún(?:ius)?", "júl(?:ius)?", "aug(?:usztus)?", "szept?(?:ember)?", "okt(?:óber)?"),
    *("nov(?:ember)?", "dec(?:ember)?"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NAMES = "|".join(f"(?P<m{n}>{name})" for n, name in enumerate(_MONTHS, start=1))
_WEEKDAY = r"(?:hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap)"
WEEKDAY = re.compile(_WEEKDAY, re.IGNORECASE)
"""A Hungarian weekday."""
# some sites print a byline twice with nothing between: "15:212012. március"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"(?=(?:19|20)\d\d\b|[^\d.]|\.?$|\.\D)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"

# What tells several days, or a deadline, tells no moment.
_SPAN = re.compile(
    # 3-4-én, 20. - 22., 24-25, 30. – ; but neither 2021-06-04 nor 19. - 06:10
    r"(?<![\d/-])\d{1,2}\.?(?:-[áéi]n?)?\s?[-‑–—]\s?\d{1,2}(?!\d|:\d|\.\d\d(?!\.)|[-/]\d)"
    r"|-\d{1,2}/\d{1,2}$"
    # 2018. november 30. – december 1., 2018.11.20 - 2018.11.22
    rf"|\d\.?(?:\s+[-‑]|\s*[–—])\s*(?:(?:19|20)\d\d|{'|'.join(_MONTHS)})\b"
    # 20-tól, 30-ig, között, 20. és 22., "11-én, 16-án"
    r"|\d\.?-?(?:t[óőé]l|ig)\b|\bközött\b|\d\.?\s+és\s+\d"
    r"|\d(?:\.|-[áé]n|-i),\s*\d{1,2}(?:-[áéi]|\.(?!\d))",
    re.IGNORECASE,
)

_HUNGARIAN = re.compile(
    rf"(?<![\d.]){_YEAR}(?:\.\s*|\s+|-|/)"
    rf"(?:{_NAMES}|(?P<roman>[ivx]{{1,4}})|(?P<month>0?[1-9]|1[0-2]))(?:\.\s*|\s+|-|/)"
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|:\d)"
    rf"\.?(?:-?[áéaei]n?\b)?(?:[\s,.|(–-]*{_WEEKDAY}\)?)?"
    rf"(?:[\s,.|–-]*{_CLOCK})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?:{_NAMES})\.?\s+(?P<day>3[01]|[12]\d|0?[1-9])\.?,\s*{_YEAR}(?!\d)", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(?P<day>3[01]|[12]\d|0?[1-9])([./-])\s?(?P<month>0?[1-9]|1[0-2])\2\s?{_YEAR}"
    rf"(?!\d)(?:[\s,.|–-]*{_CLOCK})?"
)
_MACHINE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)?)?"
)
_MONTH = re.compile(r"[^\W\d_]{3}|\d+\D+\d+\D+\d")  # a word, or the middle of three numbers
_NULL_YEAR = re.compile(r"[a-z]{3} 0\d{3}\b", re.IGNORECASE)
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

    ``languages`` are those of the source; dateparser is asked in them when no rule reads the
    line. A date without year or day, a range of days, and a line longer than a byline give
    ``None``.
    """
    text = clean.line(text)
    if len(text) > _LONGEST or _SPAN.search(text):
        return None
    for pattern in (_HUNGARIAN, _MONTH_FIRST, _DAY_FIRST):
        if match := pattern.search(text):
            return _moment(match)
    return _foreign_moment(text, languages)


def find_spans(
    text: str, languages: Sequence[str] = ("hu",), said: date | None = None
) -> tuple[Span, ...]:
    """Every date and range of days in running prose, in order of place.

    ``said`` is the day the text was said on: it completes days without a year and relative ones.
    """
    return ()


def find_relative(text: str, now: datetime) -> Moment | None:
    """The moment that a short line tells by counting from ``now``: "3 órája", "tegnap 14:32".

    Precise to the minute for minutes, hours and clock times, to the day for days; ``None`` where
    the line counts weeks or more.
    """
    return None


def _moment(match: re.Match[str]) -> Moment | None:
    parts = match.groupdict()
    clock = parts.get("hour") is not None
    try:
        at = datetime(
            int(parts["year"]),
            _month(parts),
            int(parts["day"]),
            int(parts["hour"]) if clock else 0,
            int(parts["minute"]) if clock else 0,
            tzinfo=BUDAPEST,
        )
    except ValueError:
        return None
    return Moment(at, "minute" if clock else "day", match[0].strip())


def _month(parts: dict[str, str | None]) -> int:
    if number := parts.get("month"):
        return int(number)
    if roman := parts.get("roman"):
        return _ROMAN.index(roman.lower()) + 1
    return next(n for n in range(1, 13) if parts.get(f"m{n}"))


def _foreign_moment(text: str, languages: Sequence[str]) -> Moment | None:
    # without a year, a month and a day spelt out dateparser makes them up
    if not re.search(r"\b(?:19|20)\d\d\b", text) or not re.search(r"\b\d{1,2}\b", text):
        return None
    if not _MONTH.search(WEEKDAY.sub("", text)):
        return None
    import dateparser

    # "5 hours ago" would be counted from now
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        at = dateparser.parse(text, languages=list(languages), settings=settings)
    except ValueError:  # a language that dateparser does not know
        return None
    if at is None:
        return None
    clock = re.search(_CLOCK, text) is not None
    aware = at if at.tzinfo else at.replace(tzinfo=BUDAPEST)
    return Moment(aware, "minute" if clock else "day", text)
