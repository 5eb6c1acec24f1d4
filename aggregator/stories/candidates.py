"""Candidates: which articles are worth comparing with one, by the fingerprints they share.

What many stories have is a phrase, and tells little; what few have tells much. So a shared
fingerprint weighs one by the number of stories that have it: stories, not articles, for a release
that twenty sites reprint must not lock itself out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

STORIES = 24
"""Stories that a fingerprint leads to; what more have is not indexed again, and leads to none.

This bounds every list that is looked at, however large the archive is.
"""
SHARED = 4
"""Fingerprints that two articles must share,"""
RARE = 2
"""or so many that no more than so many other stories have,"""
SHORT = 32
"""or one, where one text has so few tokens that it has hardly more."""
TURNS = 4
"""Articles for which one fingerprint speaks; then what a house always says has been heard.

For short texts it speaks always: they have no other, and cost little.
"""
BEST = 12
"""Articles that one article is compared with at most."""


def choose(
    held: Mapping[int, Collection[int]], stories: Mapping[int, int], short: Collection[int]
) -> list[int]:
    """The ids to compare with, the most promising first; at most ``BEST``.

    ``held`` are the fingerprints that each other article shares with the one looked at,
    ``stories`` in how many other stories each stands, ``short`` the articles to which the rule for
    short texts applies. Each choice is the one that shares the most of what has not spoken
    ``TURNS`` times yet, until all has: so a quotation is found among fifty news that end in the
    same "about us", and of twenty reprints a few are enough.
    """
    weights = {one: 1 / many for one, many in stories.items() if many < STORIES}
    waiting = {
        other: shared
        for other, prints in held.items()
        if _is_enough(shared := prints & weights.keys(), stories) or (shared and other in short)
    }
    turns = dict.fromkeys(weights, TURNS)
    chosen: list[int] = []
    while waiting and len(chosen) < BEST:
        worth = {
            other: sum(weights[one] for one in prints if turns[one] > 0 or other in short)
            for other, prints in waiting.items()
        }
        best = max(waiting, key=lambda other: (worth[other], len(waiting[other]), -other))
        if not worth[best]:
            break
        spoken = waiting.pop(best)
        if best not in short:
            turns.update((one, turns[one] - 1) for one in spoken)
        chosen.append(best)
    return chosen


def _is_enough(shared: Collection[int], stories: Mapping[int, int]) -> bool:
    return len(shared) >= SHARED or sum(stories[one] <= RARE for one in shared) >= RARE
