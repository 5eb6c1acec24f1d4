"""SampleSites: the bundled sample sites over real HTTP on loopback, told apart by Host."""

from __future__ import annotations

import os
import socketserver
import sys
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from aggregator.demo import results, samples
from aggregator.demo.answer import Answer, revalidated
from aggregator.demo.samples import HOSTS

__all__ = ["HOSTS", "Request", "SampleSites"]

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered: ``host`` without port, ``path`` with its query."""

    host: str
    path: str
    status: int


class SampleSites:
    """A web server on 127.0.0.1 that answers under each of ``HOSTS`` with its own sample site.

    It listens from construction on (``port`` 0 takes a free one; a busy one raises ``OSError``)
    and answers inside its ``with`` block, on threads of its own. ``phase``, 1 or 2, says which
    state the sites are in and can be set while it runs. Requests to any other host see the folder
    ``results``. ``requests`` lists what has been answered, in order.
    """

    def __init__(self, port: int = 0, *, phase: int = 1, results: Path | None = None) -> None:
        self.phase = phase
        self.results = results
        self.requests: list[Request] = []
        self._server = _Server(port, self)
        self.port: int = self._server.server_address[1]
        # a short poll, so that the block is left without delay
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def phase(self) -> int:
        """The state the sites are in."""
        return self._phase

    @phase.setter
    def phase(self, phase: int) -> None:
        if phase not in samples.PHASES:
            raise ValueError(f"phase {phase} is none of {samples.PHASES}")
        self._phase = phase

    def answer(self, host: str, target: str, if_none_match: str | None = None) -> Answer:
        """What is said now to a request with these headers, which is added to ``requests``."""
        name = host.rpartition(":")[0] if ":" in host else host
        name = name.lower().rstrip(".")
        if name.removeprefix("www.") in HOSTS or self.results is None:
            found = samples.answer(name, target, self.phase, self.port, date.today())
        else:
            sites = [f"http://{host}:{self.port}/" for host in HOSTS]
            found = results.show(self.results, target, sites)
        found = revalidated(found, if_none_match)
        self.requests.append(Request(name, target, found.status))
        return found

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # on Windows this option would let two servers share a port
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, sites: SampleSites) -> None:
        self.sites = sites
        super().__init__((_LOOPBACK, port), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own asks the name service who 127.0.0.1 is, which can take seconds
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _LOOPBACK, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        # a client that hangs up early is no error of ours
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "SampleSites"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer one request."""
        told = self.server.sites.answer(
            self.headers.get("Host", ""), self.path, self.headers.get("If-None-Match")
        )
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        if told.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(told.body)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: ``SampleSites.requests`` tells it."""
