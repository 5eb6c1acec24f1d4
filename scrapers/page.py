"""Page: a body and its readings — the tree, JSON-LD, meta elements — each made once."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from lxml.etree import ElementDefaultClassLookup, ParserError, XMLSyntaxError, XPath, iterwalk
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from scrapers import clean, urls
from scrapers.encoding import decode, with_own_letters
from scrapers.folding import letters_of
from scrapers.identity.key import key

LARGEST = 4 * 1024 * 1024
"""Bodies over this many bytes are refused."""
MOST_OBJECTS = 2_000
"""Objects of JSON-LD beyond these are not read."""
DEEPEST = 200
"""Trees nested deeper than this are refused; libxml2 silently cuts off at 256."""

_CONTROLS = bytes({*range(9), *range(0x0E, 0x20)})
# what XML cannot hold, as a character or as a reference to it: trafilatura gives up the whole page
_VISIBLE = bytes.maketrans(_CONTROLS + b"\x0b\x0c", b" " * (len(_CONTROLS) + 2))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_RARE = b"\xef"  # with which both begin
_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[1-2]|1[4-9]|2\d|3[01])(?!\d)|x0*(?:[0-8bce-f]|1[0-9a-f])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_TOO_DEEP = XPath(f"boolean({'/*' * (DEEPEST + 1)})")
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_SILENT = {"script", "style", "noscript", "option", "textarea", "template", "title"}
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins"),
    *("label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
    *("u", "wbr", "img", "script", "style", "noscript", "template"),
}
_ARTICLES = ("Article", "BlogPosting", "Report", "ClaimReview", "SocialMediaPosting")
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "")


class Unreadable(Exception):
    """A body from which no article can be read; ``reason`` is the name under which it counts."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Line(NamedTuple):
    """A line of a page as a reader sees it.

    ``tag`` is the block element it stands in, ``linked`` whether all of it is a link; ``times``
    are the machine times marked up in it, ``node`` is that element, where the line is a page's.
    ``parts`` are its texts between inline elements, which may stand apart on the screen.
    """

    text: str
    tag: str
    linked: bool
    times: tuple[str, ...]
    node: HtmlElement | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """An HTML page as it was received from ``url``."""

    url: str
    tree: HtmlElement

    @classmethod
    def parse(cls, body: bytes, url: str, content_type: str = "") -> Page:
        """Read an answer's body; ``content_type`` is the header's value as received.

        Raises ``Unreadable`` with *not-html*, *too-large*, *binary*, *empty* or *too-deep*.
        """
        if content_type.split(";", maxsplit=1)[0].strip().lower() not in _HTML_TYPES:
            raise Unreadable("not-html")
        if len(body) > LARGEST:
            raise Unreadable("too-large")
        if body.startswith(_MAGIC):
            raise Unreadable("binary")
        text = with_own_letters(decode(body, content_type))
        markup = text.encode("utf-8", "replace")
        visible = markup.translate(_VISIBLE)
        if visible != markup and _controls(markup) > len(text) // 100:
            raise Unreadable("binary")
        if not text.strip():
            raise Unreadable("empty")
        tree = _tree(_fit(visible))
        if _TOO_DEEP(tree):
            raise Unreadable("too-deep")
        return cls(url, tree)

    @cached_property
    def body(self) -> HtmlElement:
        """Its ``body`` element, which every page has."""
        return self.tree.body

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """Content of the ``meta`` elements by lower-case name or property; the first one wins."""
        found: dict[str, str] = {}
        for node in self.tree.iter("meta"):
            name = node.get("property") or node.get("name") or node.get("itemprop")
            content = (node.get("content") or "").strip()
            if name and content:
                found.setdefault(name.strip().lower(), content)
        return found

    @cached_property
    def json_ld(self) -> tuple[Mapping[str, Any], ...]:
        """The JSON-LD objects of the page, ``@graph`` members included; broken ones left out.

        The first ``MOST_OBJECTS``: no page tells of as many things.
        """
        scripts = [
            node.text or ""
            for node in self.tree.iter("script")
            if "ld+json" in (node.get("type") or "").lower()
        ]
        objects = (node for script in scripts for node in _objects(script))
        return tuple(islice(objects, MOST_OBJECTS))

    def described(self, reference: object) -> Sequence[Mapping[str, Any]]:
        """The JSON-LD objects with this ``@id``: what a reference points at."""
        return self._by_id.get(reference, ()) if isinstance(reference, str) else ()

    @cached_property
    def _by_id(self) -> Mapping[object, Sequence[Mapping[str, Any]]]:
        found: defaultdict[object, list[Mapping[str, Any]]] = defaultdict(list)
        for node in self.json_ld:
            if isinstance(name := node.get("@id"), str):
                found[name].append(node)
        return found

    @cached_property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """The JSON-LD objects that describe an article (schema.org/Article and its kinds)."""
        return tuple(
            node
            for node in self.json_ld
            if _is_article(node.get("@type")) and not self._describes_another(node)
        )

    def _describes_another(self, node: Mapping[str, Any]) -> bool:
        """Whether JSON-LD tells a headline that this page does not, and not this page's address."""
        headline = letters_of(clean.text_of(str(node.get("headline") or "")))
        place = node.get("url") or node.get("mainEntityOfPage")
        place = place[0] if isinstance(place, list) and place else place
        place = place.get("@id") if isinstance(place, Mapping) else place
        joined = urls.join(self.base, place) if isinstance(place, str) else None
        if not headline or (joined and _key(joined) == _key(self.url)):
            return False
        if headline in self._headlines or not (joined or self._headlines.strip()):
            return False
        return headline not in self._letters

    @cached_property
    def _headlines(self) -> str:
        """The letters of what the page calls itself, on lines."""
        own = self.tree.xpath("//head/title/text() | //h1//text()")
        told = (self.meta.get("og:title", ""), *own)
        return "\n".join(letters_of(clean.line(one)) for one in told)

    @cached_property
    def _letters(self) -> str:
        """The letters of all that a reader sees, on lines."""
        return "\n".join(letters_of(line.text) for line in self.lines)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The text of the body as a reader sees it: a line ends where a block or a break does."""
        return tuple(lines_of(self.body))

    @cached_property
    def base(self) -> str:
        """What the page's relative addresses are relative to: its ``base`` element, or itself."""
        told = next((node.get("href") for node in self.tree.iter("base") if node.get("href")), None)
        return (urls.join(self.url, told) if told else None) or self.url

    def link(self, rel: str) -> str | None:
        """The ``href`` of the first ``link`` element with this relation, as written."""
        for node in self.tree.iter("link"):
            if rel in (node.get("rel") or "").lower().split() and node.get("href"):
                return str(node.get("href"))
        return None


def _objects(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        waiting = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[k] for k in ("@graph", "mainEntity") if k in node)


def _key(address: str) -> str:
    """A page's key, whichever of its parts ``address`` points at."""
    return key(urls.canonical(address) or address)


def _is_article(kinds: object) -> bool:
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).endswith(_ARTICLES) for name in names)


def lines_of(root: HtmlElement) -> Iterator[Line]:
    """The text of one element as a reader sees it, without what stands behind it."""
    text: list[str] = []
    linked: list[str] = []
    times: list[str] = []
    place = root
    silent = links = 0
    for event, node in iterwalk(root, ("start", "end")):
        begins, tag = event == "start", node.tag
        if tag not in INLINE or (node is root and not begins):
            told = "".join(text)  # mostly nothing, or the white space between two blocks
            if told and not told.isspace() and (line := clean.line(told)):
                whole = bool(linked) and clean.line("".join(linked)) == line
                yield Line(line, str(place.tag), whole, tuple(times), place, tuple(text))
            text, linked, times = [], [], []
            place = node if begins or node is root else node.getparent()
        if tag in _SILENT:
            silent += 1 if begins else -1
        elif tag == "a":
            links += 1 if begins else -1
        elif begins and tag == "time" and node.get("datetime"):
            times.append(node.get("datetime"))
        if not silent and (piece := node.text if begins else node.tail):
            text.append(piece)
            if links:
                linked.append(piece)


def _tree(markup: bytes) -> HtmlElement:
    # bytes, because lxml refuses text that declares an encoding
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # one class for all elements: choosing it for each costs more than all else there is to walking
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        return document_fromstring(markup, parser=parser, ensure_head_body=True)
    except ParserError:
        raise Unreadable("empty") from None
    except XMLSyntaxError as error:  # a parser that mends everything gives up without memory only
        raise MemoryError from error


def _controls(markup: bytes) -> int:
    return len(markup) - len(markup.translate(None, _CONTROLS))


def _fit(markup: bytes) -> bytes:
    if _RARE in markup:  # one byte is found forty times as fast as three
        for character in _NO_CHARACTERS:
            markup = markup.replace(character, b" ")
    return _REFERENCE.sub(b" ", markup)
