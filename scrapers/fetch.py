"""Single pages fetched as a crawl would fetch them: same guards and manners, nothing remembered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner

from scrapers.crawl import Manners, guard, settings_for
from scrapers.net import browser
from scrapers.net.failures import reason_of
from scrapers.spider import accept_language, content_type

T = TypeVar("T")


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


Ask = Callable[[str], Awaitable[Fetched]]
"""Asks for one address; any number may be asked for at a time."""


async def fetch(addresses: Sequence[str], manners: Manners) -> tuple[Fetched, ...]:
    """Ask for each address once; the answers in the order of the addresses.

    A coroutine of the installed asyncio reactor (see ``reactor``).
    """

    async def all_of_them(ask: Ask) -> dict[str, Fetched]:
        unique = list(dict.fromkeys(addresses))
        return dict(zip(unique, await asyncio.gather(*map(ask, unique)), strict=True))

    answers = await errand(manners, all_of_them)
    return tuple(answers[address] for address in addresses)


async def errand(
    manners: Manners,
    main: Callable[[Ask], Awaitable[T]],
    languages: Sequence[str] = ("hu", "en"),
    *,
    rendered: bool = False,
) -> T:
    """What ``main`` returns, which is given a way to ask for pages; ``languages`` are preferred.

    ``rendered`` pages are as their scripts make them; only where nothing is ``browser.missing``.
    A coroutine of the installed asyncio reactor (see ``reactor``).
    """
    guard(manners)
    settings = settings_for(manners)
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    if rendered:
        browser.use(settings, languages)
    crawler = AsyncCrawlerRunner(settings).create_crawler(_Errand)
    outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    meta = {browser.RENDERED: True} if rendered else {}
    await crawler.crawl_async(main=main, outcome=outcome, languages=languages, meta=meta)
    if not outcome.done():
        outcome.set_exception(RuntimeError("the crawl ended before its errand"))
    return outcome.result()


class _Errand(Spider):
    name = "errand"

    def __init__(
        self,
        main: Callable[[Ask], Awaitable[Any]] | None = None,
        outcome: asyncio.Future[Any] | None = None,
        languages: Sequence[str] = (),
        meta: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._main, self._outcome, self._languages = main, outcome, languages
        self._meta = dict(meta or {})

    async def start(self) -> AsyncIterator[Request]:
        assert self._main
        assert self._outcome
        try:
            self._outcome.set_result(await self._main(self.ask))
        except Exception as error:
            self._outcome.set_exception(error)
        return
        yield  # a generator, as Scrapy wants one

    async def ask(self, address: str) -> Fetched:
        """The answer to a request for ``address``, as a crawl would have it."""
        headers = {"Accept-Language": accept_language(self._languages)}
        request = Request(address, headers=headers, dont_filter=True, meta=dict(self._meta))
        engine = self.crawler.engine
        assert engine
        try:
            response = await engine.download_async(request)
        except Exception as error:
            return Fetched(address, address, problem=reason_of(error, address))
        if response.status != 200:
            return Fetched(address, response.url, problem=f"http {response.status}")
        return Fetched(address, response.url, response.body, content_type(response))
