"""The body of an article: its text and HTML from one tree, and what it shows and leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from lxml.html import HtmlElement

from scrapers import clean, urls
from scrapers.article import Attachment, Link
from scrapers.folding import letters_of
from scrapers.page import Page
from scrapers.prose.attachments import attachments_of, is_offered, links_of
from scrapers.prose.block import PROSE, Block
from scrapers.prose.choose import Choice, choose
from scrapers.prose.furniture import mark_of, without_furniture
from scrapers.prose.json_ld import told_text
from scrapers.prose.layout import without_layout
from scrapers.prose.pictures import pictures_of
from scrapers.prose.reader import Contents, read
from scrapers.prose.several import one_of_several
from scrapers.prose.unit import Unit
from scrapers.prose.votes import votes_of
from scrapers.prose.write import html_of

_CUT = 2.5  # how much longer than the text what the page's data tell is where the text is cut off
_LEAST = 200


@dataclass(frozen=True, slots=True)
class Body:
    """An article's body: ``text`` as paragraphs, ``html`` of safe tags (see ``clean``).

    Both are made of the same blocks; pictures with captions stand in ``html`` alone.
    ``links`` and ``quotations`` are those of the text, ``pictures`` and ``attachments`` those of
    the content around it as well, each once, in order. ``blocks`` are the marks of all that was
    taken for the text, left out or not, by which it is known again on the site's other pages.
    """

    text: str
    html: str
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    blocks: tuple[int, ...] = ()


def read_body(page: Page, title: str, furniture: Collection[int] = ()) -> Body | None:
    """The main text of a page without its furniture; ``None`` where there is none.

    ``title`` is the article's: what stands before it is no part of the text. ``furniture`` are the
    marks of blocks that repeat on the site's other pages.
    """
    contents = read(page.body)
    if not any(block.size >= PROSE for block in contents.blocks):
        contents = read(page.body, hidden=True)
    without_layout(contents.blocks)
    votes = votes_of(page.tree, contents.blocks)
    one = one_of_several(page, contents.blocks, title)
    choice = choose(contents.blocks, votes, title, urls.host(page.url), one)
    units = without_furniture(choice.units, furniture)
    blocks = [block for unit in units for block in unit.blocks]
    text = clean.paragraphs("\n\n".join(block.text for block in blocks))
    html = html_of(_with_captions(units, choice.captions), page.base)
    told = told_text(page, max(_LEAST, int(len(text) * _CUT)))
    if told:
        text = told
        html = "".join(f"<p>{escape(one, quote=False)}</p>" for one in told.split("\n\n"))
    if not text or letters_of(text) == letters_of(title):
        return None
    return Body(
        text,
        clean.safe_html(html, page.base),
        links_of(blocks, page.base),
        tuple(_quotations(blocks)),
        pictures_of(_images(contents, choice), page.base),
        attachments_of(_offering(contents, choice), page.base),
        tuple(mark_of(block) for unit in choice.units for block in unit.blocks),
    )


def _with_captions(units: Sequence[Unit], captions: Sequence[Unit]) -> list[Block]:
    ordered = sorted((*units, *captions), key=lambda unit: unit.start)
    return [block for unit in ordered for block in unit.blocks]


def _quotations(blocks: Sequence[Block]) -> Iterator[str]:
    for quotation, inside in groupby(blocks, _quotation):
        if quotation is not None:
            yield clean.paragraphs("\n\n".join(block.text for block in inside))


def _quotation(block: Block) -> HtmlElement | None:
    return next((wrap for wrap in block.wraps if wrap.tag == "blockquote"), None)


def _offering(contents: Contents, choice: Choice) -> list[Block]:
    """The blocks of the content, from the headline on, and what offers documents behind it."""
    return [
        block
        for at, block in enumerate(contents.blocks)
        if choice.covers(at, block.node)
        or (block.links and at in choice.extent and is_offered(block.node))
    ]


def _images(contents: Contents, choice: Choice) -> list[HtmlElement]:
    return [image for at, image in contents.pictures if choice.covers(at, image)]
