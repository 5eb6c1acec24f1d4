"""A page's body read into blocks and pictures, in order, without what no reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from scrapers.page import INLINE
from scrapers.prose.block import HEADINGS, Block
from scrapers.remembering import A_LINE, LINES, remembering

MOST = 20_000
"""Blocks beyond these are not read: no article has as many."""
RULE = "*"
"""The text of the block that stands for a horizontal rule."""
_SILENT = {
    *("script", "style", "noscript", "option", "select", "textarea", "template", "title", "svg"),
    *("iframe", "object", "canvas", "audio", "video", "button", "nav", "dialog", "map", "rp", "rt"),
}
_WRAPS = {
    *("ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "figure", "figcaption"),
    *("aside", "footer", "caption", "dl"),
}
_MARKUP = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em"},
    **{"code": "code", "sub": "sub", "sup": "sup", "a": "a"},
}
_RUNS = INLINE | {"ruby", "rb", "dfn", "data", "nobr", "var", "kbd", "samp", "del", "output"}
# in these a single line break ends no paragraph
_PARAGRAPHS = HEADINGS | {"p", "li", "figcaption", "pre", "caption", "dt", "dd"}
_CONSENT = re.compile(
    r"cookie[-_]?(?:banner|bar|box|law|notice|policy|consent|info|popup|modal|overlay|message)"
    r"|cookieconsent|onetrust|gdpr[-_]|consent[-_](?:banner|manager|modal|popup|bar)",
    re.IGNORECASE,
)
_DIALOGS = {"dialog", "alertdialog", "navigation"}
_NO_PAGES = ("mailto:", "tel:")
_SPACE = re.compile(r"\s+")
_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Contents:
    """The blocks of a page, and its pictures, each with the number of blocks before it."""

    blocks: list[Block]
    pictures: list[tuple[int, HtmlElement]]


def read(root: HtmlElement, *, hidden: bool = False) -> Contents:
    """The blocks and pictures of an element in document order.

    With ``hidden`` also what waits for a script to show it.
    """
    reader = _Reader(with_hidden=hidden)
    walk = iterwalk(root, ("start", "end"))
    for event, node in walk:
        if event == "start":
            if not reader.enter(node):
                walk.skip_subtree()
        else:
            reader.leave(node, is_root=node is root)
        if len(reader.blocks) >= MOST:
            break
    return Contents(reader.blocks, reader.pictures)


@dataclass(slots=True)
class _Reader:
    """What is known between two elements."""

    with_hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    pictures: list[tuple[int, HtmlElement]] = field(default_factory=list)
    boxes: list[HtmlElement] = field(default_factory=list)
    wraps: list[HtmlElement] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)  # inline elements, as HTML
    text: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    broken: bool = False  # whether nothing stands behind the last line break
    skipped: HtmlElement | None = None

    def enter(self, node: HtmlElement) -> bool:
        """Whether what is in the element is to be read."""
        tag, told = node.tag, node.keys()
        hidden = "hidden" in told and not self.with_hidden
        if tag in _SILENT or hidden or (told and _is_hidden(node)):
            self.skipped = node
            if tag not in _RUNS:
                self.flush()
            return False
        if tag == "br":
            self.line_break()
        elif tag == "img":
            self.pictures.append((len(self.blocks), node))
        elif tag == "hr":
            self.rule(node)
        elif tag not in _RUNS:
            self.begin_box(node)
        elif name := _MARKUP.get(tag):
            self.begin(name, node)
        self.say(node.text)
        return True

    def leave(self, node: HtmlElement, *, is_root: bool) -> None:
        tag = node.tag
        if node is self.skipped:
            self.skipped = None
        elif tag not in _RUNS and tag not in ("br", "hr"):
            self.flush()
            self.boxes.pop()
            if tag in _WRAPS:
                self.wraps.pop()
        elif name := _MARKUP.get(tag):
            self.end(name)
        if not is_root:
            self.say(node.tail)

    def begin_box(self, node: HtmlElement) -> None:
        self.flush()
        self.boxes.append(node)
        if node.tag in _WRAPS:
            self.wraps.append(node)

    def begin(self, name: str, node: HtmlElement) -> None:
        start = f"<{name}>"
        if name == "a":
            address = (node.get("href") or "").strip()
            start = f'<a href="{escape(address)}">' if address else start
            self.address = "" if address.startswith(_NO_PAGES) else address
        self.open.append((start, f"</{name}>"))
        self.html.append(start)

    def end(self, name: str) -> None:
        start, end = self.open.pop()
        if name == "a":
            self.address = ""
        if self.html and self.html[-1] == start:
            self.html.pop()
        else:
            self.html.append(end)

    def say(self, words: str | None) -> None:
        if not words:
            return
        self.text.append(words)
        if words.isspace():
            self.html.append(" ")
            return
        folded = " ".join(words.split())
        # mostly there is nothing to fold
        self.html.append(escape(words if words == folded else _SPACE.sub(" ", words), quote=False))
        self.broken = False
        if self.address:
            self.links.append((self.address, folded))

    def line_break(self) -> None:
        """A second break ends a paragraph, and so does the first one where none is marked up."""
        if self.broken or not self.boxes or self.boxes[-1].tag not in _PARAGRAPHS:
            self.flush()
        else:
            self.text.append("\n")
            self.html.append(_BREAK)
            self.broken = True

    def rule(self, node: HtmlElement) -> None:
        self.flush()
        self.blocks.append(Block(RULE, RULE, node, tuple(self.wraps)))

    def flush(self) -> None:
        if not self.text:
            return
        if self.boxes and (text := " ".join("".join(self.text).split())):
            html = "".join((*self.html, *(end for _, end in reversed(self.open))))
            html = html.strip().removesuffix(_BREAK)
            links = tuple(self.links)
            self.blocks.append(Block(text, html, self.boxes[-1], tuple(self.wraps), links))
        self.text.clear()
        self.html = [start for start, _ in self.open]
        self.links.clear()
        self.broken = False


def _is_hidden(node: HtmlElement) -> bool:
    """Whether no reader sees an element as a part of the page, or it is a button made of a link."""
    if "display:none" in (node.get("style") or "").replace(" ", ""):
        return True
    if node.get("role") in _DIALOGS or node.get("aria-modal"):
        return True
    if node.tag in ("div", "section", "form", "aside"):
        return _asks_for_consent(f"{node.get('id') or ''} {node.get('class') or ''}")
    return bool(node.tag == "a" and (node.get("href") or "").startswith("javascript:"))


@remembering(LINES, A_LINE)
def _asks_for_consent(names: str) -> bool:
    return bool(_CONSENT.search(names))
