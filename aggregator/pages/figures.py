"""Days, times, numbers and sizes as people write them in a language. Pure."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from aggregator.pages.view import Happening
from scrapers.article import BUDAPEST, day_of

# the same days and small numbers come again and again, and each takes longer than all around it
_kept = lru_cache(maxsize=10_000)
_UNITS = (("megabyte", 10**6), ("kilobyte", 10**3))


@_kept
def day(value: date, language: str) -> str:
    """A day: 2021. június 4."""
    return format_date(value, "long", locale=language)


def published(told: str, language: str) -> str:
    """A publication, no more precise than it is told: 2021-06, 2021-06-04 or a full time."""
    if len(told) == len("2021-06"):
        return month(date.fromisoformat(f"{told}-01"), language)
    if len(told) == len("2021-06-04"):
        return day(date.fromisoformat(told), language)
    return seen(datetime.fromisoformat(told), language)


def seen(moment: datetime, language: str) -> str:
    """The day of a moment in Budapest."""
    return day(day_of(moment), language)


@_kept
def weekday(value: date, language: str) -> str:
    """A day with its weekday: 2021. június 4., péntek."""
    return format_date(value, "full", locale=language)


def day_name(value: date, language: str) -> str:
    """The name of a day of the week: péntek."""
    return format_date(value, "EEEE", locale=language)


def short_day_name(value: date, language: str) -> str:
    """The same as short as it can be told apart: P."""
    return format_date(value, "EEEEEE", locale=language)


@_kept
def month(value: date, language: str) -> str:
    """A month: 2021. június."""
    return format_skeleton("yMMMM", value, locale=language)


def span(first: date, last: date, language: str) -> str:
    """The days from ``first`` to ``last``, both included: 2021. jún. 4–6."""
    if first == last:
        return weekday(first, language)
    return format_interval(first, last, "yMMMMd", locale=language)


def days(happening: Happening, language: str) -> str:
    """The days of a happening."""
    return span(happening.start, happening.end, language)


def hours(happening: Happening, language: str) -> str:
    """The hours of a happening, as far as they are known: 10:00–15:30."""
    return "–".join(clock(one, language) for one in (happening.begins, happening.ends) if one)


def clock(value: time, language: str) -> str:
    """A time of day: 10:00."""
    return format_time(value, "short", locale=language)


def moment(value: datetime, language: str) -> str:
    """A moment as clocks in Budapest show it: 2021. június 4. 10:00."""
    there = value.astimezone(BUDAPEST)
    return f"{day(there.date(), language)} {clock(there.time(), language)}"


@_kept
def short_month(value: date, language: str) -> str:
    """A month without its year, in short: jún."""
    return format_date(value, "LLL", locale=language)


@_kept
def number(value: int, language: str) -> str:
    """A number, its thousands apart."""
    return format_decimal(value, locale=language)


def size(length: int, language: str) -> str:
    """The size of a file: 1,2 MB."""
    name, unit = next((one for one in _UNITS if length >= one[1]), _UNITS[-1])
    amount = max(length / unit, 0.1)
    digits = "#,##0.#" if amount < 10 else "#,##0"
    return format_unit(amount, f"digital-{name}", length="short", format=digits, locale=language)
