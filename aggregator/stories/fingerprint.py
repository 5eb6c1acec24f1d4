"""Fingerprints: a few integers per text by which texts with a common passage find each other.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): every run of ``K`` words is hashed,
and of every ``WINDOW`` neighbouring hashes the least is kept. Two texts that share a run of
``K + WINDOW - 1`` words therefore share a fingerprint, wherever the run stands in them.
"""

from __future__ import annotations

from aggregator.stories.hashing import hashes64
from aggregator.stories.wording import BYTES, Wording, pack

K = 5  # words per shingle: four are often a set phrase, six rarely survive an edited sentence
WINDOW = 8  # hashes per window: a shared run of 12 words, about a sentence, is always found


def fingerprints(wording: Wording[int]) -> frozenset[int]:
    """The winnowed fingerprints of a text, as signed 64-bit integers (a BIGINT column's range).

    A text with fewer than ``WINDOW`` shingles has exactly one, that of a text of fewer than ``K``
    words is of all its words; only an empty text has none.
    """
    packed = pack(wording)
    last = max(len(packed) - K * BYTES, 0)
    shingles = (packed[at : at + K * BYTES] for at in range(0, last + 1, BYTES) if packed)
    hashes = hashes64(shingles)
    # a text shorter than one window is one window
    windows = zip(*(hashes[skip:] for skip in range(min(WINDOW, len(hashes)))), strict=False)
    return frozenset(map(min, windows))
