"""crawl(): the way from a program into Scrapy and back, with one report per source."""

from __future__ import annotations

import asyncio
import copy
import ctypes
import logging
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self, TypeVar

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import BaseSettings, Settings

from scrapers import settings as constants
from scrapers.keeper import Keeper
from scrapers.memory import Memory
from scrapers.net.addresses import GuardedResolver, Network
from scrapers.report import CrawlReport, Nobody, Watcher
from scrapers.source import Source
from scrapers.spider import SourceSpider
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
    runner = AsyncCrawlerRunner(settings_for(manners))
    places, browsers = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(BROWSERS)
    with nullcontext(workers) if workers else Workers() as pool:
        await pool.check()
        async with Keeper(memory, now, watcher) as keeper:

            async def one(source: Source) -> CrawlReport | None:
                async with browsers if source.browser else nullcontext(), places:
                    if stop.is_set():
                        return None
                    watcher.begun(source.id)
                    try:
                        report = await _crawl_source(runner, source, keeper, pool, now)
                    except Exception as error:  # a fault of ours with one source stops no other
                        if keeper.writing.done():
                            raise
                        _LOG.exception("crawl of %s broke down", source.id)
                        problem = (
                            f"{type(error).__name__}: a fault of the program, please report it"
                        )
                        report = CrawlReport(source.id, now, problem=problem)
                if report:
                    watcher.heard(report)
                return report

            crawling = asyncio.gather(*(one(source) for source in sources))
            stopping = asyncio.create_task(_stopped(runner, stop))
            try:
                await asyncio.wait((crawling, keeper.writing), return_when=asyncio.FIRST_COMPLETED)
                if not crawling.done():  # nothing can be kept any more: why comes out of the keeper
                    crawling.cancel()
                return tuple(report for report in await crawling if report)
            finally:
                stopping.cancel()


async def _stopped(runner: AsyncCrawlerRunner, stop: asyncio.Event) -> None:
    await stop.wait()
    await runner.stop()


async def _crawl_source(
    runner: AsyncCrawlerRunner, source: Source, keeper: Keeper, workers: Workers, now: datetime
) -> CrawlReport | None:
    """The report of a source; ``None`` where its crawl was stopped, so that it stays due."""
    crawler = runner.create_crawler(SourceSpider)
    await runner.crawl(
        crawler,
        source,
        recollection=await keeper.recall(source.id),
        keeper=keeper,
        workers=workers,
        now=now,
    )
    spider = crawler.spider
    assert isinstance(spider, SourceSpider)
    for finding in spider.last_findings():
        await keeper.tell(finding)
    return None if spider.stopped else spider.report()


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
