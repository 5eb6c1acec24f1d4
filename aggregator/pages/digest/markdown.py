"""An outline as Markdown (CommonMark), in which no stranger's sign means anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from aggregator.pages.digest.outline import Block, Bulleted, Heading, Link, Words

# of "&" only what begins a reference; "://", "www." and "@" make links of their own on GitHub
_SIGNS = re.compile(r"[\\`*_\[\]<>~|#@]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(\d{1,9})?([-+=.)])")
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def render(blocks: Iterable[Block]) -> str:
    """Headings of the second level and below, paragraphs, lists."""
    parts = []
    for kind, alike in groupby(blocks, type):
        told = [_block(one) for one in alike]
        parts += ["\n".join(told)] if kind is Bulleted else told
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """``text``, which is on one line, so that it reads as it is wherever it stands."""
    return _FIRST.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))


def _block(block: Block) -> str:
    text = _words(block.words)
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {text}"
    return f"- {text}" if isinstance(block, Bulleted) else text


def _words(words: Words) -> str:
    return "".join(_word(one) for one in words)


def _word(word: str | Link) -> str:
    if isinstance(word, str):
        return escape(word)
    if word.url is None:
        return escape(word.text)
    if word.text == word.url:
        return f"<{word.url}>"
    return f"[{escape(word.text)}](<{_REFERENCE.sub('&amp;', word.url)}>)"
