"""The address that a page's own links say it has: of a saved copy nobody may know another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote_plus

from scrapers import urls
from scrapers.page import Page

_PLACES = "//@href | //@onclick"
_LINK = re.compile(r"https?://[^\s\"'<>()?&#]{4,1000}")
_ENDS = re.compile(r"[?(]")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST = 2_000
_LONGEST = 4_000
_CARRIERS = 2
_ALIKE = 0.6
"""The share of a title's words that must be told with an address, or in it."""


def is_told(url: str) -> bool:
    """Whether an address names a page, and no more than a host."""
    return urls.path(url) not in ("", "/")


def own_address(page: Page, title: str) -> str | None:
    """The address that a page's links for sharing, sending and logging in carry.

    It is the one that several services are told, or one together with the title.
    """
    carriers: dict[str, set[str]] = defaultdict(set)
    titled: set[str] = set()
    words = _words(title)
    for text in page.tree.xpath(_PLACES, smart_strings=False)[:_MOST]:
        for told, carrier, said in _carried(text):
            carriers[told].add(carrier)
            if len(words) > 1 and len(words & _words(said)) >= _ALIKE * len(words):
                titled.add(told)
    likely = titled or {told for told, by in carriers.items() if len(by) >= _CARRIERS}
    most = max((len(carriers[told]) for told in likely), default=0)
    ranked = [told for told in likely if len(carriers[told]) == most]
    return ranked[0] if len(ranked) == 1 else None


def _carried(text: str) -> Iterator[tuple[str, str, str]]:
    """The addresses in a link to something else, each with what carries it, and all it is told."""
    if "http" not in text[1:] or len(text) > _LONGEST:
        return
    said = unquote_plus(text)
    for found in _LINK.finditer(said, 1):
        told = found[0].rstrip("/.,;")
        if is_told(told) and not _PICTURE.search(told):
            yield told, _ENDS.split(said[: found.start()])[0], said


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
