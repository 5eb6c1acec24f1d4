"""Crawls in a process of their own: a reactor starts once per process.

    python -m tests.scrapers.crawling < plan.json

The plan names the ``sources``, the networks to ``allow`` and the manners; what comes out is one
JSON object with reports and findings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from subprocess import PIPE
from typing import Any

from scrapers.crawl import Manners, crawl
from scrapers.memory import DoorSeen, Finding, Forgetful, Kept, RobotsSeen
from scrapers.net.addresses import networks
from scrapers.reactor import run
from scrapers.source import Door, FeedDoor, Source
from tests.footprint import Footprint


class Listening(Forgetful):
    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        self.findings += findings


def crawled(
    port: int, hosts: Sequence[str], allow: str = "127.0.0.0/8", gap: float = 0.0
) -> dict[str, Any]:
    """Crawl the feed at /feed of each host in another process: reports and findings by host."""
    homes = {host: f"http://{host}.localhost:{port}/" for host in hosts}
    feeds = {host: FeedDoor(kind="feed", url=f"{home}feed") for host, home in homes.items()}
    return crawl_of(
        [source_at(home, feeds[host], id=host) for host, home in homes.items()], allow, gap
    )


def source_at(home: str, *doors: Door, id: str, **more: Any) -> Source:
    """A source with these doors."""
    return Source(id=id, name=id, organisation=id, home=home, door=doors, **more)


def crawl_of(
    sources: Sequence[Source], allow: str = "127.0.0.0/8", gap: float = 0.0
) -> dict[str, Any]:
    """Crawl sources in another process: reports and findings by the source's id.

    ``peak`` is the most memory it took, in bytes.
    """
    told = [source.model_dump(by_alias=True) for source in sources]
    plan = json.dumps({"sources": told, "allow": allow, "gap": gap})
    command = [sys.executable, "-m", "tests.scrapers.crawling"]
    with (
        subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) as process,
        Footprint(process.pid) as footprint,
    ):
        out, errors = process.communicate(plan, timeout=300)
    assert process.returncode == 0, errors
    result: dict[str, Any] = json.loads(out)
    return {**result, "stderr": errors, "peak": footprint.peak}


def main() -> None:
    plan = json.load(sys.stdin)
    sources = [Source.model_validate(one) for one in plan["sources"]]
    manners = Manners("tests", gap=plan["gap"], patience=6, allow=networks(plan["allow"]))
    memory = Listening()
    reports = run(crawl(sources, memory, manners, datetime.now(UTC)))
    told = {
        "reports": {
            one.source: {
                "articles": one.articles,
                "owed": one.owed,
                "dropped": dict(one.dropped),
                "problem": one.problem,
            }
            for one in reports
        },
        "findings": [
            {
                "kind": type(one).__name__,
                "source": one.source,
                "title": one.article.title if isinstance(one, Kept) else None,
                "url": getattr(one, "url", None),
                "reason": getattr(one, "reason", None),
                "robots": f"{one.netloc} {len(one.body)}" if isinstance(one, RobotsSeen) else None,
                "digest": one.validators.digest if isinstance(one, DoorSeen | Kept) else None,
            }
            for one in memory.findings
        ],
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
