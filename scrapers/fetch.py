"""Single pages fetched as a crawl would fetch them: same guards and manners, nothing remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from scrapy import Request

from scrapers.crawl import Manners, guard, settings_for
from scrapers.crawler import Lent, with_crawler
from scrapers.net import browser
from scrapers.net.failures import reason_of
from scrapers.net.headers import accept_language, content_type

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
    if rendered:
        browser.use(settings, languages)
    headers = {"Accept-Language": accept_language(languages)}

    async def with_ask(spider: Lent) -> T:
        async def ask(address: str) -> Fetched:
            meta = {browser.RENDERED: True} if rendered else {}
            request = Request(address, headers=headers, dont_filter=True, meta=meta)
            try:
                response = await spider.download(request)
            except Exception as error:
                return Fetched(address, address, problem=reason_of(error, address))
            if response.status != 200:
                return Fetched(address, response.url, problem=f"http {response.status}")
            return Fetched(address, response.url, response.body, content_type(response))

        return await main(ask)

    return await with_crawler(settings, with_ask)
