"""Clock times: "10-kor", "9:00–16:30", "fél 10-kor", "5:30 p.m. EDT", "17.00 Uhr"."""

from __future__ import annotations

from datetime import time, tzinfo
from typing import NamedTuple

from scrapers.calendar.tokens import Text
from scrapers.calendar.zones import read_zone

_MOST_WORDS = 2
_QUARTERS = {"half": -30, "quarter": -45, "three_quarters": -15}


class Clock(NamedTuple):
    """A clock time and, of a range, its end; ``after`` is the place behind it.

    ``zone`` is ``None`` where none is told. A zone of a name that means several is ``unclear``.
    """

    begins: time
    ends: time | None
    zone: tzinfo | None
    unclear: bool
    after: int


class _Hour(NamedTuple):
    minutes: int  # since midnight
    sure: bool  # nothing else is written so
    after: int


def read_clock(text: Text, place: int) -> Clock | None:
    """The clock time that begins at ``place``."""
    half_day, place = _leading_half(text, place)
    for _ in range(_MOST_WORDS):
        if text.word(place, "at"):
            place += 1 + (text[place + 1].text == ".")
    first = _read_hour(text, place)
    if first is None:
        return None
    half_day, after = _half_day(text, first.after, half_day)
    sure = first.sure or half_day is not None
    last = _read_end(text, after)
    if last is None:
        if not sure:
            return None
        begins = _time(first.minutes, half_day)
        zone = read_zone(text, after)
        return Clock(begins, None, zone.zone, zone.unclear, zone.after) if begins else None
    later, after = _half_day(text, last.after, half_day)
    if not last.sure and after == last.after:
        return None
    begins, ends = _time(first.minutes, half_day or later), _time(last.minutes, later)
    if begins is None or ends is None:
        return None
    zone = read_zone(text, after)
    return Clock(begins, ends, zone.zone, zone.unclear, zone.after)


def _leading_half(text: Text, place: int) -> tuple[str | None, int]:
    means = text[place].means
    if "half_day" in means:
        return means["half_day"], place + 1
    if "half_day_dotted" in means and text[place + 1].text == ".":  # "de." is a.m.
        return means["half_day_dotted"], place + 2
    return None, place


def _read_end(text: Text, place: int) -> _Hour | None:
    if text[place].is_dash or text.word(place, "to"):
        return _read_hour(text, place + 1)
    if text.word(place, "and"):  # 10 és 16 óra között
        last = _read_hour(text, place + 1)
        return (
            last._replace(after=last.after + 1) if last and text.word(last.after, "amid") else None
        )
    if text.word(place - 1, "hour_from"):  # 10 órától 16 óráig
        return _read_hour(text, place)
    return None


def _read_hour(text: Text, place: int) -> _Hour | None:
    part = text[place].means.get("clock_part")
    place += part is not None
    hour = text[place]
    if not (0 <= hour.number < 24 and hour.digits <= 2):
        return None
    minutes = 60 * hour.number
    if part:
        after = _hour_word(text, place + 1)
        return None if after is None else _Hour(minutes + _QUARTERS[part], True, after)
    sign, further = text[place + 1], text[place + 2]
    told = not sign.spaced and not further.spaced and further.digits == 2 and further.number < 60
    if told and sign.text in (":", ".", "h", "H", "時", "시"):
        return _with_minutes(text, place + 3, minutes + further.number, sign.text)
    after = _hour_word(text, place + 1)
    if after is not None:
        further = text[after]  # 12 óra 30 perckor
        if 0 <= further.number < 60 and text.word(after + 1, "minute_word"):
            return _Hour(minutes + further.number, True, after + 2)
        return _Hour(minutes, True, after)
    return _Hour(minutes, False, place + 1) if sign.text not in (".", ":", ",") else None


def _with_minutes(text: Text, place: int, minutes: int, sign: str) -> _Hour | None:
    seconds = text[place + 1]
    if text[place].text in (":", ".") and not text[place].spaced and not seconds.spaced:
        if seconds.digits == 2 and text[place].text == sign == ":" and seconds.number < 60:
            place += 2
        elif seconds.digits:
            return None  # 10.11.2021 is a day
    if text[place].text in ("分", "분"):
        place += 1
    after = _hour_word(text, place)
    if after is None and (text.word(place, "count") or text[place].text in ("%", "€", "$")):
        return None
    return _Hour(minutes, True, place if after is None else after)


def _hour_word(text: Text, place: int) -> int | None:
    """The place behind a word that tells an hour, if there is one."""
    sign, word = text[place], text[place + 1]
    if sign.is_dash and not sign.spaced and not word.spaced:
        ending = word.means.keys() & {"hour_ending", "hour_from", "hour_until"}
        return place + 2 if ending else None
    if sign.means.keys() & {"hour", "hour_from", "hour_until"}:
        dotted = word.text == "." and not word.spaced and not text[place + 2].text[:1].isupper()
        return place + 2 if dotted and len(sign.text) <= 3 else place + 1
    if sign.text in ("時", "시"):
        return place + 1
    return None


def _half_day(text: Text, place: int, told: str | None) -> tuple[str | None, int]:
    """Which half of the day the words at ``place`` tell, else ``told``; the place behind them."""
    token = text[place]
    if "half_day" in token.means and not text.word(place, "ending"):
        return token.means["half_day"], place + 1
    # p.m., a. m.
    letters = text[place].text.lower() + text[place + 2].text.lower()
    if letters in ("am", "pm") and text[place + 1].text == "." and not text[place + 1].spaced:
        closed = text[place + 3].text == "." and not text[place + 3].spaced
        return ("morning" if letters == "am" else "evening"), place + 3 + closed
    return told, place


def _time(minutes: int, half_day: str | None) -> time | None:
    hour, minute = divmod(minutes, 60)
    if half_day == "evening" and hour < 12:
        hour += 12
    elif half_day == "morning" and hour == 12:
        hour = 0
    return time(hour, minute) if 0 <= hour < 24 else None
