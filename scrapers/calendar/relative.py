"""Days counted from the day a text was said on: "tegnap", "jövő héten kedden", "szerdán"."""

from __future__ import annotations

from datetime import date, timedelta

from scrapers.calendar.clock import read_clock
from scrapers.calendar.parts import read_of_now, week
from scrapers.calendar.piece import Piece
from scrapers.calendar.span import Day
from scrapers.calendar.tokens import Text


def read_relative(text: Text, place: int) -> list[Piece]:
    """The day that is told from ``place`` on by counting from ``text.said``.

    A weekday is one of the week it was said in, or of the week before or after if told so. Today is
    read with a clock time only: else it is likely to mean nowadays.
    """
    said, means = text.said, text[place].means
    if said is None:
        return []
    if "shift" in means:
        return _shifted(text, place, said, means["shift"])
    if "which" in means:
        return _of_week(text, place, said, means["which"]) or read_of_now(text, place)
    if "on_weekday" in means or ("weekday" in means and text.word(place - 1, "at")):
        weekday = means.get("on_weekday", means.get("weekday"))
        return [_weekday(said, 0, weekday, place, place + 1, vague=weekday > said.weekday())]
    return []


def _shifted(text: Text, place: int, said: date, days: int) -> list[Piece]:
    # "a holnap technológiája"; "ma már", "today"
    if days == 0 and read_clock(text, place + 1) is None:
        return []
    if days == 1 and text[place - 1].text.lower() in ("a", "the"):
        return []
    told = _day(said + timedelta(days=days))
    return [Piece(told, told, "on", place, place + 1)]


def _of_week(text: Text, place: int, said: date, step: int) -> list[Piece]:
    """múlt héten szerdán, múlt csütörtökön, jövő hét keddjén, jövő héten."""
    named = text.word(place + 1, "week")
    at = place + 1 + named
    at += named and text[at].text == "," and text.word(at + 1, "on_weekday")
    means = text[at].means
    weekday = means.get("on_weekday", means.get("of_weekday"))
    if weekday is not None and (named or abs(step) == 1):
        return [_weekday(said, step, weekday, place, at + 1)]
    if named and step and text[place + 1].text.lower() in ("héten", "heti"):
        monday, sunday = week(said, step)
        return [Piece(monday, sunday, "on", place, at, fuzzy=True)]
    return []


def _weekday(
    said: date, step: int, weekday: int, place: int, after: int, *, vague: bool = False
) -> Piece:
    told = _day(said + timedelta(days=weekday - said.weekday(), weeks=step))
    return Piece(told, told, "on", place, after, fuzzy=vague)


def _day(day: date) -> Day:
    return Day(day.year, day.month, day.day)
