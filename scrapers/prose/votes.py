"""Which blocks trafilatura takes for the main text."""

from __future__ import annotations

from collections.abc import Container, Sequence
from copy import deepcopy

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from scrapers.folding import letters_of
from scrapers.prose.block import Block

# what it would throw away itself, more slowly, or is asked about in vain
_NO_TEXT = (
    *("script", "style", "svg", "template", "iframe", "nav", "footer", "aside", "button"),
    "select",
)
_OPTIONS = Extractor(
    fast=True,  # its second opinions cost as much again, and we have one of our own
    comments=False,
    formatting=True,
    links=True,
)
_GRAM = 12  # letters by which a passage is known again
_BRIEF = 10_000  # letters of a text in which passages are looked for faster than they are collected
_SHORT = 40  # characters of a line that may have fewer letters
_MOST = 400_000  # characters that are looked at


def votes_of(tree: HtmlElement, blocks: Sequence[Block]) -> list[bool]:
    """For each block of a page whether trafilatura takes it."""
    lines, grams = _taken(tree)
    return [_is_taken(block.letters, lines, grams) for block in blocks]


def _is_taken(letters: str, lines: set[str], grams: Container[str]) -> bool:
    if len(letters) < _GRAM:
        return letters in lines
    if letters[:_GRAM] not in grams:  # as most are not
        return False
    middle = (len(letters) - _GRAM) // 2
    return letters[middle : middle + _GRAM] in grams and letters[-_GRAM:] in grams


def _taken(tree: HtmlElement) -> tuple[set[str], Container[str]]:
    """Short lines of what trafilatura takes, and what holds all passages of it."""
    own = deepcopy(tree)  # extraction prunes the tree it is given
    strip_elements(own, *_NO_TEXT, with_tail=False)
    document = bare_extraction(own, options=_OPTIONS)
    if document is None or isinstance(document, dict) or document.body is None:
        return set(), set()
    said = list(map(str, document.body.itertext()))
    lines = {letters_of(piece) for piece in said if len(piece) <= _SHORT}
    text = letters_of("".join(said)[:_MOST])
    if len(text) <= _BRIEF:
        return lines, text
    return lines, {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}
