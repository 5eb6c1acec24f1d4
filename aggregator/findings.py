"""What ``health`` finds: sources that failed, and the doors proposed for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.doors import PROPOSED, discoveries, proposal
from aggregator.archive.sources import last_reports
from scrapers.source import Source


def findings(archive: Archive, sources: Sequence[Source]) -> list[dict[str, Any]]:
    """One record per source whose last crawl failed or for which a door is proposed."""
    with archive.read() as connection:
        reports = last_reports(connection)
        found = (_finding(connection, one, reports.get(one.id)) for one in sources)
        return [one for one in found if one]


def _finding(connection: Connection, one: Source, report: Any) -> dict[str, Any] | None:
    problem = report.problem if report else None
    open_one = proposal(connection, one.id)
    newest = open_one or next(iter(discoveries(connection, one.id, most=1)), None)
    if problem is None and open_one is None:
        return None
    return {
        "source": one.id,
        "name": one.name,
        "last crawl": report.began if report else None,
        "problem": problem or "a new door is proposed",
        "outcome": newest["outcome"] if newest else None,
        "proposal": _proposal(one, newest["outcome"], newest["why"]) if newest else None,
    }


def _proposal(source: Source, outcome: str, why: str) -> str:
    if outcome == PROPOSED:
        return f"{why}; take it with: klaszterhirek add --accept {source.id}"
    return f"{outcome}: {why}"
