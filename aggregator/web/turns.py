"""Turns: expensive questions are answered a few at once, and to nobody without a pause."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

BURST = 30
"""Expensive questions that somebody may ask at once."""
PAUSE = 1.0
"""Seconds after which one more may be asked."""
AT_ONCE = 3
"""Expensive questions that are worked on at the same time."""
PATIENCE = 10.0
"""Seconds that a question waits for its turn."""
_REMEMBERED = 10_000
"""Who asked, as far back as that many."""


class Turns:
    """Who has asked how often, and how many are being answered."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._free_at: OrderedDict[str, float] = OrderedDict()
        self._places = asyncio.Semaphore(AT_ONCE)

    def wait(self, client: str) -> float:
        """Seconds that a client must wait before he may ask; 0 where he may, and it is counted.

        Each question moves the moment at which he will have asked no more than one a pause; that
        may lie a ``BURST`` ahead (the generic cell rate algorithm).
        """
        now = self._clock()
        free = max(self._free_at.pop(client, now), now)
        waits = max(free - now - (BURST - 1) * PAUSE, 0.0)
        self._free_at[client] = free if waits else free + PAUSE
        while len(self._free_at) > _REMEMBERED:
            self._free_at.popitem(last=False)
        return waits

    async def answer(self, request: Request, handler: Callable[[Request], Response]) -> Response:
        """What ``handler`` answers, in turn. Raises 429 for who asks too often, 503 in a crowd."""
        if waits := self.wait(_client(request)):
            raise HTTPException(429, headers={"Retry-After": str(int(waits) + 1)})
        try:
            async with asyncio.timeout(PATIENCE):
                await self._places.acquire()
        except TimeoutError:
            raise HTTPException(503, headers={"Retry-After": "10"}) from None
        try:
            return await run_in_threadpool(handler, request)
        finally:
            self._places.release()


def in_turn(handler: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """``handler`` for expensive questions."""

    @wraps(handler)
    async def answering(request: Request) -> Response:
        turns: Turns = request.app.state.turns
        return await turns.answer(request, handler)

    return answering


def _client(request: Request) -> str:
    """Whom a request comes from: an address, of IPv6 the network that one subscriber has."""
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 6:
        return str(ip_network(f"{address}/64", strict=False))
    return str(address)
