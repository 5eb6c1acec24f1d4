"""One host gate for all crawlers of a process: connections, gaps and Retry-After per host.

Scrapy's own slots are per crawler; several sources on one host would add up.
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

from scrapers import urls

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CONNECTIONS = 2
"""Requests under way at one host at a time."""
LONGEST_WAIT = 120.0
"""Seconds for which a host is waited for. A Retry-After beyond them means: not in this run; a
Crawl-delay beyond them is kept as if it were they."""


class Busy(IgnoreRequest):
    """A host asked to be left alone for longer than a run waits."""


@dataclass
class _Host:
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))
    free_at: float = 0.0
    held_until: float = 0.0
    delay: float = 0.0


class HostGate:
    """Lets requests through to each host as its manners allow. Times are the loop's clock."""

    def __init__(self) -> None:
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    @asynccontextmanager
    async def passing(self, host: str, gap: float | None) -> AsyncIterator[None]:
        """Wait for a place and for the host's gap (seconds), and hold the place meanwhile.

        Without a ``gap`` for nothing but a place: so the parts of a page follow on it. Raises
        ``Busy`` where the host has asked for a rest of more than ``LONGEST_WAIT``.
        """
        state, loop = self._hosts[host], asyncio.get_running_loop()
        async with state.places:
            self._refuse_if_held(host)
            if gap is not None:
                start = max(loop.time(), state.free_at)
                state.free_at = start + max(gap, state.delay)
                await asyncio.sleep(start - loop.time())
            # somebody may have been told to hold off meanwhile
            while (held := state.held_until - loop.time()) > 0:
                self._refuse_if_held(host)
                await asyncio.sleep(held)
            yield

    def _refuse_if_held(self, host: str) -> None:
        held = self._hosts[host].held_until - asyncio.get_running_loop().time()
        if held > LONGEST_WAIT:
            raise Busy(f"{host} asks to be left alone for {held:.0f} s")

    def hold(self, host: str, seconds: float) -> None:
        """No request to ``host`` begins in the next ``seconds`` (Retry-After)."""
        state = self._hosts[host]
        state.held_until = max(state.held_until, asyncio.get_running_loop().time() + seconds)
        state.free_at = max(state.free_at, state.held_until)

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
