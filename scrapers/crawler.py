"""A crawler for whoever asks for pages without a spider's callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings

from scrapers.memory import Recollection

T = TypeVar("T")


async def with_crawler(settings: Settings, main: Callable[[Lent], Awaitable[T]]) -> T:
    """What ``main`` returns, which is given the spider of a crawler that runs meanwhile.

    It is cancelled with its caller, and its caller with it. A coroutine of the installed asyncio
    reactor (see ``reactor``).
    """
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    crawler = AsyncCrawlerRunner(settings).create_crawler(Lent)
    outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    await crawler.crawl_async(main=main, outcome=outcome)
    if not outcome.done():  # we were cancelled: Scrapy hears it, tells nobody, and goes on
        await crawler.stop_async()
    if not outcome.done():
        outcome.set_exception(RuntimeError("the crawl ended before its errand"))
    return outcome.result()


class Lent(Spider):
    """Asks for nothing itself. No robots.txt is asked for that its ``memory`` holds by ``now``."""

    name = "errand"

    def __init__(
        self,
        main: Callable[[Lent], Awaitable[Any]] | None = None,
        outcome: asyncio.Future[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._main, self._outcome = main, outcome
        self.memory, self.now = Recollection(), datetime.now(UTC)

    async def start(self) -> AsyncIterator[Request]:
        """Nothing to ask for: once ``main`` is through, so is the crawler."""
        assert self._main
        assert self._outcome
        try:
            self._outcome.set_result(await self._main(self))
        except asyncio.CancelledError:  # let out, it would leave Scrapy waiting for ever
            self._outcome.cancel()
        except Exception as error:
            self._outcome.set_exception(error)
        return
        yield  # a generator, as Scrapy wants one

    async def download(self, request: Request) -> Response:
        """The answer to ``request`` as a crawl would have it, with all its guards and manners.

        Any number may be asked for at a time. What downloading raises comes out.
        """
        assert self.crawler.engine
        return await self.crawler.engine.download_async(request)
