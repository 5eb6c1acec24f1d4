"""What kind an article is of: a call to apply, the announcement of an event, or news. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from aggregator.occasions.event import Event
from scrapers.folding import fold

ArticleKind = Literal["news", "call", "event"]
HEAD = 800
"""Characters of a text in which it says what it is about."""
_FILE = Path(__file__).with_suffix(".toml")
_AMOUNT = re.compile(
    r"\d (?:millió|milliárd|ezer|million|mio)\b|\d\s?(?:ft|forint|huf|eur|euró|€)|€\s?\d"
)


def kind_of(title: str, text: str, events: Sequence[Event]) -> ArticleKind:
    """Whether an article is a call to apply, the announcement of an event, or news.

    A report of what is over is news, even where it names a next time. ``events`` are the article's.
    """
    title, head = title[:HEAD].lower(), text[:HEAD].lower()
    ahead = [one for one in events if one.kind == "event" and one.status != "past"]
    if _calls(title, head, events) and not any(_heads(one, title) for one in ahead):
        return "call"
    return "event" if _announces(title, text[:HEAD], events, ahead) else "news"


def _calls(title: str, head: str, events: Sequence[Event]) -> bool:
    in_title = _words("call").search(title)
    if _words("over").search(title) or not (in_title or _words("call").search(head)):
        return False
    opens = _words("opens").search(f"{title} {head}")
    open_still = any(one.kind == "deadline" and one.status != "past" for one in events)
    sure = open_still or _AMOUNT.search(f"{title} {head}")
    return bool(opens or sure) if in_title else bool(opens and sure)


def _announces(title: str, head: str, events: Sequence[Event], ahead: Sequence[Event]) -> bool:
    if not ahead:
        return False
    if any(_heads(one, title) for one in ahead):
        return True
    over = any(one.kind == "event" and one.status == "past" for one in events)
    return not over and any(one.sentence and one.sentence in head for one in ahead)


def _heads(event: Event, title: str) -> bool:
    """Whether the title is about an event."""
    if event.sentence and event.sentence.lower() == title:
        return True
    return bool(event.series and event.series in " ".join(fold(title).split()))


@cache
def _words(kind: str) -> re.Pattern[str]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    escaped = (re.escape(phrase) for one in told.values() for phrase in one[kind])
    phrases = "|".join(phrase.replace(r"\*", r"\w*") for phrase in escaped)
    # a word ends at a boundary too, and there no phrase begins
    return re.compile(rf"\b(?=\w)(?:{phrases})\b")
