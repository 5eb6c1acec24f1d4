"""An outline as plain text, for letters without any markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from aggregator.pages.digest.outline import Block, Bulleted, Heading, Link, Words

_UNDERLINES = {1: "=", 2: "-"}


def render(blocks: Iterable[Block]) -> str:
    """Paragraphs with an empty line between them, two before a heading.

    Of a list's links the addresses stand behind the words; elsewhere a link is its words only.
    """
    return "\n".join(_lines(blocks)).strip() + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for kind, alike in groupby(blocks, type):
        for block in alike:
            if isinstance(block, Heading):
                text = _words(block.words)
                underline = _UNDERLINES.get(block.level)
                yield from ("", text, *([underline * len(text)] if underline else ()), "")
            elif isinstance(block, Bulleted):
                yield f"* {_words(block.words, addresses=True)}"
            else:
                yield from (_words(block.words), "")
        if kind is Bulleted:
            yield ""


def _words(words: Words, *, addresses: bool = False) -> str:
    return "".join(one if isinstance(one, str) else _link(one, addresses) for one in words)


def _link(link: Link, addresses: bool) -> str:
    return f"{link.text} ({link.url})" if addresses and link.url else link.text
