"""Where the older records are: the pager of a listing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from scrapers import urls
from scrapers.page import Page
from scrapers.records.marks import MOST as MOST_LINKS
from scrapers.records.marks import address_of
from scrapers.records.words import means_older

MOST = 20
"""Older pages told of one page."""

_PAGER = re.compile(r"pag(?:er|in|e-?num|enavi|e-nav)|lapoz|nav-?links|oldalsz", re.IGNORECASE)
# how addresses number the pages of a list
_NUMBERED = re.compile(
    r"[?&](?:\w*page\w*|paged?|start|limitstart|offset|oldal|lap|p|pg|from|strana|seite|pagina)(?:%5B\w*%5D|\[\w*\])*=[^&]*\d"
    r"|/(?:page|oldal|lap|seite|strana|pagina|p)[/-]?\d+|[_-]\d+\.\w+$|[,;]\d+\.html?$",
    re.IGNORECASE,
)


def older_pages(page: Page) -> tuple[str, ...]:
    """The addresses (canonical, joined) of further pages of the same list, the next one first.

    Only on the page's own host, and never the page itself: a pager's words are believed where the
    address or the place shows that it is one.
    """
    found = dict.fromkeys(_next(page))
    for _, address in sorted(_numbered(page)):
        found.setdefault(address)
    here = urls.canonical(page.url)
    host = urls.host(page.url)
    own = (one for one in found if one != here and urls.host(one) == host)
    return tuple(own)[:MOST]


def _next(page: Page) -> Iterator[str]:
    told = page.link("next")
    if told and (joined := urls.join(page.base, told)):
        yield urls.canonical(joined) or joined
    for node in islice(page.body.iter("a"), MOST_LINKS):
        address = address_of(page, node)
        if address is None:
            continue
        text = _text(node)
        relations = (node.get("rel") or "").lower().split()
        if ("next" in relations or means_older(text)) and (
            _NUMBERED.search(address) or _in_pager(node)
        ):
            yield address


def _numbered(page: Page) -> Iterator[tuple[int, str]]:
    """The numbered pages behind this one.

    This one is the one that has its address, else the one that is not linked; where all are,
    it is the first if its address has no number, and the last otherwise.
    """
    pages: dict[int, str] = {}
    for node in islice(page.body.iter("a"), MOST_LINKS):
        text = _text(node)
        if not (text.isdecimal() and len(text) <= 3):
            continue
        address = address_of(page, node)
        if address and _NUMBERED.search(address) and int(text) > 0:
            pages.setdefault(int(text), address)
    here = urls.canonical(page.url)
    told = [number for number, address in pages.items() if address == here]
    last = max(pages, default=0)
    missing = [number for number in range(1, last) if number not in pages]
    unsaid = last if here and _NUMBERED.search(here) else min(pages, default=0)
    current = next(iter((*told, *missing, unsaid)))
    yield from ((number, address) for number, address in pages.items() if number > current)


def _in_pager(node: HtmlElement) -> bool:
    around = (node, *node.iterancestors())
    return any(
        _PAGER.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around[:5]
    )


def _text(node: HtmlElement) -> str:
    words = " ".join(str(node.text_content()).split())
    return words or (node.get("title") or node.get("aria-label") or "").strip()
