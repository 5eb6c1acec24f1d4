"""Candidates: which articles are worth comparing with one, by the fingerprints they share."""

from __future__ import annotations

from collections.abc import Collection, Mapping

SHARED = 3
"""Fingerprints that two articles must share; a text that has fewer must share all it has."""
TURNS = 4
"""Articles for which one fingerprint speaks; then what a house always says has been heard."""
BEST = 12
"""Articles that one article is compared with at most."""


def choose(
    prints: Collection[int], held: Mapping[int, Collection[int]], sizes: Mapping[int, int]
) -> list[int]:
    """The ids to compare with, the most promising first; at most ``BEST``.

    ``prints`` are the fingerprints of the article looked at, ``held`` which of them each other
    article has, ``sizes`` how many each other has in all. Each choice is the one that shares the
    most of what has not spoken ``TURNS`` times yet: so a quotation is found among fifty news that
    end in the same "about us".
    """
    waiting = {
        other: set(shared)
        for other, shared in held.items()
        if len(shared) >= min(SHARED, len(prints), sizes[other])
    }
    turns = dict.fromkeys(prints, TURNS)
    chosen: list[int] = []
    while waiting and len(chosen) < BEST:
        best = max(
            waiting, key=lambda o: (sum(turns[p] > 0 for p in waiting[o]), len(waiting[o]), -o)
        )
        for one in waiting.pop(best):
            turns[one] -= 1
        chosen.append(best)
    return chosen
