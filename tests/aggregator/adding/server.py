"""The test sites over real HTTP on loopback, told apart by Host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from aggregator.demo.answer import content, revalidated
from tests.aggregator.adding.content import Answer, Content, read

__all__ = ["contents", "serve"]

_SITES = Path(__file__).with_name("sites")


@cache
def contents() -> Mapping[str, Content]:
    """Every test site by its host without ``www.``."""
    read_in = (read(file.parent) for file in sorted(_SITES.glob("*/site.toml")))
    return {site.host: site for site in read_in}


@contextmanager
def serve() -> Iterator[int]:
    """Answer for all test sites on 127.0.0.1; yields the port."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        told = revalidated(self._answer(), self.headers.get("If-None-Match"))
        # a client that has read enough may hang up
        with suppress(ConnectionError):
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            if told.status != HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(told.body)

    do_HEAD = do_GET  # noqa: N815

    def _answer(self) -> Answer:
        host = self.headers.get("Host", "").partition(":")[0].lower()
        site = contents().get(host.removeprefix("www."))
        if site is None:
            return content(b"no such site\n", "text/plain", HTTPStatus.NOT_FOUND)
        return site.answer(host, self.path, self.server.server_port)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
