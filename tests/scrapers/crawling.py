"""Crawls in a process of their own: a reactor starts once per process.

    python -m tests.scrapers.crawling < plan.json

The plan names ``port``, ``hosts``, the networks to ``allow``, the ``patience`` with one answer and
those hosts whose front page, rendered in a ``browser``, is the door; what comes out is one JSON
object with reports and findings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapers.crawl import Manners, crawl
from scrapers.memory import DoorSeen, Finding, Forgetful, Kept
from scrapers.net.addresses import networks
from scrapers.reactor import run
from scrapers.source import FeedDoor, ListingDoor, Source


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
    patience: float = 6,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Crawl the feed at /feed of each host in another process: reports and findings by host.

    The front page, rendered, is the door of those that need a ``browser``.
    """
    plan = json.dumps(
        {
            **{"port": port, "hosts": list(hosts), "allow": allow},
            **{"browser": list(browser), "patience": patience},
        }
    )
    command = [sys.executable, "-m", "tests.scrapers.crawling"]
    done = subprocess.run(
        command,
        input=plan,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    result["stderr"] = done.stderr
    return result


def main() -> None:
    plan = json.load(sys.stdin)
    homes = {host: f"http://{host}.localhost:{plan['port']}/" for host in plan["hosts"]}
    sources = [
        Source(
            id=host,
            name=host,
            organisation=host,
            home=home,
            browser=host in plan["browser"],
            door=(
                ListingDoor(kind="listing", url=home, links="#news a")
                if host in plan["browser"]
                else FeedDoor(kind="feed", url=f"{home}feed"),
            ),
        )
        for host, home in homes.items()
    ]
    manners = Manners("tests", gap=0.0, patience=plan["patience"], allow=networks(plan["allow"]))
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
                "reason": getattr(one, "reason", None),
                "digest": one.validators.digest if isinstance(one, DoorSeen | Kept) else None,
            }
            for one in memory.findings
        ],
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
