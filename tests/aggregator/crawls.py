"""Crawls into an archive at times of the test's choosing, in processes beside the tests.

A reactor starts once per process, and what a host asked for is remembered as long: so each
``Crawls`` is a process, and does its crawls one after the other: a JSON object a line in, another
out.

    python -m tests.aggregator.crawls
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Any

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.errors import Problem
from scrapers.crawl import Manners, crawl
from scrapers.errors import ScraperError
from scrapers.memory import Finding
from scrapers.net.addresses import networks
from scrapers.reactor import run
from scrapers.report import CrawlReport
from scrapers.source import Source
from scrapers.workers import Workers

LIMIT = 60
"""Seconds after which a crawl is held to hang."""


class Crawls(AbstractContextManager["Crawls"]):
    """A process that crawls; ``errors`` is what it says on standard error, kept in ``folder``."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._errors = folder / "errors"
        pipe = subprocess.PIPE
        with self._errors.open("w", encoding="utf-8") as errors:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "tests.aggregator.crawls"],
                env={**os.environ, **environment},
                **{"stdin": pipe, "stdout": pipe, "stderr": errors, "text": True},
            )

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.communicate()

    def crawl(
        self, folder: Path, sources: Sequence[Source], now: datetime, **how: Any
    ) -> dict[str, Any]:
        """Crawl into the archive in ``folder`` as if it were ``now``: see ``_crawled``."""
        told = [source.model_dump(by_alias=True) for source in sources]
        plan = {"folder": str(folder), "sources": told, "now": now.isoformat(), **how}
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(json.dumps(plan) + "\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        assert line, f"the crawl broke down: {self.errors}"
        result: dict[str, Any] = json.loads(line)
        return result

    @property
    def errors(self) -> str:
        """What the process has said on standard error so far."""
        return self._errors.read_text(encoding="utf-8")


class Sluggish(ArchiveMemory):
    """A memory on a slow disk: each batch takes a second."""

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        sleep(1.0)
        super().keep(findings, now)


async def _main() -> None:
    with Workers(seconds=5.0) as pool:
        while line := await asyncio.to_thread(sys.stdin.readline):
            plan = json.loads(line)
            with open_archive(f"sqlite:///{plan['folder']}/archive.sqlite") as archive:
                print(json.dumps(await _crawled(archive, pool, plan)), flush=True)


async def _crawled(archive: Archive, pool: Workers, plan: dict[str, Any]) -> dict[str, Any]:
    """The reports by source, who was resting before, and whether there are workers now; or with
    what ``error`` it ended.

    ``alone`` each source has a crawl of its own; ``stopped_after`` so many seconds all are.
    """
    sources = [Source.model_validate(one) for one in plan["sources"]]
    now, ids = datetime.fromisoformat(plan["now"]), [one["id"] for one in plan["sources"]]
    manners = Manners("tests", 0.0, plan.get("patience", 3.0), networks("127.0.0.0/8"))
    with archive.write() as connection:
        keep_sources(connection, sources, now)
    memory = (Sluggish if plan.get("sluggish") else ArchiveMemory)(archive)
    resting = memory.resting(ids, now)
    stop = asyncio.Event()
    if seconds := plan.get("stopped_after"):
        asyncio.get_running_loop().call_later(seconds, stop.set)

    async def crawled(some: Collection[Source]) -> tuple[CrawlReport, ...]:
        return await crawl(tuple(some), memory, manners, now, workers=pool, stop=stop)

    parts = [[one] for one in sources] if plan.get("alone") else [sources]
    try:
        async with asyncio.timeout(LIMIT) as limit:
            told = await asyncio.gather(*map(crawled, parts))
    except (Problem, ScraperError, TimeoutError) as error:
        return {"error": "it hangs" if limit.expired() else f"{type(error).__name__}: {error}"}
    reports = {one.source: asdict(one) | {"began": None} for part in told for one in part}
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return {"reports": reports, "resting": sorted(resting.sources), "workers": bool(children)}


if __name__ == "__main__":
    run(_main())
