"""Sites explored in a process of their own, as ``add`` does it: a reactor starts once per process.

python -m tests.aggregator.exploring < plan.json
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aggregator.adding import Proposal, explore, proposed
from aggregator.demo.demo import LOOPBACK
from aggregator.errors import Problem
from scrapers.crawl import Manners
from scrapers.reactor import run
from scrapers.workers import Workers

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def explored(addresses: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What ``add`` would say of each address: its doors, what they show, its doubt, its file."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.aggregator.exploring"],
        input=json.dumps(list(addresses)),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return result


async def _all(addresses: Sequence[str]) -> dict[str, dict[str, Any]]:
    with Workers() as workers:
        told = await asyncio.gather(*(_one(address, workers) for address in addresses))
    return dict(zip(addresses, told, strict=True))


async def _one(address: str, workers: Workers) -> dict[str, Any]:
    manners = Manners("tests", gap=0.0, allow=LOOPBACK)
    try:
        return _told(proposed(address, await explore(address, manners, (), workers, NOW)))
    except Problem as problem:
        return {"doors": [], "shown": [], "problem": str(problem), "doubt": str(problem)}


def _told(one: Proposal) -> dict[str, Any]:
    found = [each.candidate for each in one.discovery.found]
    return {
        "id": one.source.id,
        "name": one.source.name,
        "languages": one.source.languages,
        "doors": [each.door.model_dump() for each in found],
        "shown": [
            shown.url
            for each in found
            for shown in (*each.shown.teasers.values(), *each.shown.articles.values())
        ],
        "dates": [
            (sample.title, article.published and article.published.iso())
            for sample in one.discovery.found[0].samples
            if not isinstance(article := sample.read, str)
        ],
        "confidence": one.discovery.confidence,
        "doubt": one.doubt,
        "problem": None,
        "text": one.text,
        "told": list(one.told()),
        "tried": dict(one.discovery.tried),
    }


if __name__ == "__main__":
    json.dump(run(_all(json.load(sys.stdin))), sys.stdout)
