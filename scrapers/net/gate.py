"""One host gate for all crawlers of a process: connections, gaps and Retry-After per host.

Scrapy's own slots are per crawler; several sources on one host would add up. So would the answers
of many crawlers in memory: the gate also bounds how many come in and how many wait to be read.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scrapers import settings as constants
from scrapers import urls

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CONNECTIONS = 2
"""Requests under way at one host at a time."""
ROOM = 8
"""Answers of the largest size for which there is memory, coming in or waiting to be read, in the
whole process: so many requests may be under way when none waits."""
LONGEST_WAIT = 120.0
"""Seconds for which a host is waited for. A Retry-After beyond them means: not in this run; a
Crawl-delay beyond them is kept as if it were they."""


class Busy(IgnoreRequest):
    """A host asked to be left alone for longer than a run waits."""


@dataclass
class _Host:
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    held_until: float = 0.0
    delay: float = 0.0


class HostGate:
    """Lets requests through to each host as its manners allow. Times are the loop's clock."""

    def __init__(self) -> None:
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._under_way = self._unread = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def passing(self, host: str, gap: float | None) -> AsyncIterator[None]:
        """Wait for a place and for the host's gap (seconds), and hold the place meanwhile.

        Without a ``gap`` for nothing but a place: so the parts of a page follow on it. Raises
        ``Busy`` where the host has asked for a rest of more than ``LONGEST_WAIT``.
        """
        state = self._hosts[host]
        async with state.places:
            if gap is None:
                await self._begin(host, paced=False)
            else:
                async with state.turn:  # they begin one after the other
                    await self._begin(host, paced=True)
                    state.free_at = asyncio.get_running_loop().time() + max(gap, state.delay)
            try:
                yield
            finally:
                self._under_way -= 1
                await self._say()

    @asynccontextmanager
    async def reading(self, size: int) -> AsyncIterator[None]:
        """Say that an answer of ``size`` bytes waits in memory until it is read."""
        self._unread += size
        try:
            yield
        finally:
            self._unread -= size
            await self._say()

    def _has_room(self) -> bool:
        taken = self._under_way + self._unread / constants.DOWNLOAD_MAXSIZE
        return not taken or taken + 1 <= ROOM

    async def _say(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _begin(self, host: str, *, paced: bool) -> None:
        await self._wait_for(host, paced=paced)
        while not self._has_room():
            async with self._changed:
                await self._changed.wait_for(self._has_room)
            await self._wait_for(host, paced=paced)
        self._under_way += 1

    async def _wait_for(self, host: str, *, paced: bool) -> None:
        state, loop = self._hosts[host], asyncio.get_running_loop()
        self._refuse_if_held(host)
        # somebody may be told to hold off meanwhile
        while (wait := max(state.held_until, state.free_at * paced) - loop.time()) > 0:
            await asyncio.sleep(wait)
            self._refuse_if_held(host)

    def _refuse_if_held(self, host: str) -> None:
        held = self._hosts[host].held_until - asyncio.get_running_loop().time()
        if held > LONGEST_WAIT:
            raise Busy(f"{host} asks to be left alone for {held:.0f} s")

    async def rest(self, host: str) -> None:
        """Wait until ``host`` may be asked again, by whomever; for ``LONGEST_WAIT`` at most."""
        state = self._hosts[host]
        wait = max(state.held_until, state.free_at) - asyncio.get_running_loop().time()
        await asyncio.sleep(min(wait, LONGEST_WAIT))

    def hold(self, host: str, seconds: float) -> None:
        """No request to ``host`` begins in the next ``seconds`` (Retry-After)."""
        state = self._hosts[host]
        state.held_until = max(state.held_until, asyncio.get_running_loop().time() + seconds)

    def slow(self, host: str, delay: float) -> None:
        """Leave at least ``delay`` seconds between requests to ``host`` (Crawl-delay)."""
        state = self._hosts[host]
        state.delay = max(state.delay, min(delay, LONGEST_WAIT))


GATE = HostGate()
"""The gate of this process."""
PART = "part_of_a_page"
"""The key in a request's meta that says: asked for by a page just shown, so it waits for no gap."""


class GatedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler behind the process's host gate."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._gap = crawler.settings.getfloat("KLASZTERHIREK_GAP")

    async def download_request(self, request: Request) -> Response:
        """The answer, once the host may be asked; 429 and 503 hold it as long as it says."""
        host = urls.host(request.url)
        async with GATE.passing(host, None if request.meta.get(PART) else self._gap):
            response = await super().download_request(request)
        if response.status in (429, 503) and (told := response.headers.get("Retry-After")):
            GATE.hold(host, retry_after(told.decode("latin-1"), datetime.now().astimezone()))
        return response


def retry_after(value: str, now: datetime) -> float:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3); 0 if it is unreadable."""
    try:
        if value.strip().isdigit():
            return float(value)
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
