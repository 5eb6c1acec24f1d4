"""Crawls in a process of their own: a reactor starts once per process.

    python -m tests.scrapers.crawling < plan.json

The plan names the ``sources``, the networks to ``allow`` and the manners; what comes out is one
JSON object with reports and findings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from subprocess import PIPE
from typing import Any

from scrapers import settings
from scrapers.crawl import Manners, crawl
from scrapers.memory import DoorSeen, Finding, Forgetful, Kept, RobotsSeen
from scrapers.net.addresses import networks
from scrapers.reactor import run
from scrapers.report import CrawlReport
from scrapers.source import Door, FeedDoor, ListingDoor, Source
from scrapers.workers import SECONDS, Workers
from tests.footprint import Footprint


class Listening(Forgetful):
    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        self.findings += findings


def crawled(
    port: int,
    hosts: Sequence[str],
    allow: str = "127.0.0.0/8",
    *,
    browser: Sequence[str] = (),
    **manners: Any,
) -> dict[str, Any]:
    """Crawl the feed at /feed of each host in another process: reports and findings by host.

    The front page, rendered, is the door of those that need a ``browser``.
    """
    sources = []
    for host in hosts:
        home = f"http://{host}.localhost:{port}/"
        shown = ListingDoor(kind="listing", url=home, links="#news a")
        door = shown if host in browser else FeedDoor(kind="feed", url=f"{home}feed")
        sources.append(source_at(home, door, id=host, browser=host in browser))
    return crawl_of(sources, allow, **manners)


def source_at(home: str, *doors: Door, id: str, **more: Any) -> Source:
    """A source with these doors."""
    return Source(id=id, name=id, organisation=id, home=home, door=doors, **more)


def crawl_of(
    sources: Sequence[Source],
    allow: str = "127.0.0.0/8",
    *,
    gap: float = 0.0,
    patience: float = 6,
    seconds: float = SECONDS,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Crawl sources in another process: reports and findings by the source's id.

    ``seconds`` is how long one page may be parsed; ``peak`` the most memory it took, in bytes.
    """
    told = [source.model_dump(by_alias=True) for source in sources]
    limits = {"gap": gap, "patience": patience, "seconds": seconds}
    plan = json.dumps({"sources": told, "allow": allow, **limits})
    # as the program does: each worker loads the module that was run, which is none here
    command = [sys.executable, "-c", "from tests.scrapers.crawling import main; main()"]
    inherited = {**os.environ, **(environment or {})}
    with (
        subprocess.Popen(
            command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, env=inherited
        ) as process,
        Footprint(process.pid) as footprint,
    ):
        out, errors = process.communicate(plan, timeout=300)
    assert process.returncode == 0, errors
    result: dict[str, Any] = json.loads(out)
    return {**result, "stderr": errors, "peak": footprint.peak}


def main() -> None:
    plan = json.load(sys.stdin)
    sources = [Source.model_validate(one) for one in plan["sources"]]
    manners = Manners(
        "tests", gap=plan["gap"], patience=plan["patience"], allow=networks(plan["allow"])
    )
    memory = Listening()
    # it would slow down by how late this machine answers itself, and a busy one does so for minutes
    settings.AUTOTHROTTLE_ENABLED = False

    async def main() -> tuple[CrawlReport, ...]:
        with Workers(seconds=plan["seconds"]) as workers:
            return await crawl(sources, memory, manners, datetime.now(UTC), workers=workers)

    reports = run(main())
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
