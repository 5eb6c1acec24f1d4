"""Bylines in languages of which the grammar has no words: left to dateparser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, tzinfo

from scrapers.calendar.words import knows

_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def foreign_day(text: str, languages: Sequence[str], zone: tzinfo) -> datetime | None:
    """The day that a line tells in one of ``languages`` that are not our own, at its midnight.

    Only where year, month and day are told; a clock time is not read.
    """
    others = [language for language in languages if not knows(language)]
    if not others or not _DAY.search(_CLOCK.sub("", text)) or not _WORD.search(text):
        return None
    import dateparser

    # without these it makes up what is not told, and counts "5 hours ago" from now
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        at = dateparser.parse(text, languages=others, settings=settings)
    except ValueError:  # a language that dateparser does not know
        return None
    return datetime.combine(at.date(), time(), zone) if at else None
