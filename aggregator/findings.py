"""What ``health`` finds: sources that failed, and the doors proposed for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aggregator.archive.archive import Archive
from aggregator.archive.doors import PROPOSED, discoveries
from aggregator.archive.sources import last_reports
from scrapers.source import Source


def findings(archive: Archive, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """One record per source whose last crawl failed: since when, why, and what is proposed."""
    with archive.read() as connection:
        reports = last_reports(connection)
        newest = {one.id: next(iter(discoveries(connection, one.id)), None) for one in sources}
    records = []
    for one in sources:
        report = reports.get(one.id)
        if report is None or not report.problem:
            continue
        found = newest[one.id]
        records.append(
            {
                "source": one.id,
                "name": one.name,
                "last crawl": report.began,
                "problem": report.problem,
                "outcome": found["outcome"] if found else None,
                "proposal": _proposal(one, found["outcome"], found["why"]) if found else None,
            }
        )
    return records


def _proposal(source: Source, outcome: str, why: str) -> str:
    if outcome == PROPOSED:
        return f"{why}; take it with: klaszterhirek add --accept {source.id}"
    return f"{outcome}: {why}"
