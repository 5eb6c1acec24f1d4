"""Articles counted by month, by year and by pairs of sources, as charts and tables show them. Pure.

Months are their first days. What is dated after today is in tables; no chart reaches there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aggregator.pages.charts import PARTS, Column
from aggregator.pages.figures import month, short_month

MONTHS = 24
"""Months that a chart shows."""
PAIRS = 15
"""Pairs of sources that are shown: those with the most between them."""

Pairs = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Year:
    """The articles of a year: of each month, and of all."""

    year: int
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """Of all months."""
        return sum(self.months)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts into which all are parted, with its number in each of some months.

    ``name`` is empty for the rest.
    """

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who carries whom: sources that carry, sources that were first, and what is between them."""

    carriers: tuple[str, ...]
    originals: tuple[str, ...]
    numbers: Pairs
    strongest: tuple[tuple[str, str], ...]


def months_up_to(last: date, number: int = MONTHS) -> tuple[date, ...]:
    """So many months, the last of which is that of a day."""
    end = last.year * 12 + last.month - 1
    return tuple(date(at // 12, at % 12 + 1, 1) for at in range(max(end - number + 1, 12), end + 1))


def whole_months(today: date, number: int = MONTHS) -> tuple[date, ...]:
    """The last months that are over: what has just begun would always look like a fall."""
    return months_up_to(today.replace(day=1) - timedelta(days=1), number)


def shown_months(counted: Mapping[date, int], today: date) -> tuple[date, ...]:
    """The months that a chart shows: up to the newest of which anything is known."""
    return months_up_to(max((one for one in counted if one <= today), default=today))


def columns(
    months: Sequence[date], parts: Sequence[Sequence[int]], language: str
) -> tuple[Column, ...]:
    """A bar for each month, of ``parts`` with a number for each; some have their names below."""
    return tuple(
        Column(month(one, language), tuple(part[at] for part in parts), _label(one, language))
        for at, one in enumerate(months)
    )


def numbers_of(counted: Mapping[date, int], months: Sequence[date]) -> tuple[int, ...]:
    """The number of each of these months."""
    return tuple(counted.get(month, 0) for month in months)


def _label(one: date, language: str) -> str:
    """A year under its January, and July; under others there is no room for anything."""
    if one.month == 1:
        return str(one.year)
    return short_month(one, language) if one.month == 7 else ""


def by_year(counted: Mapping[date, int]) -> tuple[Year, ...]:
    """The years of which anything is known, the newest first."""
    return tuple(
        Year(year, tuple(counted.get(date(year, month, 1), 0) for month in range(1, 13)))
        for year in sorted({one.year for one in counted}, reverse=True)
    )


def parted(
    counted: Mapping[str, Mapping[date, int]], months: Sequence[date], most: int = PARTS - 1
) -> tuple[Part, ...]:
    """The largest parts in these months by name, the largest first, and the rest as the last."""
    totals = {
        name: total for name, some in counted.items() if (total := sum(numbers_of(some, months)))
    }
    ordered = sorted(totals, key=lambda name: (name == "", -totals[name], name))
    large = [name for name in ordered if name][:most]
    rest: Counter[date] = Counter()
    for name in totals.keys() - set(large):
        rest.update(counted[name])
    told = [Part(name, numbers_of(counted[name], months)) for name in large]
    return (*told, Part("", numbers_of(rest, months))) if rest else tuple(told)


def matrix(pairs: Pairs, most: int = PAIRS) -> Matrix:
    """The sources of the pairs with the most between them, each with all of the others."""
    strongest = sorted(pairs, key=lambda one: (-pairs[one], one))[:most]
    carriers = tuple(dict.fromkeys(carrier for carrier, _ in strongest))
    originals = tuple(dict.fromkeys(original for _, original in strongest))
    numbers = {
        (one, other): pairs[one, other]
        for one in carriers
        for other in originals
        if pairs.get((one, other))
    }
    return Matrix(carriers, originals, numbers, tuple(strongest))
