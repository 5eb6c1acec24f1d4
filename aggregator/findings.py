"""What ``health`` tells: how each source fares, those first at which somebody should look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from aggregator.archive.archive import Archive
from aggregator.archive.sources import last_reports
from aggregator.conditions import conditions
from aggregator.health.condition import Condition
from scrapers.source import Source


def findings(archive: Archive, sources: Sequence[Source], now: datetime) -> list[dict[str, Any]]:
    """One record per source, those first that want a look; in English."""
    with archive.read() as connection:
        told, reports = conditions(connection, sources, now), last_reports(connection)
    records = [_record(one, told[one.id], reports.get(one.id)) for one in sources]
    return sorted(records, key=lambda one: (not one["look"], one["condition"], one["source"]))


def in_words(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of a table: why, and below it what to do, where there is anything to do or to wait
    for; then how many sources fare how.
    """
    for one in records:
        if one["advice"]:
            yield f"{one['source']}: {one['condition']}: {one['reason']}"
            yield f"    {one['advice']}"
    counts = Counter(one["condition"] for one in records)
    many = "source" if len(records) == 1 else "sources"
    yield f"{len(records)} {many}: {', '.join(f'{n} {kind}' for kind, n in counts.most_common())}"


def _record(one: Source, told: Condition, report: Any) -> dict[str, Any]:
    return {
        "source": one.id,
        "name": one.name,
        "condition": told.kind,
        "look": told.wants_look,
        "since": told.since,
        "reason": str(told.reason),
        "advice": str(told.advice) if told.advice else None,
        "last crawl": report.began if report else None,
        "problem": report.problem if report else None,
    }
