"""Fingerprints: a few integers per text by which texts with a common passage find each other.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): every run of ``K`` words is hashed,
and of every ``WINDOW`` neighbouring hashes the least is kept. Two texts that share a run of
``K + WINDOW - 1`` words therefore share a fingerprint, wherever the run stands in them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from aggregator.stories.hashing import hash64
from aggregator.stories.wording import BYTES, Wording, pack

K = 5  # words per shingle: four are often a set phrase, six rarely survive an edited sentence
WINDOW = 8  # hashes per window: a shared run of 12 words, about a sentence, is always found


def fingerprints(wording: Wording[int]) -> frozenset[int]:
    """The winnowed fingerprints of a text, as signed 64-bit integers (a BIGINT column's range).

    A text with fewer than ``WINDOW`` shingles has exactly one, that of a text of fewer than ``K``
    words is of all its words; only an empty text has none.
    """
    return frozenset(_winnow(_shingles(pack(wording))))


def _shingles(packed: bytes) -> list[int]:
    last = max(len(packed) - K * BYTES, 0)
    return [hash64(packed[at : at + K * BYTES]) for at in range(0, last + 1, BYTES) if packed]


def _winnow(hashes: Sequence[int]) -> Iterator[int]:
    """The least hash of every window; a text shorter than one window is one window."""
    width = min(WINDOW, len(hashes))
    rising: deque[int] = deque()  # positions whose hashes rise, so that the first is the least
    for at, value in enumerate(hashes):
        while rising and hashes[rising[-1]] >= value:
            rising.pop()
        rising.append(at)
        if rising[0] <= at - width:
            rising.popleft()
        if at + 1 >= width:
            yield hashes[rising[0]]
