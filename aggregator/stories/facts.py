"""What single tokens say that makes an event this event: dates, codes, ordinals, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from aggregator.numerals import ordinal_word, roman
from aggregator.stories.figures import figure
from aggregator.stories.tokens import Tokens

FactKind = Literal[
    "code", "year", "month", "day", "weekday", "ordinal", "counted", "number", "name"
]

# Beginnings that no other common word has; Hungarian first, and the neighbours' where they differ.
_MONTHS = {
    "januar": 1, "februar": 2, "marciu": 3, "april": 4, "majus": 5, "junius": 6, "june": 6,
    "julius": 7, "july": 7, "augusz": 8, "august": 8, "szeptem": 9, "septem": 9, "oktobe": 10,
    "octobe": 10, "novemb": 11, "decemb": 12,
}  # fmt: skip
_MONTH_STARTS = tuple(_MONTHS)
_WEEKDAYS = (
    *("hetfo", "kedd", "szerda", "csutortok", "pentek", "szombat", "vasarnap"),
    *("monday", "tusday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
)
_CASES = "i|n|[aeo]n|ig|t[oe]l|r[ae]|[aeo]t|[ae]|[eo]nkent|s"  # "Szombathely" is none
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})(?:{_CASES})?")

_ISO_DATE = re.compile(r"((?:19|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
# "2.1.1-21", "2020-1.1.2-PIACI-KFI-2021-00123", an act's "1483/2023"; not the hours "10.00-12.00"
_CODE = re.compile(r"(?=.*\d\.\d+\.\d)(?=.*-\w)\d[\w.-]*|\d+/\d{4}(?:-\w+)?")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?(?:-?[^\W\d]+)?")
_DAYS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?(?:-([^\W\d]+))?")
_ROMAN = re.compile(r"[IVX]{1,6}")
# "őszi", "tavasszal"; an adjective of the season tells which of a year's events it is
_SEASON = re.compile(r"(tavasz|nyar|osz)(?:i|en|szal|szel|kor)")
_WORD = 40  # letters; no name of a month or a day has more
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = 12, 31


class Fact(NamedTuple):
    """One thing told: its kind, and a value that does not depend on spelling or suffix.

    *ordinal* is a word ("tizedik") or a Roman numeral with its point ("VIII."), *counted* a number
    with one ("8. "): an edition, a house, or the end of a sentence.
    """

    kind: FactKind
    value: str


def facts(text: str, tokens: Tokens, start: int, stop: int) -> Iterator[Fact]:
    """What ``tokens[start:stop]`` of ``text`` tell; the tokens around say how to take them."""
    for at in range(start, stop):
        yield from _facts(text, tokens, at)


def is_calendar_word(form: str) -> bool:
    """Whether a form is a month's or a weekday's name, in any case."""
    return _is_calendar_word(form[:_WORD])


@lru_cache(maxsize=1 << 14)
def _is_calendar_word(form: str) -> bool:
    return form.startswith(_MONTH_STARTS) or bool(_WEEKDAY.fullmatch(form))


def _facts(text: str, tokens: Tokens, at: int) -> Iterator[Fact]:
    form, start, end = tokens[at]
    if form[0].isdecimal():
        yield from _number(text, tokens, at)
    elif month := _month(form):
        yield Fact("month", str(month))
    elif weekday := _WEEKDAY.fullmatch(form):
        yield Fact("weekday", str(_WEEKDAYS.index(weekday[1]) % 7))
    elif _ROMAN.fullmatch(text, start, end) and text.startswith(".", end):
        yield Fact("ordinal", str(roman(form)))
    elif season := _SEASON.fullmatch(form):
        yield Fact("month", season[1])
    elif ordinal := ordinal_word(form):
        yield Fact("ordinal", str(ordinal))
    elif _is_name(text, start, end):
        yield Fact("name", form)


def _number(text: str, tokens: Tokens, at: int) -> Iterator[Fact]:
    form, _, end = tokens[at]
    if date := _ISO_DATE.match(form):
        yield from (Fact("year", date[1]), _part("month", date[3]), _part("day", date[4]))
    elif _CODE.fullmatch(form):
        yield Fact("code", form)
    elif years := _YEARS.fullmatch(form):
        yield from (Fact("year", year) for year in years.groups() if year)
    elif days := _days(tokens, at):
        yield from (_part("day", str(day)) for day in days)
    elif _is_numeric_month(tokens, at):
        yield _part("month", form)
    else:
        kind: FactKind = "counted" if text.startswith(". ", end) else "number"
        following = tokens.forms[at + 1] if at + 1 < len(tokens) else ""
        yield Fact(kind, figure(form, following))


def _part(kind: FactKind, digits: str) -> Fact:
    return Fact(kind, str(int(digits)))


def _month(form: str) -> int | None:
    if not form.startswith(_MONTH_STARTS):
        return None
    return next(month for start, month in _MONTHS.items() if form.startswith(start))


def _days(tokens: Tokens, at: int) -> Sequence[int]:
    """The days of "3", "3-4-én" beside a month, or of "12-én" anywhere; else none."""
    found = _DAYS.fullmatch(tokens.forms[at])
    if not found:
        return ()
    first, last = int(found[1]), int(found[2] or found[1])
    beside = _has_month(tokens, at - 1) or _has_month(tokens, at + 1) or found[3] in ("an", "en")
    if not (beside or _is_numeric_month(tokens, at - 1)) or max(first, last) > _DAYS_OF_MONTH:
        return ()
    return range(first, max(first, last) + 1)


def _has_month(tokens: Tokens, at: int) -> bool:
    return 0 <= at < len(tokens) and _month(tokens.forms[at]) is not None


def _is_numeric_month(tokens: Tokens, at: int) -> bool:
    """Whether the token is the 10 of "2018. 10. 12."."""
    if not 1 <= at < len(tokens) - 1:
        return False
    year, month, day = (tokens.forms[place] for place in (at - 1, at, at + 1))
    in_range = month.isdecimal() and int(month[:4]) <= _MONTHS_OF_YEAR
    return bool(_YEARS.fullmatch(year)) and in_range and bool(_DAYS.fullmatch(day))


def _is_name(text: str, start: int, end: int) -> bool:
    """A capital letter where no sentence begins; capitals throughout a line say nothing."""
    if not text[start].isupper() or end - start < 2:
        return False
    before = text[max(0, start - 10) : start].rstrip(" \t\u00a0\"„”“»«'(–—-")
    return bool(before) and before[-1] not in ".!?:\n\r"
