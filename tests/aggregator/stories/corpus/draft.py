"""A draft: a title and paragraphs of sentences, before a source puts it on its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

Paragraph = tuple[str, ...]

_WORD = re.compile(r"\w+")


class Draft(NamedTuple):
    """A title and paragraphs; a paragraph is its sentences."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The paragraphs, an empty line between them."""
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)

    @property
    def size(self) -> int:
        """Words of the text."""
        return size(self.paragraphs)

    def mapped(self, change: Callable[[str], str]) -> Draft:
        """The draft with every sentence and the title changed in the same way."""
        changed = tuple(tuple(map(change, sentences)) for sentences in self.paragraphs)
        return Draft(change(self.title), changed)


def size(paragraphs: Sequence[Paragraph]) -> int:
    """Words of some paragraphs."""
    return sum(len(_WORD.findall(one)) for sentences in paragraphs for one in sentences)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every so many words in a row of a text; the whole of a shorter one."""
    words = tuple(_WORD.findall(text.lower()))
    return {words[at : at + length] for at in range(max(1, len(words) - length + 1))}
