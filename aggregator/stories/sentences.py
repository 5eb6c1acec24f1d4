"""Sentences of Hungarian prose: "2021. június 4. és 5." and "a VIII. kerület" end none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    # the look ahead spares most letters the rest
    r"(?=[.!?…\n])(?:(?<![\dIVX])[.!?…][\"”’»)]*(?=\s+[^\sa-záéíóöőúüű])|[.!?…][\"”’»)]*\s*\Z|(?=\n\n))"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The offsets (start, end) of every sentence; one ends with its paragraph at the latest."""
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        if begin < end:
            yield begin, end
        start = end


def beginning(text: str, most: int) -> str:
    """The beginning of a text that is one line: whole sentences of at most ``most`` characters.

    Where the first sentence is much longer, as many of its words, and an ellipsis.
    """
    if len(text) <= most:
        return text
    cut = text[:most]
    whole = max((end for _, end in sentences(text) if end <= most), default=0)
    return cut[:whole] if whole > most // 3 else f"{cut.rpartition(' ')[0] or cut} …"
