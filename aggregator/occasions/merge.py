"""One event told in several sentences is one event, and a day of it is no second one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from aggregator.occasions.deadlines import is_of_call
from aggregator.occasions.event import Event, Status
from aggregator.occasions.vague import is_vague

_NUMBER = re.compile(r"\d+")
# what a report knows counts more than what an announcement hoped
_STRONGEST: tuple[Status, ...] = ("cancelled", "past", "announced", "conditional")


def merged(events: Iterable[Event]) -> list[Event]:
    """The events without repetition, in order of time; the first telling gives name and evidence.

    Of two that have one key and days apart, the one that is not called off is left.
    """
    kept: list[Event] = []
    for event in events:
        if kept and _goes_on(kept[-1], event):
            kept[-1] = replace(kept[-1], end=event.end)
            continue
        same = next((at for at, one in enumerate(kept) if _are_one(one, event)), None)
        if same is None:
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
    return sorted(_by_key(_with_names(kept)), key=lambda one: (one.start, one.end, one.key))


def _goes_on(one: Event, other: Event) -> bool:
    """Whether a sentence tells two days that follow each other: "május 5-én és 6-án"."""
    follows = other.start - one.end == timedelta(1)
    alike = (one.kind, one.series, one.sentence) == (other.kind, other.series, other.sentence)
    return alike and follows and one.kind == "event"


def _are_one(one: Event, other: Event) -> bool:
    if one.kind != other.kind or not (_holds(one, other) or _holds(other, one)):
        return False
    if one.kind == "deadline":
        return not (one.series and other.series) or _are_kin(one, other)
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return False
    if _are_kin(one, other) or (one.start, one.end) != (other.start, other.end):
        return True
    apart = one.town and other.town and one.town != other.town
    return not apart and not (tells(one) and tells(other))


def _holds(one: Event, other: Event) -> bool:
    return one.start <= other.start and other.end <= one.end


def _are_kin(one: Event, other: Event) -> bool:
    """Whether one name is the other's, or its end: "konferencia", "Nemzeti Klaszterkonferencia"."""
    if not one.series or not other.series:
        return True
    return one.series.endswith(other.series) or other.series.endswith(one.series)


def tells(event: Event) -> bool:
    """Whether an event has a name of its own: with an edition, or a capital letter."""
    proper = event.name and event.name != event.name.lower() and not is_vague(event.series)
    return bool(event.ordinal or proper)


def _joined(one: Event, other: Event) -> Event:
    wide = one if _holds(one, other) else other
    named = one if tells(one) or not tells(other) else other
    whole = replace(
        one,
        name=named.name,
        series=named.series,
        ordinal=named.ordinal or one.ordinal or other.ordinal,
        start=wide.start,
        end=wide.end,
        begins=wide.begins or one.begins or other.begins,
        ends=wide.ends or one.ends or other.ends,
        town=one.town or other.town,
        venue=one.venue or other.venue,
        link=one.link or other.link,
        status=min(one.status, other.status, key=_STRONGEST.index),
        certain=one.certain or other.certain,
        sentence=one.sentence or other.sentence,
    )
    settled = _is_explicit(whole) and tells(whole) and bool(whole.town or whole.venue)
    return replace(whole, certain=whole.certain or settled)


def _is_explicit(event: Event) -> bool:
    """Whether its sentence tells its first day with the year."""
    return {str(event.start.day), str(event.start.year)} <= {*_NUMBER.findall(event.sentence)}


def _with_names(events: Sequence[Event]) -> list[Event]:
    """A deadline without a name is that of the only event that the text tells, or of its call."""
    names = {(one.name, one.series, one.ordinal) for one in events if one.kind == "event"}
    if len(names) != 1:
        return list(events)
    name, series, ordinal = names.pop()
    return [
        one
        if one.name or is_of_call(one.sentence)
        else replace(one, name=name, series=series, ordinal=ordinal)
        for one in events
    ]


def _by_key(events: Sequence[Event]) -> Iterable[Event]:
    kept: dict[str, Event] = {}
    for event in events:
        other = kept.get(event.key)
        if other is None or other.status == "cancelled":
            kept[event.key] = event
    return kept.values()
