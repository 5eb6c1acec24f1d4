"""The body of an article: its text and HTML from one tree, and what it shows and leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scrapers import clean
from scrapers.article import Attachment, Link
from scrapers.page import Page
from scrapers.prose.attachments import attachments_of, is_offered, links_of
from scrapers.prose.block import PROSE, Block, letters_of
from scrapers.prose.choose import Choice, choose
from scrapers.prose.furniture import mark_of, without_furniture
from scrapers.prose.layout import without_layout
from scrapers.prose.pictures import pictures_of
from scrapers.prose.reader import Reading, read
from scrapers.prose.several import one_of_several
from scrapers.prose.told import told_text
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
    taken for the text, by which it is known again on the site's other pages, ``left_out`` of those
    the ones that were known to repeat there.
    """

    text: str
    html: str
    links: tuple[Link, ...] = ()
    quotations: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    blocks: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


def read_body(page: Page, title: str, furniture: Collection[int] = ()) -> Body | None:
    """The main text of a page without its furniture; ``None`` where there is none.

    ``title`` is the article's: what stands before it is no part of the text. ``furniture`` are the
    marks of blocks that repeat on the site's other pages.
    """
    reading = read(page.tree.body)
    if not any(block.size >= PROSE for block in reading.blocks):
        reading = read(page.tree.body, hidden=True)
    without_layout(reading.blocks)
    host = urlsplit(page.url).hostname or ""
    votes = votes_of(page.tree, reading.blocks)
    one = one_of_several(page, reading.blocks, title)
    choice = choose(reading.blocks, votes, title, host, one)
    units, left_out = without_furniture(choice.units, furniture)
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
        pictures_of(_images(reading, choice), page.base),
        attachments_of(_offering(reading, choice), page.base),
        tuple(mark_of(block) for unit in choice.units for block in unit.blocks),
        tuple(mark_of(block) for unit in left_out for block in unit.blocks),
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


def _offering(reading: Reading, choice: Choice) -> list[Block]:
    """The blocks of the content, from the headline on, and what offers documents behind it."""
    return [
        block
        for at, block in enumerate(reading.blocks)
        if choice.covers(at, block.node)
        or (block.links and at in choice.extent and is_offered(block.node))
    ]


def _images(reading: Reading, choice: Choice) -> list[HtmlElement]:
    return [image for at, image in reading.pictures if choice.covers(at, image)]
