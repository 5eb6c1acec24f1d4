"""Answers from which no article can be read, and the names under which they are refused."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from tests.hostile import PROSE, article

OURS = {"parser-timeout", "parser-error", "parser-crash", "out-of-memory"}
"""Refusals that say that our reading failed: what is too much for one machine another may read."""

_TITLE = "Közös gépparkot épít a klaszter"
_HEAD = f"<html><head><meta charset=utf-8><title>{_TITLE}</title></head>"
_BODY = f"{_HEAD}<body><h1>{_TITLE}</h1>"
_FRAMES = "<frameset cols='20%,*'><frame src=menu.html><frame src=main.html>"
_NOISE = bytes(range(256)) * 400


def _html(text: str) -> bytes:
    return text.encode()


def _page(inside: str) -> bytes:
    return _html(f"{_BODY}{inside}")


def _attributes() -> bytes:
    names = " ".join(f"a{number}=x" for number in range(100_000))
    return _page(f"<p {names}>{PROSE}")


BAD: Mapping[str, tuple[Callable[[], bytes], set[str]]] = {
    "nothing": (lambda: b"", {"empty"}),
    "white space": (lambda: _html(" \n\t\u00a0"), {"empty"}),
    "a byte order mark": (lambda: b"\xef\xbb\xbf", {"empty"}),
    "a comment": (lambda: b"<!-- hamarosan -->", {"empty"}),
    "a document type": (lambda: b"<!DOCTYPE html>", {"empty"}),
    "an element": (lambda: b"<html></html>", {"no-title"}),
    "a frameset": (lambda: _html(f"{_HEAD}{_FRAMES}</frameset></html>"), {"frameset"}),
    "a frameset, and words for who has no frames": (
        lambda: _html(f"{_HEAD}{_FRAMES}<noframes><p>{PROSE}</p></noframes></frameset>"),
        {"frameset"},
    ),
    "an inner frame": (lambda: _page("<iframe src=cikk.html></iframe>"), {"no-text"}),
    "a script": (lambda: b"<script>document.write('x')</script>", {"script-only"}),
    "a page made by its scripts": (
        lambda: _html(
            f"{_HEAD}<body><div id=root></div><script>let x = '{PROSE}'</script>"
            "<noscript>Please enable JavaScript.</noscript>"
        ),
        {"script-only"},
    ),
    "a style": (lambda: b"<style>p {}</style>", {"no-title"}),
    "a title": (lambda: _html(_HEAD), {"no-text"}),
    "a line of 10 MB": (lambda: _page("<p>" + "a klaszter tagjai " * 600_000), {"too-large"}),
    "a line of 4 MB": (
        lambda: _page("<p>" + "a klaszter tagjai " * 215_000),
        {"no-text", *OURS},
    ),
    # one in ASCII takes less, and can be read
    "a word of 4 MB": (lambda: _page("<p>" + "語" * 1_300_000), {"no-text", *OURS}),
    "100,000 elements in each other": (lambda: _page("<div>" * 100_000 + PROSE), {"too-deep"}),
    "100,000 words in bold in each other": (lambda: _page("<p>" + "<b>" * 100_000), {"too-deep"}),
    "100,000 lists in each other": (lambda: _page("<ul><li>" * 100_000), {"too-deep"}),
    "100,000 tables in each other": (lambda: _page("<table><tr><td>" * 100_000), {"too-deep"}),
    "100,000 attributes": (_attributes, OURS),
    "an attribute that does not end": (lambda: _page(f"<p class='{PROSE * 500}"), {"no-text"}),
    "900,000 paragraphs": (lambda: _page("<p>x" * 900_000), {"no-text", *OURS}),
    "3 million angle brackets": (lambda: b"<" * 3_000_000, {"no-title", *OURS}),
    "700,000 character references to nothing": (
        lambda: _page("<p>" + "&#1;" * 700_000),
        {"no-text", *OURS},
    ),
    "every byte": (lambda: _NOISE, {"binary"}),
    "an archive": (lambda: b"PK\x03\x04" + _NOISE, {"binary"}),
    "a picture": (lambda: b"\xff\xd8\xff\xe0" + _NOISE, {"binary"}),
    "a document": (lambda: b"%PDF-1.7\n" + b"BT (szoveg) Tj ET\n" * 500, {"binary"}),
    "what is packed twice": (lambda: gzip.compress(article(_TITLE)), {"binary"}),
    "NUL bytes": (lambda: bytes(10_000), {"binary"}),
    "NUL bytes among the letters": (
        lambda: article(_TITLE).replace(b"a", b"a\0"),
        {"binary"},
    ),
    "UTF-16 without a mark": (lambda: article(_TITLE).decode().encode("utf-16-le"), {"binary"}),
    "data": (lambda: b'{"text": "' + b"szoveg " * 1_000 + b'"}', {"no-title"}),
    "text without a line": (lambda: b"szoveg " * 1_000, {"no-title"}),
}

GOOD: Mapping[str, Callable[[], bytes]] = {
    "bytes that are no UTF-8": lambda: article(_TITLE).replace(b"tagv", b"tag\xff\xfev"),
    "a NUL byte": lambda: article(_TITLE).replace(b"tagv", b"tag\0v"),
    "UTF-16 with a mark": lambda: article(_TITLE).decode().encode("utf-16"),
    "half a letter at the end": lambda: article(_TITLE).partition(b"</article>")[0] + b"\xc5",
    "JSON-LD in 100,000 brackets": lambda: _page(
        f'<script type="application/ld+json">{"[" * 100_000}</script><p>{PROSE}'
    ),
    "an attribute of 1 MB": lambda: _page(f"<p class='{'author ' * 150_000}'>{PROSE}"),
    "a list of 100,000 sizes": lambda: _page(
        f"<img srcset='{'k.jpg 100w, ' * 100_000}'><p>{PROSE}"
    ),
}
"""Answers in which something is wrong, and the article that can be read all the same."""
