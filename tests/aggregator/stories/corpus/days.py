"""Days as Hungarian news write them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

MONTHS = (
    "január", "február", "március", "április", "május", "június", "július", "augusztus",
    "szeptember", "október", "november", "december",
)  # fmt: skip
WEEKDAYS = ("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap")
_ON_WEEKDAYS = (
    "hétfőn", "kedden", "szerdán", "csütörtökön", "pénteken", "szombaton", "vasárnap",
)  # fmt: skip
_BACK = {2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30}


def full(day: date) -> str:
    """2021. június 3."""
    return f"{day.year}. {MONTHS[day.month - 1]} {day.day}."


def on(day: date) -> str:
    """2021. június 3-án."""
    return f"{day.year}. {on_day(day)}"


def on_day(day: date) -> str:
    """Június 3-án, without the year."""
    return f"{MONTHS[day.month - 1]} {day.day}-{_ending(day.day)}"


def numeric(day: date) -> str:
    """2021.06.03."""
    return f"{day:%Y.%m.%d.}"


def over(day: date, days: int) -> str:
    """2021. június 3-4-én; over the month's end only the first day."""
    last = day + timedelta(days=days - 1)
    if days < 2 or last.month != day.month:
        return on(day)
    return f"{day.year}. {MONTHS[day.month - 1]} {day.day}-{last.day}-{_ending(last.day)}"


def somehow(random: Random, day: date) -> str:
    """One of the ways to say when."""
    return random.choice((on, on_day, dateline_on))(day)


def dateline_on(day: date) -> str:
    """2021. június 3-án, csütörtökön."""
    return f"{on(day)}, {_ON_WEEKDAYS[day.weekday()]}"


def dateline(day: date) -> str:
    """2021. június 3., csütörtök."""
    return f"{full(day)}, {WEEKDAYS[day.weekday()]}"


def _ending(day: int) -> str:
    return "jén" if day == 1 else "án" if day in _BACK else "én"
