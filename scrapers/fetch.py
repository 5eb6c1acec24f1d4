"""A few pages fetched as a crawl would fetch them: same guards, nothing remembered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers.crawl import Manners, guard, settings_for
from scrapers.net.failures import reason_of
from scrapers.spider import content_type


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``url`` is where it came from, ``asked`` what was asked for.

    ``problem`` names why there is no body; then ``body`` is empty.
    """

    asked: str
    url: str
    body: bytes = b""
    content_type: str = ""
    problem: str | None = None


async def fetch(addresses: Sequence[str], manners: Manners) -> tuple[Fetched, ...]:
    """Ask for each address once; the answers in the order of the addresses.

    A coroutine of the installed asyncio reactor (see ``reactor``).
    """
    guard(manners)
    settings = settings_for(manners)
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    crawler = AsyncCrawlerRunner(settings).create_crawler(_Fetcher)
    await crawler.crawl_async(addresses=addresses)
    spider = crawler.spider
    assert isinstance(spider, _Fetcher)
    nothing = "no answer"
    return tuple(spider.fetched.get(a) or Fetched(a, a, problem=nothing) for a in addresses)


class _Fetcher(Spider):
    name = "fetch"

    def __init__(self, addresses: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses
        self.fetched: dict[str, Fetched] = {}

    async def start(self) -> AsyncIterator[Request]:
        for address in dict.fromkeys(self.addresses):
            yield Request(
                address,
                callback=self.answered,
                errback=self.failed,
                cb_kwargs={"asked": address},
                dont_filter=True,
            )

    def answered(self, response: Response, asked: str) -> None:
        if response.status == 200:
            kind = content_type(response)
            self.fetched[asked] = Fetched(asked, response.url, response.body, kind)
        else:
            problem = f"http {response.status}"
            self.fetched[asked] = Fetched(asked, response.url, problem=problem)

    def failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        asked = request.cb_kwargs["asked"]
        problem = reason_of(failure, request.url)
        self.fetched[asked] = Fetched(asked, request.url, problem=problem)
