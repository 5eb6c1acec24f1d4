"""Events that a page tells in schema.org's words; whatever else stands there is passed by. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from html import unescape

from aggregator.occasions.event import Event, Status
from aggregator.occasions.names import Name, named_as_a_whole
from aggregator.occasions.places import towns_in
from aggregator.occasions.words import words_of
from scrapers import clean
from scrapers.article import BUDAPEST
from scrapers.dates import machine_moment

MOST, DEEPEST = 50, 4
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_LINK = 300, 200, 2_000
LONGEST_EVENT = 366
"""Days beyond which a range is a series or a slip."""
_KINDS = ("Event", "Festival", "Hackathon")
_MIDNIGHT = (time(0, 0), time(23, 59))


def structured_events(nodes: Sequence[object]) -> tuple[Event, ...]:
    """The events among a page's JSON-LD nodes, in their order, the first 50 of them.

    A node is a mapping with ``@type``, ``name``, ``startDate`` and perhaps ``endDate``,
    ``location``, ``url``, ``offers`` and ``eventStatus``; one without name or start is none.
    """
    found: list[Event] = []
    for node in _nodes(nodes, DEEPEST):
        if event := _event(node):
            found.append(event)
        if len(found) == MOST:
            break
    return tuple(found)


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth and isinstance(value, list | tuple):
        for one in value[: 10 * MOST]:
            yield from _nodes(one, depth - 1)
    elif depth and isinstance(value, Mapping):
        kinds = value.get("@type")
        if any(isinstance(kind, str) and kind.endswith(_KINDS) for kind in _list(kinds)):
            yield value
        yield from _nodes(value.get("@graph"), depth - 1)


def _event(node: Mapping[str, object]) -> Event | None:
    told = _line(node.get("name"), LONGEST_NAME)
    start = _moment(node.get("startDate"))
    if not told or start is None:
        return None
    first, begins = start
    last, ends = _moment(node.get("endDate")) or (first, None)
    if not 0 <= (last - first).days <= LONGEST_EVENT:
        last, ends = first, None
    name = named_as_a_whole(told)
    town, venue = _place(node.get("location"))
    return _of(name, (first, last, begins, ends), town, venue, node)


def _of(
    name: Name,
    days: tuple[date, date, time | None, time | None],
    town: str | None,
    venue: str | None,
    node: Mapping[str, object],
) -> Event:
    first, last, begins, ends = days
    if begins in _MIDNIGHT and ends in (*_MIDNIGHT, None):
        begins = ends = None
    return Event(
        *("event", name.text, name.series, name.ordinal),
        *(first, last, begins, ends),
        town=town,
        venue=venue,
        link=_link(node),
        status=_status(node.get("eventStatus")),
        certain=True,
        found="json-ld",
    )


def _moment(value: object) -> tuple[date, time | None] | None:
    """The day and the clock time, as they are in Budapest."""
    moment = machine_moment(value) if isinstance(value, str) and len(value) <= 40 else None
    if moment is None:
        return None
    try:
        at: datetime = moment.at.astimezone(BUDAPEST)
    except OverflowError:
        return None
    return at.date(), at.time().replace(
        second=0, microsecond=0
    ) if moment.precision == "minute" else None


def _place(value: object) -> tuple[str | None, str | None]:
    """Town and house; an address on the web is neither."""
    place = next(iter(_list(value)), None)
    if not isinstance(place, Mapping):
        line = _line(place, LONGEST_ADDRESS)
        return _town(line), None
    if place.get("@type") == "VirtualLocation":
        return None, None
    venue, address = _line(place.get("name"), LONGEST_ADDRESS), place.get("address")
    locality = address.get("addressLocality") if isinstance(address, Mapping) else address
    told = _line(locality, LONGEST_ADDRESS)
    town = _town(told) or (told if isinstance(address, Mapping) else None) or _town(venue)
    return town, venue if venue != town else None


def _town(line: str | None) -> str | None:
    return next((town.name for town in towns_in(words_of(line or ""))), None)


def _link(node: Mapping[str, object]) -> str | None:
    offers = (offer.get("url") for offer in _list(node.get("offers")) if isinstance(offer, Mapping))
    for link in (*offers, node.get("url")):
        if isinstance(link, str) and link.startswith(("http://", "https://")):
            return link if len(link) <= LONGEST_LINK else None
    return None


def _status(value: object) -> Status:
    told = str(value) if isinstance(value, str) else ""
    return "cancelled" if told.endswith(("Cancelled", "Postponed")) else "announced"


def _list(value: object) -> Sequence[object]:
    return value[:MOST] if isinstance(value, list | tuple) else (value,)


def _line(value: object, longest: int) -> str | None:
    if not isinstance(value, str):
        return None
    return clean.line(unescape(value[: 10 * longest]))[:longest].strip() or None
