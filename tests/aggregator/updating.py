"""One update in a process of its own, at a time of the test's choosing.

python -m tests.aggregator.updating < plan.json
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.demo.demo import LOOPBACK
from aggregator.update import update
from scrapers.crawl import Manners
from scrapers.source import load_sources


def updated(folder: Path, now: datetime) -> dict[str, Any]:
    """Update the archive in ``folder`` from its ``sources`` as if it were ``now``."""
    plan = json.dumps({"folder": str(folder), "now": now.isoformat()})
    command = [sys.executable, "-m", "tests.aggregator.updating"]
    done = subprocess.run(
        command, input=plan, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main() -> None:
    plan = json.load(sys.stdin)
    folder = Path(plan["folder"])
    config = Config(
        contact="tests",
        address="https://hirek.example/feeds/",
        archive=f"sqlite:///{folder / 'archive.sqlite'}",
        output=folder / "output",
    )
    sources = load_sources([folder / "sources"])
    manners = Manners(config.contact, gap=0.0, allow=LOOPBACK)
    with open_archive(config.archive) as archive:
        done = update(archive, sources, manners, config, datetime.fromisoformat(plan["now"]))
    told = {
        "problems": [f"{one.source}: {one.problem}" for one in done.problems],
        "articles": sum(one.articles for one in done.reports),
        "owed": sum(one.owed for one in done.reports),
        "dropped": [dict(one.dropped) for one in done.reports if one.dropped],
        "grouped": done.grouped.articles,
        "minted": done.grouped.minted,
        "changed": list(done.changed),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
