"""What an article tells of events: meetings with their days and places, and deadlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from aggregator.occasions.event import Event, Quoted
from aggregator.occasions.merge import merged
from aggregator.occasions.prose import events_in_prose
from scrapers.article import Link

__all__ = ["Event", "Quoted", "events_of", "kind_of", "structured_events"]

ArticleKind = Literal["news", "call", "event"]


def events_of(
    title: str,
    text: str,
    said: date | None,
    links: Sequence[Link] = (),
    quoted: Sequence[Quoted] = (),
    structured: Sequence[Event] = (),
    languages: Sequence[str] = ("hu",),
) -> tuple[Event, ...]:
    """Every event and deadline that an article tells, in order of time, each of them once.

    ``said`` is the day on which the article appeared, ``None`` where it is unknown. ``quoted`` are
    the ranges of ``text`` that were first said elsewhere. ``structured`` is what the page's own
    structured data tells (``structured_events``); prose adds what that leaves open.
    """
    told = events_in_prose(title, text, said, quoted, languages)
    return tuple(merged([*structured, *told]))


def structured_events(nodes: Sequence[object]) -> tuple[Event, ...]:
    """The events among a page's JSON-LD nodes."""
    return ()


def kind_of(title: str, text: str, events: Sequence[Event]) -> ArticleKind:
    """Whether an article is a call to apply, the announcement of an event, or news."""
    return "news"
