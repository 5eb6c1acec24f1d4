"""A small hub on loopback that answers as it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

Reply = Callable[["Exchange"], None]


@dataclass
class Hub:
    """Its address, what it was asked so far, and an event that ends what it does for long."""

    url: str
    asked: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)


class Exchange(BaseHTTPRequestHandler):
    """One request, with means to answer it in whole or in part."""

    hub: Hub
    replies: Sequence[Reply]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = self.hub.asked
        asked.append((self.path, parse_qs(body), self.headers["Content-Type"]))
        # the last reply goes on for ever
        with suppress(OSError):
            self.replies[min(len(asked), len(self.replies)) - 1](self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hub(*replies: Reply) -> Iterator[Hub]:
    """A running hub that gives these replies, one after the other."""
    exchange = type("Told", (Exchange,), {"replies": replies})
    with ThreadingHTTPServer(("127.0.0.1", 0), exchange) as server:
        running = Hub(f"http://127.0.0.1:{server.server_port}/hub?key=1")
        exchange.hub = running
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield running
        finally:
            running.over.set()
            server.shutdown()
            thread.join()


def status(code: int, body: bytes = b"", **headers: str) -> Reply:
    return lambda exchange: exchange.answer(code, body, **headers)


def silence(exchange: Exchange) -> None:
    """No answer, as long as the hub runs."""
    exchange.hub.over.wait()


def trickle(exchange: Exchange) -> None:
    """A byte of a header that never ends now and then: no single read of it is slow."""
    exchange.wfile.write(b"HTTP/1.1 204 No Content\r\nX: ")
    while not exchange.hub.over.wait(0.05):
        exchange.wfile.write(b"x")


def flood(exchange: Exchange) -> None:
    """An accepting answer that does not end."""
    exchange.answer(202, b"thanks ")
    while not exchange.hub.over.is_set():
        exchange.wfile.write(b"x" * 65536)


def hang_up(exchange: Exchange) -> None:
    exchange.connection.close()


def gibberish(exchange: Exchange) -> None:
    exchange.wfile.write(b"\x00\x1b[31m\r\n\r\n")
