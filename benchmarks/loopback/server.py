"""One small server on loopback that answers for any number of sites, in a process of its own.

Sites are told apart by their address in 127.1.0.0/16, so no name has to be resolved and every
crawler takes them for as many hosts. It listens at the loopback device alone. Answers are made
before the first request (``warm``), 40 MB for a thousand, or for each request anew; a feed that is
asked for conditionally has not changed. ``/requests`` of 127.0.0.1 tells how many requests there
were since it was last asked.
"""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from loopback.pages import Site

ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
ETAG = b'"v1"'
HOST = re.compile(rb"\r\nhost: *127\.1\.(\d+)\.(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Sites:
    """Some sites that are served at ``port``."""

    port: int
    count: int
    pages: int

    def all(self) -> list[Site]:
        """Each of them."""
        return [Site(at, self.pages, base(at, self.port)) for at in range(self.count)]

    def articles(self) -> list[str]:
        """The addresses of all articles, site after site."""
        return [f"{site.base}/hirek/{at}" for site in self.all() for at in range(self.pages)]

    def sources(self, folder: Path) -> Path:
        """A folder with a source's file for each."""
        folder.mkdir(parents=True, exist_ok=True)
        for site in self.all():
            (folder / f"site-{site.number:04}.toml").write_text(site.toml, encoding="utf-8")
        return folder

    def requests(self) -> int:
        """How many requests there were since this was last asked."""
        with urlopen(f"http://127.0.0.1:{self.port}/requests") as answer:
            return int(answer.read())


def base(number: int, port: int) -> str:
    """The address of a site by its number, without a slash."""
    return f"http://127.1.{number // 250}.{number % 250 + 1}:{port}"


@contextmanager
def served(count: int, pages: int, *, warm: bool = True) -> Iterator[Sites]:
    """So many sites with so many articles each, served meanwhile."""
    command = (sys.executable, "-m", "loopback.server", str(count), str(pages), str(int(warm)))
    folder = Path(__file__).parents[1]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as process:
        assert process.stdout
        try:
            yield Sites(int(process.stdout.readline()), count, pages)
        finally:
            process.terminate()


class _Answering(asyncio.Protocol):
    """One connection; requests come one after the other."""

    def __init__(self, server: _Server) -> None:
        self._server, self._read = server, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            request, self._read = self._read[: end + 2], self._read[end + 4 :]
            self._transport.write(self._server.answer(request))


class _Server:
    def __init__(self, count: int, pages: int, port: int) -> None:
        self._count, self._pages, self._port, self._requests = count, pages, port, 0
        self._known: dict[tuple[int, bytes], bytes] = {}
        self._sites: dict[int, Site] = {}

    def answer(self, request: bytes) -> bytes:
        path, host = request.split(b" ", 2)[1], HOST.search(request)
        if host is None:
            told, self._requests = self._requests, 0
            return _http(b"200 OK", str(told).encode(), b"text/plain")
        self._requests += 1
        number = int(host[1]) * 250 + int(host[2]) - 1
        if path == b"/feed" and ETAG in request:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + ETAG + b"\r\n\r\n"
        known = self._known.get((number, path))
        return known if known is not None else self._made(number, path)

    def warm(self) -> None:
        for number in range(self._count):
            for path in (b"/feed", *(b"/hirek/%d" % at for at in range(self._pages))):
                self._known[number, path] = self._made(number, path)

    def _made(self, number: int, path: bytes) -> bytes:
        if path == b"/robots.txt":
            return _http(b"200 OK", ROBOTS, b"text/plain")
        site = self._sites.get(number)
        if site is None:
            site = self._sites[number] = Site(number, self._pages, base(number, self._port))
        if path == b"/feed":
            return _http(b"200 OK", site.feed, b"application/rss+xml", b"ETag: " + ETAG + b"\r\n")
        if path.startswith(b"/hirek/") and number < self._count:
            return _http(b"200 OK", site.article(int(path[7:])), b"text/html; charset=utf-8")
        return _http(b"404 Not Found", b"", b"text/html")


def _http(status: bytes, body: bytes, kind: bytes, more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
    return head % (status, kind, len(body), more) + body


async def _serve(count: int, pages: int, *, warm: bool) -> None:
    listening = socket.create_server(("0.0.0.0", 0), backlog=1_024)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo\0")
    port = listening.getsockname()[1]
    server = _Server(count, pages, port)
    if warm:
        server.warm()
    loop = asyncio.get_running_loop()
    serving = await loop.create_server(lambda: _Answering(server), sock=listening)
    print(port, flush=True)
    await serving.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), warm=sys.argv[3] == "1"))
