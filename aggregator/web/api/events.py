"""Events and deadlines in the interface."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, RowMapping

from aggregator.archive.events import events_between, known_of
from aggregator.pages.strangers import linkable
from aggregator.web.api.models import Event, Events, SourceName, Witness
from aggregator.web.api.operation import PREFIX, Asked, Operation
from aggregator.web.api.parameter import cursor, day, limit, text
from aggregator.web.choosing import chosen
from aggregator.web.parameters import BadParameter, Parameters

SPAN = 366
"""Days that are looked at at once."""
_Place = tuple[date, str]
"""Where an event stands: by its first day, and within that by its id."""


def _events(asked: Asked) -> Events:
    values, wanted = asked.values, asked.values["limit"]
    since, until = _span(values["since"] or asked.serving.today, values["until"])
    with asked.serving.read() as connection:
        sources = _sources(connection, asked)
        # to name no source is to ask for all
        told = events_between(connection, since, until, sources or ()) if sources != set() else []
    placed = sorted(((_place(rows), rows) for rows in told), key=lambda one: one[0])
    after = values["after"]
    left = [one for one in placed if after is None or one[0] > after]
    last = left[wanted - 1][0] if len(left) > wanted else None
    return Events(
        items=[_event(id, rows) for (_, id), rows in left[:wanted]],
        next=asked.further("after", last and _written(last)),
    )


def _span(since: date, until: date | None) -> tuple[date, date]:
    """From when until when events are looked for."""
    latest = since + min(timedelta(SPAN), date.max - since)
    if until is not None and not since <= until <= latest:
        raise BadParameter("until", f"a day from {since} to {latest}")
    return since, until or latest


def _sources(connection: Connection, asked: Asked) -> set[str] | None:
    """The sources that are asked for; ``None`` for all."""
    if not (asked.values["source"] or asked.values["sector"]):
        return None
    offered = asked.serving.choices(asked.request.state.language)
    return set(offered.wanted(chosen(asked.query, offered)).sources or ())


def _place(rows: Sequence[RowMapping]) -> _Place:
    first = rows[0]
    # what has no name is only what its own story tells
    known_by = f"{'' if first['name'] else first['story']} {first['key']}"
    return first["start"], blake2b(known_by.encode(), digest_size=10).hexdigest()


def _written(place: _Place) -> str:
    return f"{place[0].isoformat()}-{place[1]}"


def _read(asked: Parameters) -> _Place | None:
    told = asked.text("after")
    if told is None:
        return None
    try:
        return date.fromisoformat(told[:10]), told[11:]
    except ValueError:
        raise BadParameter("after", "the cursor of an answer, as it was given") from None


def _event(id: str, rows: Sequence[RowMapping]) -> Event:
    best, known = rows[0], known_of(rows)
    return Event(
        id=id,
        kind=best["kind"],
        name=known["name"],
        start=best["start"],
        end=best["end"],
        begins=_clock(known["begins"]),
        ends=_clock(known["ends"]),
        town=known["town"],
        venue=known["venue"],
        link=linkable(known["link"]),
        status=best["status"],
        certain=best["certain"],
        told_by=[Witness(**_witness(row)) for row in rows],
    )


def _clock(told: time | None) -> str | None:
    return f"{told:%H:%M}" if told is not None else None


def _witness(row: RowMapping) -> dict[str, Any]:
    return {
        "source": SourceName(id=row["source"], name=row["source_name"]),
        **{name: row[name] for name in ("article", "story", "title", "url", "sentence")},
    }


OPERATIONS = (
    Operation(
        f"{PREFIX}events",
        "events",
        "Events and deadlines that are not over on a day and begin by another, by their first day; "
        f"of {SPAN} days at most.",
        Events,
        (
            day("since", "What is not over on this day; today, if nothing is said."),
            day("until", f"What begins by this day; {SPAN} days later, if nothing is said."),
            text("source", "Only what the source with this id tells."),
            text("sector", "Only what a source of this sector tells."),
            limit(30),
            cursor("after", _read),
        ),
        _events,
    ),
)
