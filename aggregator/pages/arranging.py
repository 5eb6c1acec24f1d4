"""Stories, happenings, sources and feeds in the order in which pages show them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar, get_args

from aggregator.pages.view import FeedLine, Group, Happening, SourceLine
from feeds.feed import Entry
from scrapers.article import day_of
from scrapers.folding import fold

Value = TypeVar("Value")
Key = TypeVar("Key", date, str)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is coming: events and deadlines that are certain, and what waits for a review."""

    events: tuple[Happening, ...]
    deadlines: tuple[Happening, ...]
    uncertain: tuple[Happening, ...]


def day_in_list(entry: Entry) -> date:
    """The day under which a story stands: its publisher's, else that on which it was first seen."""
    return day_of(entry.published or entry.seen or entry.updated)


def by_day(entries: Iterable[Entry]) -> list[tuple[date, list[Entry]]]:
    """Stories under their days, the newest first, in the order of the feed within each."""
    return _grouped(sorted(entries, key=day_in_list, reverse=True), day_in_list)


def by_month(happenings: Iterable[Happening], today: date) -> list[tuple[date, list[Happening]]]:
    """Happenings in order under the first days of their months; what has begun is under today's."""
    return _grouped(happenings, lambda one: max(one.start, today).replace(day=1))


def agenda(happenings: Iterable[Happening], today: date) -> Agenda:
    """What of ``happenings`` is not over, the first to begin first."""
    coming = sorted(
        (one for one in happenings if one.end >= today),
        key=lambda one: (one.start, one.end, fold(one.name)),
    )
    sure = [one for one in coming if one.certain]
    return Agenda(
        events=tuple(one for one in sure if one.kind == "event"),
        deadlines=tuple(one for one in sure if one.kind == "deadline"),
        uncertain=tuple(one for one in coming if not one.certain),
    )


def by_country(sources: Iterable[SourceLine]) -> list[tuple[str, list[SourceLine]]]:
    """Sources under the codes of their countries, that with the most first; by name within each."""
    ordered = sorted(sources, key=lambda one: (one.country, fold(one.name)))
    grouped = _grouped(ordered, lambda one: one.country)
    return sorted(grouped, key=lambda one: -len(one[1]))


def by_group(feeds: Sequence[FeedLine]) -> list[tuple[Group, list[FeedLine]]]:
    """Feeds under the groups that there are, by title within each."""
    ordered = sorted(feeds, key=lambda one: fold(one.title))
    grouped = [(group, [one for one in ordered if one.group == group]) for group in get_args(Group)]
    return [(group, found) for group, found in grouped if found]


def by_sector(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Stories under the label of their first category, by label; those without are the last."""

    def label(entry: Entry) -> str:
        return entry.categories[0].label if entry.categories else ""

    ordered = sorted(entries, key=lambda one: (not label(one), fold(label(one)), label(one)))
    return _grouped(ordered, label)


def _grouped(values: Iterable[Value], key: Callable[[Value], Key]) -> list[tuple[Key, list[Value]]]:
    return [(name, list(found)) for name, found in groupby(values, key)]
