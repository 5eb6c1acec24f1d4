"""Updates at a time of the test's choosing, in a process beside the tests.

A reactor starts once per process, so one process does all of them, one after the other: a JSON
object a line in, another out.

    python -m tests.aggregator.updating
"""

from __future__ import annotations

import asyncio
import atexit
import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.demo.demo import LOOPBACK
from aggregator.group import group
from aggregator.publishing.publish import publish
from aggregator.update import Updated, crawl_and_heal
from scrapers.crawl import Manners
from scrapers.reactor import run
from scrapers.source import load_sources
from scrapers.workers import Workers


def updated(folder: Path, now: datetime) -> dict[str, Any]:
    """Update the archive in ``folder`` from its ``sources`` as if it were ``now``."""
    child = _child()
    assert child.stdin
    assert child.stdout
    child.stdin.write(json.dumps({"folder": str(folder), "now": now.isoformat()}) + "\n")
    child.stdin.flush()
    line = child.stdout.readline()
    assert line, "the update broke down; see its error output"
    result: dict[str, Any] = json.loads(line)
    return result


@cache
def _child() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.aggregator.updating"]
    pipe = subprocess.PIPE
    child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    atexit.register(child.kill)
    return child


async def _main() -> None:
    with Workers() as workers:
        while line := await asyncio.to_thread(sys.stdin.readline):
            plan = json.loads(line)
            now = datetime.fromisoformat(plan["now"])
            told = await _updated(Path(plan["folder"]), workers, now)
            print(json.dumps(told), flush=True)


async def _updated(folder: Path, workers: Workers, now: datetime) -> dict[str, Any]:
    config = Config(
        contact="tests",
        address="https://hirek.example/feeds/",
        archive=f"sqlite:///{folder / 'archive.sqlite'}",
        output=folder / "output",
    )
    sources = load_sources([folder / "sources"])
    manners = Manners(config.contact, gap=0.0, allow=LOOPBACK)
    with open_archive(config.archive) as archive:
        reports = await crawl_and_heal(archive, sources, manners, now, workers=workers)
        grouped = group(archive, config.address, now)
        done = Updated(reports, grouped, publish(archive, config, now), told_all=True)
    return {
        "problems": [f"{one.source}: {one.problem}" for one in done.problems],
        "articles": sum(one.articles for one in done.reports),
        "owed": sum(one.owed for one in done.reports),
        "dropped": [dict(one.dropped) for one in done.reports if one.dropped],
        "grouped": done.grouped.articles,
        "minted": done.grouped.minted,
        "changed": list(done.changed),
    }


if __name__ == "__main__":
    run(_main())
