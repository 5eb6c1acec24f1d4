"""What articles tell of events and deadlines, as occasions of calendars with permanent ids.

An occasion is known by the key of what is told; where that has changed, because it was put to
another day, by its name and the story that tells it. Only what is certain is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.events import known_of, last_events
from aggregator.archive.occasions import (
    add_occasions,
    change_occasion,
    occasions_in,
    occasions_of,
)
from feeds.occasion import Occasion

MOST = 1_000
"""Of so many articles' events calendars are made: by number, since no file knows the clock."""
WITNESSES = 5
"""Of those who tell of an event so many are named."""
_UNKNOWN = datetime.min


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An occasion, and the ids of the sources that tell of it."""

    occasion: Occasion
    sources: frozenset[str]


def scheduled(archive: Archive, now: datetime) -> list[Scheduled]:
    """What ``MOST`` articles tell of those that begin last, the first to begin first.

    ``now`` dates what is told for the first time, or otherwise than before.
    """
    with archive.read() as connection:
        every = last_events(connection, MOST)
    certain = [rows for rows in every if rows[0]["certain"]]
    with archive.write() as connection:
        known = _Known(connection, certain)
        return [known.scheduled(rows, now) for rows in certain]


class _Known:
    """What the archive knows of the occasions that are told now."""

    def __init__(self, connection: Connection, told: Sequence[Sequence[RowMapping]]) -> None:
        self._connection = connection
        keys = {_key(rows) for rows in told}
        self._by_key = {row["key"]: row for row in occasions_of(connection, keys)}
        stories = {rows[0]["story"] for rows in told}
        # those that are told under their own key cannot be another one that was put off
        self._by_name = {
            _named(row): row for row in occasions_in(connection, stories) if row["key"] not in keys
        }

    def scheduled(self, rows: Sequence[RowMapping], now: datetime) -> Scheduled:
        """What is told, under its own id."""
        told = _occasion(rows)
        row = self._by_key.get(_key(rows)) or self._by_name.pop(_named(_values(rows)), None)
        if row is None:
            told = replace(told, uid=str(uuid4()), stamp=now)
            add_occasions(self._connection, [{**_values(rows), **_digests(told), **_state(told)}])
        else:
            told = self._changed(row, rows, told, now)
        return Scheduled(told, frozenset(one["source"] for one in rows))

    def _changed(
        self, row: RowMapping, rows: Sequence[RowMapping], told: Occasion, now: datetime
    ) -> Occasion:
        digests = _digests(told)
        sequence = row["sequence"] + (row["digest"] != digests["digest"])
        stamp = row["stamp"] if row["detail"] == digests["detail"] else now
        told = replace(told, uid=row["uid"], sequence=sequence, stamp=stamp)
        values = {**_values(rows), **digests, **_state(told)}
        if any(row[name] != value for name, value in values.items()):
            change_occasion(self._connection, row["id"], **values)
        return told


def _occasion(rows: Sequence[RowMapping]) -> Occasion:
    best = rows[0]
    first = known_of(rows)
    return Occasion(
        uid="",
        sequence=0,
        stamp=_UNKNOWN,
        first=best["start"],
        last=best["end"],
        begins=first["begins"],
        ends=first["ends"],
        name=first["name"] or best["title"],
        place=", ".join(filter(None, (first["venue"], first["town"]))),
        url=best["url"],
        description="\n".join(_described(rows, first["link"])),
        cancelled=best["status"] == "cancelled",
        kind=best["kind"],
    )


def _described(rows: Sequence[RowMapping], link: str | None) -> Iterator[str]:
    """What is said of it, where to register, who says so."""
    if sentence := next((row["sentence"] for row in rows if row["sentence"]), ""):
        yield sentence
    if link:
        yield link
    for row in rows[:WITNESSES]:
        yield f"{row['source_name']}: {row['title']} {row['url']}"


def _key(rows: Sequence[RowMapping]) -> str:
    best = rows[0]
    # what has no name is only what its own story tells
    return best["key"] if best["name"] else f"{best['key']} in {best['story']}"


def _values(rows: Sequence[RowMapping]) -> dict[str, Any]:
    best = rows[0]
    return {
        "key": _key(rows),
        "kind": best["kind"],
        "name": best["series"] or "",
        "story": best["story"],
        "last": best["end"],
    }


def _named(values: Mapping[str, Any] | RowMapping) -> tuple[Any, ...]:
    return values["kind"], values["name"], values["story"]


def _state(told: Occasion) -> dict[str, Any]:
    return {"uid": told.uid, "sequence": told.sequence, "stamp": told.stamp}


def _digests(told: Occasion) -> dict[str, str]:
    """Of what who comes has to know, and of all."""
    needed = (told.first, told.last, told.begins, told.ends, told.name, told.place, told.cancelled)
    return {
        "digest": _digest(*needed),
        "detail": _digest(*needed, told.url, told.description),
    }


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
