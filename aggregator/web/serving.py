"""A server on an address and a port, that no slow client can hold."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import anyio.to_thread
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from aggregator.errors import ConfigError

HEADERS_WITHIN = 15.0
"""Seconds in which a request must have been said."""
READ_WITHIN = 60.0
"""Seconds in which an answer must have been taken off our hands."""
CONNECTIONS = 500
"""Connections at once; whoever comes then is told to come again."""
LINE = 16 * 1024
"""Bytes of a request and its headers."""
_PIECE = 2 * 1024
"""Bytes that are read of a request before it is looked at whether it has become too long."""
THREADS = 8
"""Requests that are worked on at once."""


class Impatient(H11Protocol):
    """HTTP/1.1 for who says his request at once and reads its answer: others are hung up on."""

    _waiting: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        # asyncio sees to that only for sockets that were made with the protocol's number
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Stop waiting when a request is whole."""
        before = self.cycle
        # what is whole is never too long for h11, so it gets it bit by bit
        for start in range(0, len(data), _PIECE):
            if not self.transport.is_closing():
                super().data_received(data[start : start + _PIECE])
        if self.cycle is not before:
            self._stop()
            self._drop(self._unread)
        elif self._waiting is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()

    def on_response_complete(self) -> None:
        """Begin to wait until the answer has been read: to close alone would wait for ever."""
        super().on_response_complete()
        self._drop(self._unread)
        self._unread = self.loop.call_later(READ_WITHIN, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop()
        self._drop(self._unread)
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEADERS_WITHIN, self.transport.close)

    def _stop(self) -> None:
        self._drop(self._waiting)
        self._waiting = None

    def _give_up(self) -> None:
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    @staticmethod
    def _drop(timer: asyncio.TimerHandle | None) -> None:
        if timer:
            timer.cancel()


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End when what was begun is done, or at once when asked again: both end well."""
        self.should_exit, self.force_exit = True, self.should_exit

    async def startup(self, *some: Any, **told: Any) -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        await super().startup(*some, **told)


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens; ``ConfigError`` where it cannot."""
    if not host:
        raise ConfigError("--host", "is empty; 0.0.0.0 is every address")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except (OSError, UnicodeError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"{host}:{port}", f"cannot listen there: {why}") from error
    with made:
        yield made


def server(app: ASGIApp) -> uvicorn.Server:
    """A server for ``app``; its ``run`` serves until it is told to stop (SIGINT, SIGTERM)."""
    told = uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=LINE,
    )
    return _Server(told)
