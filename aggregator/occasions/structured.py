"""Events that a page announces in schema.org's words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from aggregator.occasions.event import Event, Status
from aggregator.occasions.names import named_as_a_whole
from aggregator.occasions.places import towns_in
from aggregator.occasions.words import words_of
from scrapers import urls
from scrapers.article import BUDAPEST, Announced
from scrapers.dates import machine_moment

LONGEST_EVENT = 366
"""Days beyond which a range is a series or a slip."""
_LONGEST_MOMENT = 40
_MIDNIGHT = (time(0, 0), time(23, 59))


def structured_events(announced: Sequence[Announced]) -> tuple[Event, ...]:
    """The events that a page announces, in their order; one without a day is none."""
    return tuple(_events(announced))


def _events(announced: Sequence[Announced]) -> Iterator[Event]:
    for one in announced:
        if (start := _moment(one.start)) is None:
            continue
        first, begins = start
        last, ends = _moment(one.end) or (first, None)
        if not 0 <= (last - first).days <= LONGEST_EVENT:
            last, ends = first, None
        if begins in _MIDNIGHT and ends in (*_MIDNIGHT, None):
            begins = ends = None
        name, (town, venue) = named_as_a_whole(one.name), _place(one)
        yield Event(
            *("event", name.text, name.series, name.ordinal),
            *(first, last, begins, ends),
            town=town,
            venue=venue,
            link=urls.on_the_web(one.link) or None,
            status=_status(one.status),
            certain=True,
            found="json-ld",
        )


def _moment(told: str) -> tuple[date, time | None] | None:
    """The day and the clock time, as they are in Budapest."""
    moment = machine_moment(told) if len(told) <= _LONGEST_MOMENT else None
    if moment is None:
        return None
    try:
        at: datetime = moment.at.astimezone(BUDAPEST)
    except OverflowError:
        return None
    clock = at.time().replace(second=0, microsecond=0)
    return at.date(), clock if moment.precision == "minute" else None


def _place(one: Announced) -> tuple[str | None, str | None]:
    """Town and house; where only one line tells both, the town that it names."""
    if not one.place:
        return _town(one.town), None
    town = _town(one.town) or _town(one.place) or one.town or None
    return town, one.place if one.place != town else None


def _town(line: str) -> str | None:
    return next((town.name for town in towns_in(words_of(line))), None)


def _status(told: str) -> Status:
    return "cancelled" if told.endswith(("Cancelled", "Postponed")) else "announced"
