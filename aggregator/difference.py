"""Difference: which sentences an edit took out of a text, and which it put in. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from aggregator.stories.sentences import sentences
from scrapers import clean

MOST = 2_000
"""Sentences of a text that are compared."""


class Difference(NamedTuple):
    """Sentences, each on one line, in the order of their text."""

    taken_out: tuple[str, ...]
    put_in: tuple[str, ...]


def difference(before: str, after: str) -> Difference:
    """What makes ``after`` of ``before``, sentence by sentence; white space does not count."""
    old, new = (list(_sentences(text))[:MOST] for text in (before, after))
    edits = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [edit for edit in edits if edit[0] != "equal"]
    return Difference(
        tuple(one for _, start, end, _, _ in changed for one in old[start:end]),
        tuple(one for _, _, _, start, end in changed for one in new[start:end]),
    )


def _sentences(text: str) -> Iterator[str]:
    return (clean.line(text[start:end]) for start, end in sentences(text))
