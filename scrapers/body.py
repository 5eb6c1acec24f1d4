"""The body of an article: found by trafilatura, written as text and as HTML from one tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape

from lxml.etree import Element, SubElement, _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from scrapers import clean
from scrapers.dates import find_moment
from scrapers.page import Page

# trafilatura's body speaks TEI
_TAGS = {
    **{"p": "p", "list": "ul", "item": "li", "quote": "blockquote", "table": "table"},
    **{"row": "tr", "cell": "td", "hi": "em", "lb": "br", "ref": "a", "code": "code", "head": "h3"},
}
PROSE = 80
"""Characters from which a block counts as prose: shorter ones are captions, credits, labels."""
_LEGAL = re.compile(r"©|\bcopyright\b|minden jog fenntartva|all rights reserved", re.IGNORECASE)
_STAMP = re.compile(
    r"\W*(?:utolsó (?:frissítés|módosítás)|frissítve|módosítva|last (?:updated|modified))\b",
    re.IGNORECASE,
)
_INLINE = {"hi", "ref", "lb", "code", "graphic", "del"}


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body: ``text`` as paragraphs, ``html`` of safe tags (see ``clean``)."""

    text: str
    html: str


def read_body(page: Page, title: str) -> Body | None:
    """The main text of a page without its furniture; ``None`` where there is none.

    ``title`` is the article's: what stands before it is no part of the text.
    """
    tree = deepcopy(page.tree)  # extraction prunes the tree it is given
    for button in tree.xpath('//a[starts-with(@href, "javascript:")]'):
        button.drop_tree()
    _box(tree.body)
    document = bare_extraction(
        tree,
        include_comments=False,
        include_formatting=True,
        include_links=True,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    body = _out_of_table(document.body)
    _trim(body, title, _above(page, title))
    text = clean.paragraphs("\n\n".join(_texts(body)))
    if not text or _same(text, title):
        return None
    return Body(text, clean.safe_html("".join(_html(body)), page.base))


def _box(body: HtmlElement) -> None:
    """Put a page whose prose stands right in its body into a box: trafilatura looks for one."""
    loose, all_of_it = (sum(map(_length, body.iterfind(path))) for path in ("p", ".//p"))
    if loose and loose * 2 >= all_of_it:
        box = Element("article")
        box.text, body.text = body.text, None
        box.extend(list(body))
        body.append(box)


def _length(node: _Element) -> int:
    return len("".join(map(str, node.itertext())))


def _above(page: Page, title: str) -> frozenset[str]:
    """The lines of the page that stand above its headline and nowhere below."""
    lines = [line.text for line in page.lines]
    at = next((at for at, line in enumerate(lines) if _same(line, title)), 0)
    return frozenset(lines[:at]) - frozenset(lines[at:])


def _out_of_table(body: _Element) -> _Element:
    """The cell that holds the article where a table is the page's layout, else the body itself.

    A table is layout where one cell with paragraphs of its own holds most of the prose.
    """
    cells = [cell for cell in body.iter("cell") if len(cell.findall("p")) > 1]
    main = max(cells, key=_prose, default=None)
    if main is None or _prose(main) * 2 < _prose(body):
        return body
    return _in_paragraphs(main)


def _prose(node: _Element) -> int:
    return sum(length for length in map(_length, node.iter("p")) if length >= PROSE)


def _in_paragraphs(cell: _Element) -> _Element:
    """A body with the blocks of ``cell``, and its loose words in paragraphs of their own."""
    body = Element("body")
    loose = SubElement(body, "p")
    loose.text = cell.text
    for child in list(cell):
        tail, child.tail = child.tail, None
        if child.tag in _INLINE and child.tag != "lb":
            loose.append(child)
            child.tail = tail
            continue
        if child.tag != "lb":
            body.append(child)
        loose = SubElement(body, "p")
        loose.text = tail
    for paragraph in body.findall("p"):
        if not len(paragraph) and not (paragraph.text or "").strip():
            body.remove(paragraph)
    return body


def _trim(body: _Element, title: str, above: Collection[str]) -> None:
    """Drop the blocks up to the headline and its date, and the furniture behind the last prose.

    ``above`` are lines that are above the headline, which may itself be missing from ``body``.

    Short lines behind the last prose stay until the first that is a link or a legal line: there a
    text names its source.
    """
    lines = [(node, clean.line("".join(map(str, node.itertext())))) for node in body]
    start = next((at + 1 for at, (_, line) in enumerate(lines) if _same(line, title)), 0)
    while start < len(lines) and (lines[start][1] in above or _is_date(lines[start][1])):
        start += 1
    prose = [at for at, (node, line) in enumerate(lines) if at >= start and _is_prose(node, line)]
    if not prose:
        return
    behind = range(prose[-1] + 1, len(lines))
    end = next((at for at in behind if _is_furniture(*lines[at])), len(lines))
    for node, _ in (*lines[:start], *lines[end:]):
        body.remove(node)


def _same(line: str, title: str) -> bool:
    return line.casefold() == title.casefold()


def _is_date(line: str) -> bool:
    moment = find_moment(line)
    return moment is not None and len(line) <= len(moment.text) + 2


def _is_prose(node: _Element, line: str) -> bool:
    return len(line) >= PROSE and not _is_furniture(node, line)


def _is_furniture(node: _Element, line: str) -> bool:
    linked = sum(map(_length, node.iter("ref")))
    wordless = not any(letter.isalnum() for letter in line)
    stamp = len(line) < PROSE and _STAMP.match(line)
    return wordless or linked * 2 > len(line) or bool(stamp or _LEGAL.search(line))


def _texts(node: _Element) -> Iterator[str]:
    """The text of each block below ``node``, inline elements joined as they stand."""
    run = node.text or ""
    for child in node:
        if child.tag in _INLINE:
            run += "\n" if child.tag == "lb" else "".join(map(str, child.itertext()))
        else:
            yield run
            yield from _texts(child)
            run = ""
        run += child.tail or ""
    yield run


def _html(node: _Element) -> Iterator[str]:
    yield escape(node.text or "", quote=False)
    for child in node:
        name = _TAGS.get(str(child.tag))
        attributes = f' href="{escape(child.get("target", ""))}"' if name == "a" else ""
        if name == "br":
            yield "<br>"
        elif name:
            yield f"<{name}{attributes}>"
            yield from _html(child)
            yield f"</{name}>"
        else:
            yield from _html(child)
        yield escape(child.tail or "", quote=False)
