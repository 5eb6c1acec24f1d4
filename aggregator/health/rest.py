"""Days on which a country's offices rest: nobody wonders that they publish nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_SUMMER = {"hu": ((7, 15), (8, 20))}
"""When offices are empty. In Hungary from mid July to the feast of the twentieth of August."""
_ANY_SUMMER = ((7, 1), (8, 31))
_CHRISTMAS, _EPIPHANY = (12, 20), (1, 6)
_HOLIDAYS_OF = {"eu": "BE", "uk": "GB"}
"""By whose holidays something goes that is no country of ISO 3166: the Union by Brussels'."""


def working_days(after: date, until: date, country: str) -> int:
    """How many days of work there are after a day up to another, which counts."""
    return sum(not is_rest(day, country) for day in _days(after, until))


def is_rest(day: date, country: str) -> bool:
    """Whether hardly anybody works in a country (two letters, or ``eu``) on a day.

    Weekends, public holidays (so Easter from Good Friday), a single day between two of these;
    summer; Christmas to Epiphany.
    """
    return day in _rests(day.year, country)


@cache
def _rests(year: int, country: str) -> frozenset[date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    free = _public_holidays(year, country)
    days = list(_days(first - 2 * _DAY, last + _DAY))
    off = {day for day in days if day.weekday() >= 5 or day in free}
    # a day of work between two that are none is taken off
    bridges = {day for day in days if day - _DAY in off and day + _DAY in off}
    return frozenset(off | bridges | set(_seasons(year, country)))


def _seasons(year: int, country: str) -> Iterator[date]:
    begins, ends = _SUMMER.get(country, _ANY_SUMMER)
    for first, last in ((begins, ends), (_CHRISTMAS, (12, 31)), ((1, 1), _EPIPHANY)):
        yield from _days(date(year, *first) - _DAY, date(year, *last))


def _public_holidays(year: int, country: str) -> frozenset[date]:
    """Those of a country, of a year and the days around it; none of one that nobody knows."""
    # loaded only where somebody has been silent for long
    import holidays

    code = _HOLIDAYS_OF.get(country, country.upper())
    try:
        return frozenset(holidays.country_holidays(code, years=(year - 1, year, year + 1)))
    except NotImplementedError:
        return frozenset()


def _days(after: date, until: date) -> Iterator[date]:
    return (after + n * _DAY for n in range(1, (until - after).days + 1))
