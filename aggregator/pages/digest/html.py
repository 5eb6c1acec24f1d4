"""An outline as HTML to paste into a newsletter: bare elements, nothing that a mailer strips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from aggregator.pages.digest.outline import Block, Bulleted, Heading, Link, Words


def render(blocks: Iterable[Block]) -> str:
    """A fragment, no document: its headings are of the second level and below."""
    return "".join(f"{one}\n" for one in _lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for kind, alike in groupby(blocks, type):
        told = [_block(one) for one in alike]
        yield from ("<ul>", *told, "</ul>") if kind is Bulleted else told


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{_words(block.words)}</h{block.level + 1}>"
    name = "li" if isinstance(block, Bulleted) else "p"
    return f"<{name}>{_words(block.words)}</{name}>"


def _words(words: Words) -> str:
    return "".join(map(_word, words))


def _word(word: str | Link) -> str:
    if isinstance(word, str):
        return escape(word, quote=False)
    text = escape(word.text, quote=False)
    return (
        f'<a href="{escape(word.url)}" rel="noopener noreferrer nofollow">{text}</a>'
        if word.url
        else text
    )
