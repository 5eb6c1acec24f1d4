"""A loopback server of sites that do everything wrong, told apart by host name."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

PROSE = " ".join(
    f"A klaszter {number}. közleménye szerint a tagvállalatok közös fejlesztésbe kezdenek, amelynek"
    " eredményeit az év végén mutatják be a szakmai közönségnek."
    for number in range(1, 8)
)


GARDEN = " ".join(
    f"A {number}. ágyásba paradicsom kerül, mert a tavalyi palánták itt szenvedték meg legkevésbé a"
    " nyári szárazságot, és a hétvégi piacon is ezt keresték a legtöbben."
    for number in range(1, 8)
)


def article(title: str, charset: str = "utf-8", prose: str = PROSE) -> bytes:
    """A page with an article."""
    return (
        f'<html><head><meta charset="{charset}"><title>{title}</title></head><body>'
        f"<article><h1>{title}</h1><p>2021. június 10.</p><p>{prose}</p></article></body></html>"
    ).encode()


def feed(*paths: str) -> bytes:
    """An RSS feed with these links."""
    items = "".join(f"<item><title>Hír {p}</title><link>{p}</link></item>" for p in paths)
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


class Visit(NamedTuple):
    """A request: when it came (seconds of a clock), and how many of its host were under way."""

    host: str
    path: str
    at: float
    under_way: int
    headers: Mapping[str, str]


class HostileSites:
    """The server; a context manager. ``requests`` are (host, path) in their order.

    Without ``sites`` it has those of this module. One that has no rules for robots says so itself,
    unless it is among those with ``robots`` of their own.
    """

    def __init__(
        self,
        sites: Mapping[str, Callable[[Any], None]] | None = None,
        robots: Collection[str] | None = None,
    ) -> None:
        self.sites = SITES if sites is None else sites
        self.robots = ROBOTS if robots is None else robots
        self.requests: list[tuple[str, str]] = []
        self.visits: list[Visit] = []
        self.under_way: Counter[str] = Counter()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port
        self.stopping = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A crawler that hangs up on a hostile site is right to do so."""


def _handler(sites: HostileSites) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"].split(".")[0]
            sites.under_way[host] += 1
            under_way, now = sites.under_way[host], time.monotonic()
            sites.requests.append((host, self.path))
            sites.visits.append(Visit(host, self.path, now, under_way, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):
                if self.path == "/robots.txt" and host not in sites.robots:
                    self.send(404, b"")
                else:
                    sites.sites[host](self)

        def send_response(self, *args: Any) -> None:
            # before the answer goes out: whoever has it may ask for more at once
            sites.under_way[self.headers["Host"].split(".")[0]] -= 1
            super().send_response(*args)

        def send(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def wait(self, seconds: float) -> bool:
            return sites.stopping.wait(seconds)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


BOMB = gzip.compress(b"<p>" + b"\0" * 40_000_000)


def _fine(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed("/a", "/b"), "application/rss+xml")
    else:
        handler.send(200, article(f"Jó hír {handler.path}"))


def _fails(handler: Any) -> None:
    handler.send(500, b"")


def _hangs(handler: Any) -> None:
    handler.wait(30)


def _drips(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    end = time.monotonic() + 30
    while time.monotonic() < end and not handler.wait(0.3):
        handler.wfile.write(b" ")
        handler.wfile.flush()
    handler.close_connection = True


def _turns(handler: Any) -> None:
    handler.send(302, b"", Location=f"{handler.path}x")


def _only_page(answer: Callable[[Any], None]) -> Callable[[Any], None]:
    """A site whose feed is fine and whose one article page is not."""

    def site(handler: Any) -> None:
        if handler.path == "/feed":
            handler.send(200, feed("/a"), "application/rss+xml")
        else:
            answer(handler)

    return site


def _binary(handler: Any) -> None:
    handler.send(200, bytes(range(256)) * 400)


def _pdf(handler: Any) -> None:
    handler.send(200, b"%PDF-1.7 " + b"x" * 1000, "application/pdf")


def _half(handler: Any) -> None:
    handler.send(200, article("Fél hír")[:300], Content_Length="100000")
    handler.close_connection = True


def _huge(handler: Any) -> None:
    handler.send(200, b"<p>" + b"x" * 50_000_000)


def _bomb(handler: Any) -> None:
    handler.send(200, BOMB, Content_Encoding="gzip")


def _miscoded(handler: Any) -> None:
    body = article("Erősítő fűtőmű", "utf-8").decode().encode("iso-8859-2")
    handler.send(200, body, "text/html; charset=utf-8")


def _torn_feed(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed("/a", "/b")[:-60], "application/rss+xml")
    else:
        handler.send(200, article(f"Hír {handler.path}"))


def _no_feed(handler: Any) -> None:
    handler.send(200, article("Ez nem csatorna"), "application/rss+xml")


def _entities(handler: Any) -> None:
    body = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + feed("/a")
    handler.send(200, body, "application/rss+xml")


def _schemes(handler: Any) -> None:
    links = ("file:///etc/passwd", "javascript:alert(1)", "ftp://x.localhost/a", "data:,x")
    handler.send(200, feed(*links), "application/rss+xml")


def _foreign(handler: Any) -> None:
    handler.send(200, feed("http://fine.localhost/a"), "application/rss+xml")


def _silent(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed(*(f"/{n}" for n in range(30))), "application/rss+xml")
    else:
        handler.close_connection = True


CHALLENGE = b"<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>"


def _unread(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed("/a", "/b", "/c"), "application/rss+xml")
    else:
        handler.send(403, b"")


def _challenges(handler: Any) -> None:
    """Who is no human gets no list."""
    handler.send(403, CHALLENGE, cf_mitigated="challenge")


def _challenged(handler: Any) -> None:
    """Who is no human gets the list, and a page without a word in place of each of its pages."""
    if handler.path == "/feed":
        handler.send(200, feed("/a"), "application/rss+xml")
    else:
        handler.send(200, CHALLENGE)


def _undated(handler: Any) -> None:
    handler.send(200, article("Dátum nélkül").replace("<p>2021. június 10.</p>".encode(), b""))


def _daily(handler: Any) -> None:
    """A paper: three pieces on the garden, and one that names a cluster in capitals."""
    if handler.path == "/feed":
        handler.send(200, feed("/a", "/b", "/c", "/d"), "application/rss+xml")
    elif handler.path == "/d":
        body = article("Közös üvegház", prose=f"{GARDEN} A VIRÁGKLASZTEREK is ott lesznek.")
        handler.send(200, body)
    else:
        handler.send(200, article(f"Kerti hír {handler.path}", prose=GARDEN))


def _garden(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed("/a", "/b", "/c"), "application/rss+xml")
    else:
        _daily(handler)


def _home(handler: Any) -> None:
    if handler.path in ("/feed", "/"):
        _fine(handler)
    else:
        handler.send(302, b"", Location="/")


def _inside(handler: Any) -> None:
    handler.send(302, b"", Location="http://10.0.0.1/admin")


def _attributes(handler: Any) -> None:
    handler.send(200, b"<a " + b" ".join(b"a%d=1" % n for n in range(400_000)) + b">x</a>")


def _nested(handler: Any) -> None:
    handler.send(200, b"<div>" * 100_000 + b"x")


def _robots(answer: Callable[[Any], None]) -> Callable[[Any], None]:
    def site(handler: Any) -> None:
        if handler.path == "/robots.txt":
            answer(handler)
        else:
            _fine(handler)

    return site


def _busy(handler: Any) -> None:
    handler.send(503, b"", Retry_After="3600")


ROBOTS = {"robots-fails", "robots-forbids", "hangs", "robots"}
SITES: dict[str, Callable[[Any], None]] = {
    "fine": _fine,
    "fails": _fails,
    "hangs": _hangs,
    "drips": _only_page(_drips),
    "turns": _turns,
    "binary": _only_page(_binary),
    "pdf": _only_page(_pdf),
    "half": _only_page(_half),
    "huge": _only_page(_huge),
    "bomb": _only_page(_bomb),
    "miscoded": _only_page(_miscoded),
    "torn-feed": _torn_feed,
    "no-feed": _no_feed,
    "entities": _entities,
    "schemes": _schemes,
    "foreign": _foreign,
    "silent": _silent,
    "unread": _unread,
    "challenges": _challenges,
    "challenged": _challenged,
    "undated": _only_page(_undated),
    "home": _home,
    "daily": _daily,
    "garden": _garden,
    "inside": _only_page(_inside),
    "attributes": _only_page(_attributes),
    "nested": _only_page(_nested),
    "robots-fails": _robots(_busy),
    "robots-forbids": _robots(
        lambda handler: handler.send(200, b"User-agent: *\nDisallow: /", "text/plain")
    ),
    "busy": _busy,
}
