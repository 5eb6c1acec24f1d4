"""An article's HTML by itself, without the page it stood on: made safe, and what stands in it.

Pure, and for strangers' HTML: to be run where it can be broken off (see ``workers``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from lxml.html import HtmlElement

from scrapers import clean
from scrapers.article import Attachment, Link
from scrapers.page import Page
from scrapers.prose.attachments import attachments_of, links_of
from scrapers.prose.block import Block
from scrapers.prose.reader import RULE, read
from scrapers.prose.write import html_of


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands in a piece of HTML: ``text`` as paragraphs, ``html`` of safe tags (``clean``).

    ``uncaptioned`` is the text without the captions of pictures, which an article's has not.
    """

    text: str
    html: str
    uncaptioned: str = ""
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def read_fragment(html: str, base: str) -> Fragment:
    """What stands in ``html``, whose relative addresses are relative to ``base``.

    HTML that is safe as it is stays so, letter by letter; other is written anew, as that of a page
    would be. Nothing is left out but what no reader sees. Raises ``Unreadable`` with *too-large*,
    *binary*, *empty* or *too-deep*.
    """
    page = Page.parse(html.encode("utf-8", "ignore"), base, "text/html; charset=utf-8")
    blocks = [block for block in read(page.body).blocks if block.text != RULE]
    safe = clean.safe_html(html, base)
    return Fragment(
        text=_text(blocks),
        html=safe if safe == html else clean.safe_html(html_of(blocks, base), base),
        uncaptioned=_text(block for block in blocks if not block.within("figcaption")),
        links=links_of(blocks, base),
        quotations=tuple(_quotations(blocks)),
        attachments=attachments_of(blocks, base),
    )


def as_html(text: str) -> str:
    """A text of paragraphs as HTML."""
    parts = (escape(part, quote=False) for part in text.split("\n\n"))
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _quotations(blocks: Iterable[Block]) -> Iterator[str]:
    """What stands in quotations, each of them whole."""
    for quotation, inside in groupby(blocks, _quotation):
        if quotation is not None:
            yield _text(inside)


def _text(blocks: Iterable[Block]) -> str:
    return clean.paragraphs("\n\n".join(block.text for block in blocks))


def _quotation(block: Block) -> HtmlElement | None:
    return next((wrap for wrap in block.wraps if wrap.tag == "blockquote"), None)
