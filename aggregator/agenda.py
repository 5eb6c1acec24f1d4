"""What ``events`` says: one record for each event, whoever tells of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.events import events_between, known_of
from aggregator.archive.naming import check_known

CALENDAR = (
    *("start", "end", "begins", "ends", "kind", "name", "town", "venue", "status", "certain"),
    *("link", "key"),
)
"""The fields of an event in a table's order; ``told by`` comes on top."""


def agenda(
    archive: Archive, since: date, until: date | None, sources: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The events from ``since`` to ``until`` (days included), the first to begin first.

    ``told by`` are the articles with the sentence that tells of it. ``NotFound`` for a source that
    the archive has never heard of.
    """
    with archive.read() as connection:
        check_known(connection, sources)
        told = events_between(connection, since, until, sources)
    return list(map(_record, told))


def told_in_lines(record: Mapping[str, Any]) -> Iterator[str]:
    """An event for people: when and what, where and how sure, who tells of it."""
    first, last = record["start"], record["end"]
    when = first if first == last else f"{first} – {last}"
    clock = "–".join(filter(None, (record["begins"], record["ends"])))
    doubt = "" if record["certain"] else "? "
    deadline = "deadline: " if record["kind"] == "deadline" else ""
    told_by = record["told by"]
    name = record["name"] or told_by[0]["title"]
    fate = f" ({record['status']})" if record["status"] in ("cancelled", "conditional") else ""
    yield f"{when}{f' {clock}' if clock else ''}  {doubt}{deadline}{name}{fate}"
    where = ", ".join(filter(None, (record["town"], record["venue"], record["link"])))
    if where:
        yield where
    for one in told_by:
        yield f"{one['source']}  {one['url']}"


def _record(rows: Sequence[RowMapping]) -> dict[str, Any]:
    best = rows[0]
    known = known_of(rows)
    return {
        "start": best["start"].isoformat(),
        "end": best["end"].isoformat(),
        "begins": known["begins"] and f"{known['begins']:%H:%M}",
        "ends": known["ends"] and f"{known['ends']:%H:%M}",
        "kind": best["kind"],
        "name": known["name"],
        "town": known["town"],
        "venue": known["venue"],
        "link": known["link"],
        "status": best["status"],
        "certain": best["certain"],
        "key": best["key"],
        "told by": [
            {
                "source": row["source_name"],
                "title": row["title"],
                "url": row["url"],
                "sentence": row["sentence"],
                "status": row["status"],
            }
            for row in rows
        ],
    }
