"""Calendars of what articles tell of: all events, all deadlines, and each source's and sector's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from aggregator.config import Config
from aggregator.pages import names
from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid
from aggregator.pages.view import CalendarLine
from aggregator.publishing.belonging import CALLS, feed_of
from aggregator.publishing.occasions import Scheduled
from aggregator.publishing.output import Output
from feeds import calendar
from feeds.occasion import Calendar

EVENTS = "events"
"""The calendar of events has the name of the page of events, that of deadlines of the feed."""
_KINDS = {EVENTS: (msgid("events"), "event"), CALLS: (msgid("deadlines"), "deadline")}

Chosen = Callable[[Scheduled], bool]


def calendars(
    sources: Sequence[Mapping[str, Any]], config: Config
) -> dict[str, tuple[str, Chosen]]:
    """All calendars by the names of their files: their titles, and what is in them.

    ``sources`` are rows of the archive.
    """
    return dict(_calendars(sources, config))


def lines(made: Mapping[str, tuple[str, Chosen]]) -> tuple[CalendarLine, ...]:
    """The calendars for the list of calendars."""
    return tuple(CalendarLine(name + calendar.SUFFIX, title) for name, (title, _) in made.items())


def calendar_files(
    output: Output,
    made: Mapping[str, tuple[str, Chosen]],
    told: Sequence[Scheduled],
    config: Config,
) -> Iterator[str]:
    """Write the calendars; the names of the files whose bytes changed."""
    for name, (title, chosen) in made.items():
        occasions = tuple(one.occasion for one in told if chosen(one))
        file = name + calendar.SUFFIX
        one = Calendar(
            title=f"{config.title}: {title}",
            description="",
            occasions=occasions,
            base=config.address,
            name=name,
        )
        yield from output.keep([file], (one,), partial(_rendered, file, one))


def _rendered(file: str, one: Calendar) -> dict[str, bytes]:
    return {file: calendar.render(one)}


def _calendars(
    sources: Sequence[Mapping[str, Any]], config: Config
) -> Iterator[tuple[str, tuple[str, Chosen]]]:
    gettext = texts(config.language).gettext
    for name, (title, kind) in _KINDS.items():
        yield name, (gettext(title), _of_kind(kind))
    sectors: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in sorted(sources, key=lambda one: one["sector"] or ""):
        if one["sector"]:
            sectors[feed_of("sector", one["sector"])].append(one)
    for name, some in sectors.items():
        shown = names.sector(some[0]["sector"], config.language)
        yield name, (shown, _told_by(frozenset(one["id"] for one in some)))
    for one in sources:
        yield feed_of("source", one["id"]), (one["name"], _told_by(frozenset([one["id"]])))


def _of_kind(kind: str) -> Chosen:
    return lambda one: one.occasion.kind == kind


def _told_by(sources: frozenset[str]) -> Chosen:
    return lambda one: bool(one.sources & sources)
