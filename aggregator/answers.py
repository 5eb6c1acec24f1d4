"""What the archive answers to ``sources``: plain records for ``tell``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.doors import discoveries, door_history, doors_in_force
from aggregator.archive.sources import article_counts, histories, last_reports
from aggregator.due import History, next_turn
from scrapers.source import Source


def source_list(archive: Archive, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """One record per source: its doors' kinds, its articles, how its last crawl went."""
    with archive.read() as connection:
        reports, counts = last_reports(connection), article_counts(connection)
        doors = {one.id: doors_in_force(connection, one) for one in sources}
    return [
        {
            "source": one.id,
            "name": one.name,
            "country": one.country,
            "home": one.home,
            "status": one.status,
            "doors": ", ".join(door.kind for door in doors[one.id]) or "none",
            "articles": counts.get(one.id, 0),
            "last crawl": reports[one.id].began if one.id in reports else None,
            "problem": reports[one.id].problem if one.id in reports else None,
        }
        for one in sources
    ]


def source_details(archive: Archive, one: Source, now: datetime) -> dict[str, Any]:
    """All about one source: its file, its next turn, its doors, the last search for others."""
    with archive.read() as connection:
        turn = next_turn(one, histories(connection, one.id).get(one.id, History()), now)
        report = last_reports(connection).get(one.id)
        history = [_door(row) for row in door_history(connection, one.id)]
        searched = next(iter(discoveries(connection, one.id, most=1)), None)
        count = article_counts(connection).get(one.id, 0)
    return {
        "source": one.id,
        "name": one.name,
        "organisation": one.organisation,
        "home": one.home,
        "sector": one.sector,
        "country": one.country,
        "languages": ", ".join(one.languages),
        "status": one.status,
        "former names": list(one.former_names),
        "former hosts": list(one.aliases),
        "topics": list(one.topics),
        "every": one.every,
        "browser": "yes" if one.browser else "no",
        "full text": "yes" if one.full_text else "no",
        "doors": history or [{"kind": way.kind, "address": way.url} for way in one.doors],
        "last search": searched["at"] if searched else None,
        "found": f"{searched['outcome']}: {searched['why']}" if searched else None,
        "articles": count,
        "last crawl": report.began if report else None,
        "next crawl": turn.at or "never",
        "because": turn.why,
        "dropped": [f"{name}: {times}" for name, times in report.dropped.items()] if report else [],
        "problem": report.problem if report else None,
    }


def _door(row: RowMapping) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "address": row["url"],
        "because": row["why"],
        "since": row["since"],
        "last read": row["seen"],
        "until": row["until"],
        "ended": row["ended"],
    }
