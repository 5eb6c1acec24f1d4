"""The same in other languages, as a page links to it. Pure.

The ``hreflang`` of links in the head (RFC 8288, as search engines read it), and of those in the
body by which readers change the language. Content systems put ``hreflang`` on any link to another
page of theirs: one whose words name no language leads to other news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from scrapers import clean, urls
from scrapers.article import Alternate
from scrapers.folding import fold
from scrapers.identity.language import without_language
from scrapers.identity.web import LANGUAGE
from scrapers.language_names import names_of_language
from scrapers.page import Page
from scrapers.source import Source

MOST = 24
"""Alternates that are kept: the European Union has no more languages."""
_LOOKED_AT = 500
"""Links with a language that are looked at: no page has as many, a trap may have thousands."""
_LABEL, _LONGEST = 3, 60
"""Words in the label of a switcher at most, and letters of it that are looked at."""
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z\d_-]*)?", re.IGNORECASE)
_PAGES = ("", "text/html", "application/xhtml+xml")


def read_alternates(
    page: Page, source: Source, address: str, language: str | None
) -> tuple[Alternate, ...]:
    """What ``page`` names as the same in other languages than its own, each address once.

    ``address`` is the article's canonical address, ``language`` its language. Only pages of the
    same site count, and no front page or list: many sites lead there from every page.
    """
    found: dict[str, Alternate] = {}
    for code, url in _named(page):
        key = source.key(url)
        if code != language and key not in found and _may_be_twin(url, key, source, address):
            found[key] = Alternate(code, url)
    return tuple(islice(found.values(), MOST))


def _named(page: Page) -> Iterator[tuple[str, str]]:
    """Languages with the canonical addresses that the page names for them."""
    links = (node for node in page.tree.iter("link", "a") if node.get("hreflang"))
    for node in islice(links, _LOOKED_AT):
        told = _CODE.fullmatch(node.get("hreflang", "").strip())
        if not told or not _leads_to_alternate(node, code := told[1].lower()):
            continue
        joined = urls.join(page.base, node.get("href") or "")
        if url := joined and urls.canonical(joined):
            yield code, url


def _leads_to_alternate(node: HtmlElement, code: str) -> bool:
    declared = "alternate" in (node.get("rel") or "").lower().split()
    kind = (node.get("type") or "").partition(";")[0].strip().lower()
    if kind not in _PAGES:
        return False  # a feed in another language
    return declared or (node.tag == "a" and _names_language(_label(node), code))


def _label(node: HtmlElement) -> str:
    shown = clean.line(str(node.text_content()))
    pictures = (image.get("alt") or "" for image in node.iter("img"))
    return (shown or node.get("title") or next(pictures, ""))[:_LONGEST]


def _names_language(label: str, code: str) -> bool:
    """Whether a link is called by its language: *EN*, *ENG*, *English*, *Angol nyelven*."""
    words = fold(label).split()
    if len(words) > _LABEL:
        return False
    names = names_of_language(code)
    return any(word == code or (len(word) > 2 and _is_name(word, names)) for word in words)


def _is_name(word: str, names: Iterable[str]) -> bool:
    """Whether a word is the name of a language, short (*ENG*) or inflected (*slovensky*)."""
    return bool(LANGUAGE.fullmatch(word)) or any(name.startswith(word[:4]) for name in names)


def _may_be_twin(url: str, key: str, source: Source, address: str) -> bool:
    """Whether an address of that key can be the article's in another language."""
    own = source.key(address)
    here, there = without_language(own).rest, without_language(key).rest
    same_site = source.owns(url) or _host(here) == _host(there)
    is_front = urls.is_front(url) or _host(there) == there
    return same_site and not is_front and key != own and not source.is_list(url)


def _host(key: str) -> str:
    return re.split("[/?#]", key, maxsplit=1)[0]
