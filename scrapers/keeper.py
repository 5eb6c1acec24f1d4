"""The keeper: findings leave the crawlers through one bounded queue to one writer thread."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem

from scrapers.memory import Finding, Kept, Memory, Recollection, Resting
from scrapers.report import Watcher

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

BATCH = 100
"""Findings kept in one go, at most."""
LINGER = 0.5
"""Seconds for which a finding waits for others to be kept with, at most."""
WAITING = 400
"""Findings that may wait for the writer before the crawlers have to."""


class Keeper:
    """Writes findings to a memory, off the reactor; an asynchronous context manager.

    ``writing`` is the task that does it; it ends when the keeper is left, or with an error.
    Leaving it waits until everything is written. An error of the memory comes out of ``tell`` and
    of leaving: what cannot be kept must stop the crawl, not get lost.
    """

    def __init__(self, memory: Memory, now: datetime, watcher: Watcher) -> None:
        self._memory, self._now, self._watcher = memory, now, watcher
        self._queue: asyncio.Queue[Finding | None] = asyncio.Queue(WAITING)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")

    async def __aenter__(self) -> Self:
        self.writing = asyncio.create_task(self._write())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not self.writing.done():
            await self._queue.put(None)
        try:
            await self.writing
        finally:
            self._thread.shutdown()

    async def tell(self, finding: Finding) -> None:
        """Have ``finding`` kept after all earlier ones; waits while the writer is behind."""
        self._watcher.found(finding)
        putting = asyncio.ensure_future(self._queue.put(finding))
        await asyncio.wait((putting, self.writing), return_when=asyncio.FIRST_COMPLETED)
        if self.writing.done():
            putting.cancel()
            self.writing.result()

    async def resting(self, sources: Collection[str]) -> Resting:
        """Of these sources those that have nothing but doors to ask for, read in that thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._memory.resting, sources, self._now)

    async def recall(self, source: str) -> Recollection:
        """The memory's recollection of a source, read in the writer's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._memory.recall, source)

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        end = False
        while not end and (finding := await self._queue.get()) is not None:
            batch = [finding]
            # a transaction for each would cost more than what it keeps
            with suppress(TimeoutError):
                async with asyncio.timeout(LINGER):
                    while len(batch) < BATCH and not end:
                        following = await self._queue.get()
                        end = following is None
                        batch += [following] if following else []
            await loop.run_in_executor(self._thread, self._memory.keep, batch, self._now)


class KeeperPipeline:
    """Hands each finding to the spider's keeper; what Scrapy goes on with is the article."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy asks for it."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """The article of a ``Kept``; any other finding ends here."""
        keeper: Keeper | None = getattr(self._crawler.spider, "keeper", None)
        if keeper is not None:
            await keeper.tell(item)
        if isinstance(item, Kept):
            return item.article
        raise DropItem(type(item).__name__.lower(), log_level="DEBUG")
