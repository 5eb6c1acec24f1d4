"""A digest before it has a form: headings, paragraphs and lists of words and links.

Leaf values. Texts are plain and on one line; an address is one that may become a link.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; ``None`` where there is none to lead to."""

    text: str
    url: str | None


Words = tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` is 1 for that of the whole digest, 2 and 3 below it."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Bulleted:
    """One line of a list."""

    words: Words


Block = Heading | Paragraph | Bulleted
