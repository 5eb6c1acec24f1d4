"""The year that a day without one has, seen from the day its text was said on."""

from __future__ import annotations

from datetime import date

from scrapers.calendar.span import Day


def nearest_year(day: Day, said: date, weekday: int | None = None) -> int:
    """The year in which ``day`` is nearest to ``said``, on ``weekday`` where a year has it so."""
    years = (said.year, said.year - 1, said.year + 1)
    days = {year: Day(year, day.month, day.day or 15).date() for year in years}
    known = {year: one for year, one in days.items() if one is not None}
    if not known:
        return said.year
    right = {year: one for year, one in known.items() if one.weekday() == weekday}
    return min(right or known, key=lambda year: abs(known[year] - said))
