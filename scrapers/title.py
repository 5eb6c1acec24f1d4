"""The headline of an article, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scrapers import clean
from scrapers.page import Page

LONGEST = 500
"""Titles are cut here; nobody writes longer ones but spammers."""
_HEADINGS = "//h1 | //h2[contains(@class, 'title')] | //*[@itemprop='headline']"
_BETWEEN = re.compile(r"\s+(?:[|»«·•–—-]|::?|>)\s+")


def read_title(page: Page) -> str:
    """The article's headline as plain text; empty where the page has none.

    A heading that the metadata repeats is the headline; else the metadata's word counts, then a
    heading alone, then that part of the window's title which is a lesser heading or at least
    stands on the page by itself.
    """
    site = clean.line(page.meta.get("og:site_name", ""))
    told = [_without(site, clean.line(clean.text_of(candidate))) for candidate in _told(page)]
    headings = _texts(page, _HEADINGS)
    window = next(iter(_texts(page, "//head/title")), "")
    repeated = [
        *(heading for heading in headings if heading in told),
        # the site's and the section's name are headings too, and stand in the window's title
        *sorted((h for h in headings if _said(h, (*told, window))), key=len, reverse=True),
    ]
    candidates = (*repeated, *told, *headings, *_parts(page, window), window)
    return next(filter(None, candidates), "")[:LONGEST]


def _said(heading: str, told: Iterable[str]) -> bool:
    return any(heading.casefold() in one.casefold() for one in told)


def _without(site: str, title: str) -> str:
    parts = _BETWEEN.split(title)
    return title.removesuffix(parts[-1]).rstrip(" |»«·•–—:>-") if parts[-1] == site else title


def _parts(page: Page, window: str) -> list[str]:
    parts = sorted(_BETWEEN.split(window), key=len, reverse=True)
    lesser = set(_texts(page, "//h2 | //h3 | //h4"))
    alone = {line.text for line in page.lines}
    return [part for places in (lesser, alone) for part in parts if part in places]


def _told(page: Page) -> Iterator[str]:
    yield from (str(node.get("headline") or "") for node in page.articles)
    yield from (page.meta.get(name, "") for name in ("og:title", "twitter:title"))


def _texts(page: Page, path: str) -> list[str]:
    return [clean.line(str(node.text_content())) for node in page.tree.xpath(path)]
