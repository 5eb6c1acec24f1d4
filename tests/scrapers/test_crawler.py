"""A crawler that is lent, and ends with whoever has borrowed it: in a process, as a reactor needs.

python -m tests.scrapers.test_crawler
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

from scrapers.crawl import Manners, settings_for
from scrapers.crawler import Lent, with_crawler
from scrapers.reactor import run


async def _main() -> None:
    """Whether what was cancelled is, from without and from within, and the crawler is at rest."""
    lent: list[Lent] = []
    begun, ended = asyncio.Event(), asyncio.Event()

    async def waits(spider: Lent) -> None:
        lent.append(spider)
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def gives_up(spider: Lent) -> None:
        lent.append(spider)
        raise asyncio.CancelledError

    borrowing = asyncio.create_task(with_crawler(settings_for(Manners("tests")), waits))
    await begun.wait()
    borrowing.cancel()
    await asyncio.wait((borrowing,), timeout=20)
    giving_up = asyncio.create_task(with_crawler(settings_for(Manners("tests")), gives_up))
    await asyncio.wait((giving_up,), timeout=20)
    told = {
        "cancelled": [borrowing.cancelled(), giving_up.cancelled()],
        "ended": ended.is_set(),
        "crawling": [one.crawler.crawling for one in lent],
    }
    print(json.dumps(told))


def test_a_crawler_and_whoever_has_borrowed_it_end_together():
    command = [sys.executable, "-m", "tests.scrapers.test_crawler"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    told = {"cancelled": [True, True], "ended": True, "crawling": [False, False]}
    assert (json.loads(done.stdout), done.stderr) == (told, "")


if __name__ == "__main__":
    run(_main())
