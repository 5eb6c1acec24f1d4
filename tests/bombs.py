"""Sites whose answers are small on the wire or simple in form, and huge for whoever reads them."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, takewhile
from typing import Any

import brotli
from backports import zstd

from tests.hostile import article, feed

MIB = 1024 * 1024
LIMIT = 4 * MIB


def _site(kind: str, body: Callable[[], bytes]) -> Callable[[Any], None]:
    """A site whose one door answers with ``body``, made once."""
    made = cache(body)

    def site(handler: Any) -> None:
        if handler.path.startswith("/door"):
            handler.send(200, made(), kind)
        else:
            handler.send(404, b"")

    return site


def _page(body: Callable[[], bytes], pages: int = 3) -> Callable[[Any], None]:
    """A site whose feed is fine and whose article pages all answer with ``body``."""
    made = cache(body)

    def site(handler: Any) -> None:
        if handler.path == "/door":
            handler.send(200, feed(*(f"/{n}" for n in range(pages))), "application/rss+xml")
        else:
            handler.send(200, made())

    return site


def _packed(pack: Callable[[bytes], bytes], name: str) -> Callable[[Any], None]:
    made = cache(lambda: pack(b"<p>" + b"\0" * 100 * MIB))

    def site(handler: Any) -> None:
        if handler.path == "/door":
            handler.send(200, feed(*(f"/{n}" for n in range(3))), "application/rss+xml")
        else:
            handler.send(200, made(), Content_Encoding=name)

    return site


def _filled(piece: Callable[[int], bytes], size: int = LIMIT - 100_000) -> bytes:
    """As many numbered pieces as go into an answer that is just small enough."""
    pieces = takewhile(lambda grown: grown[1] < size, _growing(map(piece, count())))
    return b"".join(one for one, _ in pieces)


def _growing(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    total = 0
    for one in pieces:
        total += len(one)
        yield one, total


def attributes() -> bytes:
    """One element with as many attributes as go into an answer."""
    return b"<p " + _filled(lambda n: b"a%d=x " % n) + b">x</p>"


def rows() -> bytes:
    """An article of many small elements."""
    return article("Sok").replace(b"</article>", _filled(lambda n: b"<td>%d" % n) + b"</article>")


def paragraphs() -> bytes:
    """An article that is very long."""
    one = b"<p>" + b"A klaszter tagjai " * 20 + b"%d</p>"
    return article("Hosszú").replace(b"</article>", _filled(lambda n: one % n) + b"</article>")


def nested() -> bytes:
    """Elements in elements, to the end."""
    return b"<div>" * (LIMIT // 6)


def entries() -> bytes:
    """A feed of as many entries as go into an answer."""
    return feed(*()).replace(
        b"</channel>",
        _filled(lambda n: b"<item><title>%d</title><link>/%d</link></item>" % (n, n))
        + b"</channel>",
    )


def addresses() -> bytes:
    """A sitemap of as many addresses as go into an answer."""
    head = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return head + _filled(lambda n: b"<url><loc>/%d</loc></url>" % n) + b"</urlset>"


def packed_addresses() -> bytes:
    """A sitemap in a gzip file of its own, which nobody on the way unpacks."""
    return gzip.compress(b"<urlset>" + b"<url><loc>/a</loc></url>" * 4_000_000)


def posts() -> bytes:
    """A WordPress answer of as many posts as go into an answer."""
    return b"[" + _filled(lambda n: b'{"link":"/%d"},' % n) + b'{"link":"/"}]'


def brackets() -> bytes:
    """JSON in JSON, to the end."""
    return b"[" * (LIMIT - 100_000)


def numbers() -> bytes:
    """The JSON that takes the most room once it is read."""
    return json.dumps([{"link": "/a", "x": [{}] * 1_000_000}]).encode()


def links() -> bytes:
    """A listing of as many links as go into an answer."""
    return _filled(lambda n: b"<h2><a href=/%d>Hir</a></h2>" % n)


PAGES = {
    "gzip": _packed(gzip.compress, "gzip"),
    "deflate": _packed(zlib.compress, "deflate"),
    "br": _packed(lambda body: brotli.compress(body, quality=1), "br"),
    "zstd": _packed(zstd.compress, "zstd"),
    "attributes": _page(attributes),
    "rows": _page(rows),
    "paragraphs": _page(paragraphs),
    "nested": _page(nested),
}
FEEDS = {"entries": _site("application/rss+xml", entries)}
SITEMAPS = {
    "addresses": _site("application/xml", addresses),
    "packed-addresses": _site("application/x-gzip", packed_addresses),
}
POSTS = {
    "posts": _site("application/json", posts),
    "brackets": _site("application/json", brackets),
    "numbers": _site("application/json", numbers),
}
LISTINGS = {"links": _site("text/html", links)}
SITES = {**PAGES, **FEEDS, **SITEMAPS, **POSTS, **LISTINGS}
