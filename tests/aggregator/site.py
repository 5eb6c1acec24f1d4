"""A loopback site that is made of a dictionary and can be rebuilt while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

FACTS = (
    ("Közös gépparkot vesz hat asztalos a Bükkalján", "három marógép", "Kisgyőrben"),
    ("Mérőszoba nyílik a tanműhely mellett ősszel", "két mérőasztal", "Edelényben"),
    ("Vevőtalálkozót tartottak a szerszámkészítők", "negyven beszállító", "Ózdon"),
    ("Pályázati tanácsadás indul a klaszter tagjainak", "tizenöt félóra", "Sajószentpéteren"),
    ("Új elnököt választott a faipari klaszter", "hetvenkét szavazat", "Szikszón"),
    ("Erdélyi testvérklaszter járt a megyében", "nyolc műhely", "Putnokon"),
    ("Nyári gyakorlatra hív diákokat tizenegy üzem", "harminc hely", "Kazincbarcikán"),
    ("Csökkent a tagvállalatok villanyszámlája", "kétszáz napelem", "Mezőkövesden"),
)


class News(NamedTuple):
    """An article of the site: its title, its day, its paragraphs."""

    title: str
    day: str
    paragraphs: tuple[str, ...]


def news(at: int) -> News:
    """The article with this number, the oldest first."""
    title, what, where = FACTS[at]
    return News(
        title,
        f"2026. {at + 1:02}. {at + 10}.",
        (
            f"A munka {where} kezdődött, ahol a tagok közül {at + 3} cég vállalta, hogy a költség"
            f" felét állja, és hogy a többiek is használhatják azt, amit {what} jelent nekik.",
            f"Az első félévben {at + 21} alkalommal kerül rá sor, de ha bevál, akkor már a jövő"
            f" évben is folytatják; erről a közgyűlés dönt majd, amely {where} ül össze.",
            "A részleteket a klaszter irodája mondja el, ahol minden hétfőn délelőtt várják azokat,"
            f" akik kérdezni szeretnének, vagy volna olyan ötletük, amely mellé {what} illik.",
        ),
    )


def article(one: News) -> str:
    """The page of an article."""
    prose = "".join(f"<p>{text}</p>" for text in one.paragraphs)
    return page(one.title, f"<h1>{one.title}</h1><p class=datum>{one.day}</p>{prose}")


def listing(links: Sequence[tuple[str, News]]) -> str:
    """A page that lists articles: address and article each."""
    records = "".join(
        f"<div class=hir><h3><a href='{address}'>{one.title}</a></h3><span>{one.day}</span>"
        f"<p>{one.paragraphs[0]}</p></div>"
        for address, one in links
    )
    return page("Hírek", f"<h1>Hírek</h1>{records}")


def page(title: str, content: str, menu: str = "/hirek") -> str:
    """A page of the site with its menu."""
    return (
        f'<!DOCTYPE html><html lang="hu"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body><ul class=menu><li><a href="/">Kezdőlap</a></li><li><a href="{menu}">Hírek</a></li>'
        '<li><a href="/rolunk">Rólunk</a></li><li><a href="/kapcsolat">Kapcsolat</a></li></ul>'
        f"<div id=tartalom>{content}</div><div id=lab>Borsodi Faipari Klaszter, Miskolc</div>"
        "</body></html>"
    )


class Site:
    """The site ``klaszter.localhost``; a context manager.

    ``pages`` maps paths to HTML, or to a status; anything else is 404. ``requests`` lists what was
    asked for.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str | int] = {}
        self.requests: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.home = f"http://klaszter.localhost:{self._server.server_port}/"

    def build(self, folder: str, count: range, listed: str = "/hirek") -> None:
        """Make the site anew: articles under ``folder``, listed at ``listed``."""
        links = [(f"{folder}{at}", news(at)) for at in reversed(count)]
        self.pages = {address: article(one) for address, one in links}
        self.pages[listed] = listing(links)
        about = "A klaszter harmincegy faipari vállalkozás közös irodája, és 2011 óta működik."
        self.pages["/"] = page("Borsodi Faipari Klaszter", f"<p>{about}</p>", listed)
        self.pages["/rolunk"] = page("Rólunk", f"<h1>Rólunk</h1><p>{about}</p>", listed)

    def everywhere(self, html: str) -> None:
        """Answer everything with the same page, as a parked domain does."""
        self.pages = {"*": html}

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append(self.path)
            found = site.pages.get(self.path, site.pages.get("*", 404))
            status, body = (found, "") if isinstance(found, int) else (200, found)
            self.send_response(status)
            kind = "application/rss+xml" if body.startswith("<rss") else "text/html"
            kind = "application/pdf" if body.startswith("%PDF") else f"{kind}; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body.encode())

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
