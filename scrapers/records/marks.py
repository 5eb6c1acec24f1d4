"""Marks: what a record of a listing may be known by, a link or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from scrapers import urls
from scrapers.page import Page
from scrapers.records.measure import HEADINGS
from scrapers.records.words import is_generic

MOST = 2_000
"""Marks of a page beyond this many are not looked at: no list of news is so long."""

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|rar|7z|gz|exe|jpe?g|png|gif|webp|svg|bmp|tiff?"
    r"|mp[34]|m4[av]|wav|ogg|avi|mov|wmv|webm|ics|vcf|xml|rss|atom|json|css|js)$",
    re.IGNORECASE,
)
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "edu", "ac"}
_DIGITS = re.compile(r"\d+")
# classes that tell one record of a list from its neighbours
_VARIANT = re.compile(
    r"^(?:odd|even|first|last|alt|active|current|sticky|clearfix|row\d*|featured|new|lead(?:ing)?"
    r"|(?:first|last|normal|row|item|col|views-row)-?(?:odd|even|first|last|\d+))$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:^|[\W_])(?:title|headline|heading|cim|cím|titel|titulo|titul|nadpis|titlu|naslov)(?:$|[\W_])",
    re.IGNORECASE,
)
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 250


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A link or a heading, and the look of its place.

    ``target`` is the canonical address a link leads to; of a heading its number on the page, such
    as ``#3``. ``own`` says that it does not lead off the site. ``path`` are the tags from the
    element up to the body, ``look`` the same with the first class of each that is not about the
    single record.
    """

    node: HtmlElement
    target: str
    text: str
    own: bool
    path: int
    look: int

    @property
    def is_heading(self) -> bool:
        """Whether this is a heading, and no link."""
        return self.target.startswith("#")


def links_of(page: Page) -> Iterator[Mark]:
    """The links among the first ``MOST`` that may lead to articles, in document order.

    Not those to the page itself, the front page, files, or nowhere, nor those within a sentence.
    Tracking tails and fragments are gone.
    """
    here, host = urls.canonical(page.url), urls.host(page.url)
    places = _Places()
    for node in islice(page.body.iter("a"), MOST):
        address = address_of(page, node)
        if address is None or address == here or is_file(address):
            continue
        own = _registered(urls.host(address)) == _registered(host)
        if own and urls.is_front(address):
            continue
        text = _text(node)
        if is_generic(text) or not _is_in_sentence(node, text):
            yield Mark(node, address, text, own, *places.of(node))


def has_more_links(page: Page) -> bool:
    """Whether there are more links on a page than ``links_of`` looks at."""
    return next(islice(page.body.iter("a"), MOST, None), None) is not None


def headings_of(page: Page) -> Iterator[Mark]:
    """The first ``MOST`` elements that look like the headline of something, in document order.

    Headings, what is named a title, terms of a definition list, and bold words that are alone on
    their line.
    """
    found = (node for node in page.body.iter() if is_heading(node))
    places = _Places()
    for number, node in enumerate(islice(found, MOST)):
        text = _text(node)
        if _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE:
            yield Mark(node, f"#{number}", text, True, *places.of(node))


def _is_in_sentence(node: HtmlElement, text: str) -> bool:
    """Whether the words of a link continue those before it, or are continued behind it."""
    before = node.getprevious()
    ahead = ((node.getparent().text if before is None else before.tail) or "").rstrip()
    behind = (node.tail or "").lstrip()
    goes_on = text[:1].islower() or behind[:1].islower()
    return len(ahead) > 0 and (ahead[-1].isalpha() or ahead[-1] == ",") and goes_on


def is_heading(node: HtmlElement) -> bool:
    """Whether an element is a headline by its tag, its name, or by standing bold and alone."""
    if not isinstance(node.tag, str):
        return False
    if node.tag in HEADINGS or node.tag == "dt":
        return True
    if node.tag in ("b", "strong"):
        before, behind = node.getprevious(), node.getnext()
        starts = before is None and not (node.getparent().text or "").strip()
        starts = starts or (before is not None and before.tag == "br" and not before.tail)
        ends = not (node.tail or "").strip() and (behind is None or behind.tag == "br")
        return starts and ends
    return len(node) < 4 and is_titled(node)


def is_titled(node: HtmlElement) -> bool:
    """Whether an element's class names it a title."""
    return _TITLED.search(node.get("class") or "") is not None


def address_of(page: Page, node: HtmlElement) -> str | None:
    """The canonical address that a link on ``page`` leads to; ``None`` within the page."""
    href = (node.get("href") or "").strip()
    joined = urls.join(page.base, href) if href and not href.startswith("#") else None
    return urls.canonical(joined) if joined else None


def is_file(address: str) -> bool:
    """Whether an address names a document, picture or feed and no page."""
    return _FILE.search(address.partition("?")[0]) is not None


def _registered(host: str) -> str:
    """What the hosts of one site have in common: all but its sub-domains, nearly always."""
    labels = host.split(".")
    wide = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if wide else -2 :])


def _text(node: HtmlElement) -> str:
    return " ".join(str(node.text_content()).split())


class _Places:
    """Numbers the places of elements: what is reached the same way from the body is one place."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        self._known: dict[HtmlElement, tuple[int, int]] = {}

    def of(self, node: HtmlElement) -> tuple[int, int]:
        """The numbers of an element's place by tags alone, and with classes."""
        chain = []
        for one in (node, *node.iterancestors()):
            if one in self._known:
                break
            chain.append(one)
        path, look = self._known.get(one, (0, 0))
        for one in reversed(chain):
            path, look = self._number(path, str(one.tag)), self._number(look, _named(one))
            self._known[one] = path, look
        return path, look

    def _number(self, above: int, name: str) -> int:
        return self._numbers.setdefault((above, name), len(self._numbers) + 1)


def _named(node: HtmlElement) -> str:
    names = (node.get("class") or "").split()
    telling = next((_DIGITS.sub("", one) for one in names if not _VARIANT.match(one)), "")
    return f"{node.tag}.{telling}"
