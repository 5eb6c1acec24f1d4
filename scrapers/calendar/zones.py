"""Time zones as they stand behind a clock time: "GMT", "CEST", "UTC+2", "+02:00", "(ET)"."""

from __future__ import annotations

from datetime import timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scrapers.calendar.tokens import Text

_HOURS = {
    **{"UTC": 0, "GMT": 0, "WET": 0, "Z": 0, "BST": 1, "CET": 1, "WEST": 1, "MEZ": 1},
    **{"CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "JST": 9, "KST": 9},
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"PKT": 5, "WIB": 7, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "PT": "America/Los_Angeles"}
_SEVERAL = {"IST", "CST", "AST"}


class Zone(NamedTuple):
    """A zone, ``None`` where none is told; ``unclear`` where its name means several."""

    zone: tzinfo | None
    unclear: bool
    after: int


def read_zone(text: Text, place: int) -> Zone:
    """The zone that stands at ``place``."""
    opened = text[place].text == "("
    name = text[place + opened]
    after = place + opened + 1
    zone: tzinfo | None
    if name.text in _SEVERAL or _is_unknown(name.text):
        zone, unclear = None, True
    elif name.text in _PLACES:
        zone, unclear = ZoneInfo(_PLACES[name.text]), False
    elif name.text in _HOURS and not (name.text == "Z" and name.spaced):
        offset, after = _offset(text, after) if name.text in ("UTC", "GMT") else (0, after)
        zone, unclear = timezone(timedelta(hours=_HOURS[name.text], minutes=offset)), False
    elif name.text == "+" and text[after].digits in (2, 4) and not text[after].spaced:
        offset, after = _offset(text, after - 1)
        zone, unclear = timezone(timedelta(minutes=offset)), False
    else:
        return Zone(None, False, place)
    if opened and text[after].text == ")":
        after += 1
    return Zone(zone, unclear, after)


def _is_unknown(name: str) -> bool:
    return len(name) in (3, 4) and name.isupper() and name[-1] == "T" and name not in _HOURS


def _offset(text: Text, place: int) -> tuple[int, int]:
    """The minutes of "+2", "-05:00" at ``place``, and the place behind them."""
    sign, hours, colon, minutes = (text[place + n] for n in range(4))
    if sign.text not in ("+", "-", "−") or hours.spaced:
        return 0, place
    direction = 1 if sign.text == "+" else -1
    if hours.digits == 4 and hours.number <= 1400:
        return direction * (hours.number // 100 * 60 + hours.number % 100), place + 2
    if not (0 <= hours.number <= 14 and hours.digits <= 2):
        return 0, place
    if colon.text == ":" and minutes.digits == 2 and minutes.number < 60:
        return direction * (60 * hours.number + minutes.number), place + 4
    return direction * 60 * hours.number, place + 2
