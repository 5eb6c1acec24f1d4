"""What a quoting article adds: its text without the passages that it took over."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 600
"""Characters of own text that are shown at most."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][”\"’»)]*(?=\s)|(?=\n\n)|\Z)", re.DOTALL)


def added(text: str, passages: Sequence[tuple[int, int]]) -> str:
    """The sentences of ``text`` that lie mostly outside ``passages``, joined to one paragraph.

    ``passages`` are the stretches taken over, as character offsets (start, end). Cut at a sentence
    where it grows over ``LONGEST``; empty where nothing is taken over, for then nothing is known.
    """
    if not passages:
        return ""
    own, length = [], 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        covered = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in passages)
        if covered * 2 > end - start:
            continue
        length += end - start + 1
        if length > LONGEST:
            break
        own.append(" ".join(match[0].split()))
    return " ".join(own)
