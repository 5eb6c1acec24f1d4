"""What an article tells of events: meetings with their days and places, and deadlines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from aggregator.occasions.calls import ArticleKind, kind_of
from aggregator.occasions.event import Event, Quoted
from aggregator.occasions.links import with_links
from aggregator.occasions.merge import merged
from aggregator.occasions.prose import events_in_prose
from aggregator.occasions.structured import structured_events
from scrapers.article import Link

__all__ = ["ArticleKind", "Event", "Quoted", "events_of", "kind_of", "structured_events"]


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
    own = [_as_of(event, said) for event in structured]
    return tuple(with_links(merged([*own, *told]), links))


def _as_of(event: Event, said: date | None) -> Event:
    """An event of structured data, which does not tell that it is over."""
    over = said is not None and event.end < said and event.status == "announced"
    return replace(event, status="past") if over else event
