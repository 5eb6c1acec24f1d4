"""The headline of an article, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scrapers import clean
from scrapers.page import Page

LONGEST = 500
"""Titles are cut here; nobody writes longer ones but spammers."""
_HEADINGS = "//h1 | //h2[contains(@class, 'title')] | //*[@itemprop='headline']"
_LESSER = "//h2 | //h3 | //h4"
_BETWEEN = re.compile(r"\s+(?:[|»«·•–—-]|::?|>)\s+")


def read_title(page: Page, shown: str = "") -> str:
    """The article's headline as plain text; empty where the page has none.

    A heading that the metadata repeats is the headline; else the metadata's word counts, then a
    heading alone, then that part of the window's title which is a lesser heading or at least
    stands on the page by itself, then ``shown``, a door's word for it, if the page has such a line.
    """
    site = clean.line(page.meta.get("og:site_name", ""))
    told = [_without(site, clean.line(clean.text_of(candidate))) for candidate in _told(page)]
    headings = _texts(page, _HEADINGS)
    window = next(iter(_texts(page, "//head/title")), "")
    parts = _BETWEEN.split(window)
    lesser = [] if any(told) else _texts(page, _LESSER)
    # the site's and the section's name are headings too, and stand in the window's title
    said = [
        *(heading for heading in headings if _said(heading, (*told, window))),
        *(heading for heading in lesser if _is_set_off(heading, window)),
    ]
    repeated = [
        *(heading for heading in headings if heading in told),
        *sorted(said, key=len, reverse=True),
    ]
    alone = [shown] if shown in {line.text for line in page.lines} else []
    candidates = (*repeated, *told, *headings, *_parts(page, parts), *alone, window)
    return next(filter(None, candidates), "")[:LONGEST]


def _said(heading: str, told: Iterable[str]) -> bool:
    return any(heading.casefold() in one.casefold() for one in told)


def _is_set_off(heading: str, window: str) -> bool:
    """Whether the window's title is the heading and, set off from it, something else."""
    before, found, behind = window.partition(heading)
    ends = (_BETWEEN.split(f"{before}x")[-1], _BETWEEN.split(f"x{behind}")[0])
    return bool(found and (before or behind)) and ends == ("x", "x")


def _without(site: str, title: str) -> str:
    parts = _BETWEEN.split(title)
    return title.removesuffix(parts[-1]).rstrip(" |»«·•–—:>-") if parts[-1] == site else title


def _parts(page: Page, parts: Iterable[str]) -> list[str]:
    longest_first = sorted(parts, key=len, reverse=True)
    lesser = set(_texts(page, _LESSER))
    alone = {line.text for line in page.lines}
    return [part for places in (lesser, alone) for part in longest_first if part in places]


def _told(page: Page) -> Iterator[str]:
    yield from (str(node.get("headline") or "") for node in page.articles)
    yield from (page.meta.get(name, "") for name in ("og:title", "twitter:title"))


def _texts(page: Page, path: str) -> list[str]:
    lines = (clean.line(str(node.text_content())) for node in page.tree.xpath(path))
    return list(filter(None, lines))
