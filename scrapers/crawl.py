"""crawl(): the way from a program into Scrapy and back, with one report per source."""

from __future__ import annotations

import asyncio
import copy
import ctypes
import logging
from asyncio import FIRST_COMPLETED
from collections import ChainMap
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self, TypeVar

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import BaseSettings, Settings

from scrapers import settings as constants
from scrapers.ahead import Answered, Scout
from scrapers.crawler import Lent, with_crawler
from scrapers.errors import ParserUnavailable
from scrapers.keeper import Keeper
from scrapers.memory import Memory, Recollection, Resting
from scrapers.net.addresses import GuardedResolver, Network
from scrapers.report import CrawlReport, Nobody, Watcher
from scrapers.source import Source
from scrapers.spider import SourceSpider
from scrapers.stopping import unless
from scrapers.workers import Workers

AT_ONCE = 25
"""Sources crawled at the same time in one process."""
BROWSERS = 2
"""Of them those that need a browser: each starts one, of some 400 MB."""
NOBODY = Nobody()
_M_MMAP_THRESHOLD = -3  # mallopt(3)
B = TypeVar("B", bound=BaseSettings)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a crawl behaves towards the web.

    ``contact`` goes into the User-Agent: an address to write to. ``gap`` is the least time between
    two requests to one host and ``patience`` the longest that one answer may take, in seconds.
    ``allow`` are networks that may be connected to besides the public ones.
    """

    contact: str
    gap: float = constants.KLASZTERHIREK_GAP
    patience: float = constants.DOWNLOAD_TIMEOUT
    allow: tuple[Network, ...] = ()


async def crawl(
    sources: Sequence[Source],
    memory: Memory,
    manners: Manners,
    now: datetime,
    watcher: Watcher = NOBODY,
    workers: Workers | None = None,
    stop: asyncio.Event | None = None,
) -> tuple[CrawlReport, ...]:
    """Crawl ``sources``, have ``memory`` keep what is found, and report on each, in their order.

    ``workers`` are those of a caller who has more for them to do. Once ``stop`` is set no page more
    is asked for; what is under way is read and kept, and the sources that are not through are
    owed what they had shown, and are not reported on.

    A coroutine of the asyncio reactor that is installed (see ``reactor``). What goes wrong with a
    source is in its report; an error of the memory comes out, and ``ParserUnavailable``.
    """
    guard(manners)
    _give_back()
    stop = stop or asyncio.Event()
    with nullcontext(workers) if workers else Workers() as pool:
        async with Keeper(memory, now, watcher) as keeper:
            runner = AsyncCrawlerRunner(settings_for(manners))
            crawling = _Crawling(runner, keeper, pool, now, watcher, stop)
            ids = [source.id for source in sources]
            resting = await keeper.resting(ids) if len(ids) > 1 else Resting()
            if not resting.sources:
                return await crawling.all_of(sources, None)
            settings = settings_for(manners)
            settings.set("CLOSESPIDER_TIMEOUT", 0, priority="cmdline")  # it is for one source

            async def with_scout(spider: Lent) -> tuple[CrawlReport, ...]:
                return await crawling.all_of(sources, Scout(spider, resting, now))

            return await with_crawler(settings, with_scout)


@dataclass(frozen=True, slots=True)
class _Crawling:
    """One call of ``crawl``."""

    runner: AsyncCrawlerRunner
    keeper: Keeper
    workers: Workers
    now: datetime
    watcher: Watcher
    stop: asyncio.Event

    async def all_of(
        self, sources: Sequence[Source], scout: Scout | None
    ) -> tuple[CrawlReport, ...]:
        """Crawl each source, several at a time; the reports of those that are through."""
        places, browsers = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(BROWSERS)

        async def one(source: Source) -> CrawlReport | None:
            async with browsers if source.browser else nullcontext(), places:
                return None if self.stop.is_set() else await self._one(source, scout)

        each = [asyncio.create_task(one(source)) for source in sources]
        crawling = asyncio.gather(*each)
        stopping = asyncio.create_task(self._stopped())
        try:
            await asyncio.wait((crawling, self.keeper.writing), return_when=FIRST_COMPLETED)
            if not crawling.done():  # nothing can be kept any more: why comes out of the keeper
                crawling.cancel()
            return tuple(report for report in await crawling if report)
        finally:
            for task in (stopping, *each):
                task.cancel()

    async def _one(self, source: Source, scout: Scout | None) -> CrawlReport | None:
        self.watcher.begun(source.id)
        try:
            report = await self._report(source, scout)
        except ParserUnavailable:
            raise
        except Exception as error:  # a fault of ours with one source stops no other
            if self.keeper.writing.done():
                raise
            _LOG.exception("crawl of %s broke down", source.id)
            problem = f"{type(error).__name__}: a fault of the program, please report it"
            report = CrawlReport(source.id, self.now, problem=problem)
        if report:
            self.watcher.heard(report)
        return report

    async def _report(self, source: Source, scout: Scout | None) -> CrawlReport | None:
        """The report of a source; ``None`` where its crawl was stopped, so that it stays due."""
        asked = await unless(self.stop, scout.ask(source)) if scout else None
        if self.stop.is_set():
            return None
        for seen in asked.robots if asked else ():
            await self.keeper.tell(seen)
        if asked and asked.unchanged:
            return CrawlReport(source.id, self.now)
        recollection = await self.keeper.recall(source.id)
        if scout:  # what it has read may not be kept yet, and is newer
            robots = ChainMap(scout.robots, dict(recollection.robots))
            recollection = replace(recollection, robots=robots)
        return await self._crawl(source, recollection, asked.answers if asked else {})

    async def _crawl(
        self, source: Source, recollection: Recollection, ahead: Mapping[str, Answered]
    ) -> CrawlReport | None:
        await self.workers.check()
        if self.stop.is_set():  # what begins after it is stopped by nobody
            return None
        crawler = self.runner.create_crawler(SourceSpider)
        await self.runner.crawl(
            crawler,
            source,
            recollection=recollection,
            keeper=self.keeper,
            workers=self.workers,
            now=self.now,
            ahead=ahead,
        )
        spider = crawler.spider
        assert isinstance(spider, SourceSpider)
        for finding in spider.last_findings():
            await self.keeper.tell(finding)
        return None if spider.stopped else spider.report()

    async def _stopped(self) -> None:
        await self.stop.wait()
        await self.runner.stop()


def _give_back() -> None:
    """Have the C library give large blocks back when freed: it would learn to keep them."""
    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 128 * 1024)


def guard(manners: Manners) -> None:
    """Make every connection of this process pass the address guard."""
    from twisted.internet import reactor

    GuardedResolver(reactor, manners.allow).install_on_reactor()


class CrawlSettings(Settings):
    """Settings that every crawler gets a copy of: their values are replaced, never changed."""

    def copy(self) -> Self:
        """A copy whose settings can be set; Scrapy's own copies what every value consists of."""
        return _copied(self)


def _copied(settings: B) -> B:
    twin = copy.copy(settings)
    twin.attributes = {name: copy.copy(one) for name, one in settings.attributes.items()}
    for one in twin.attributes.values():
        if isinstance(one.value, BaseSettings):
            one.value = _copied(one.value)
    return twin


def settings_for(manners: Manners) -> Settings:
    """Scrapy's settings for a crawl with these manners."""
    values = CrawlSettings()
    values.setmodule(constants)
    contact = f" (+{manners.contact})" if manners.contact else ""
    values.update(
        {
            "USER_AGENT": constants.USER_AGENT + contact,
            "KLASZTERHIREK_GAP": manners.gap,
            "DOWNLOAD_DELAY": manners.gap,
            "DOWNLOAD_TIMEOUT": manners.patience,
            "AUTOTHROTTLE_START_DELAY": manners.gap,
            # sources are given, none is looked up by its name
            "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader",
        },
        priority="cmdline",
    )
    return values
