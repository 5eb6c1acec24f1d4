"""Which words a day belongs to: the nearest predicate, the nearest name. Pure."""

from __future__ import annotations

import re

from aggregator.occasions.name import Name
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.words import Predicate

FARTHEST = 40
"""The cost beyond which words tell nothing of a day."""
_BREAK = re.compile(r"[,;:–()]|\s-\s")
_THAT = re.compile(r"\b(?:hogy|that|dass|že|că|da)\b")

Place = tuple[int, int]
"""The words from the first to the one behind the last."""


def predicates_by(sentence: Sentence, day: Place) -> list[Predicate]:
    """The predicates that may belong to the words of a day, the nearest first."""
    near = (
        (_cost(sentence, day, (one.at, one.to)), one)
        for one in sentence.predicates
        if one.to <= day[0] or one.at >= day[1]
    )
    return [one for cost, one in sorted(near, key=_first) if cost <= FARTHEST]


def name_by(sentence: Sentence, day: Place) -> Name | None:
    """The name that a day most likely belongs to: one that tells more may stand farther off."""
    costs = (
        (_cost(sentence, day, (one.at, one.to)) + 3 * (not one.telling) + 6 * one.general, one)
        for one in sentence.names
    )
    return min(costs, key=_first, default=(0.0, None))[1]


def distance(sentence: Sentence, day: Place, at: int) -> float:
    """How far a word is from those of a day."""
    return _cost(sentence, day, (at, at + 1))


def _cost(sentence: Sentence, day: Place, other: Place) -> float:
    """Words between; one before the day counts more, and so do signs that end a clause."""
    before = other[1] <= day[0]
    start, end = (other[1], day[0]) if before else (day[1], other[0])
    words = sentence.words
    between = sentence.text[words[max(start - 1, 0)].end : words[min(end, len(words) - 1)].start]
    clauses = len(_BREAK.findall(between)) + 2 * len(_THAT.findall(between))
    return (1.3 if before else 1.0) * max(end - start, 0) + 5 * clauses


def _first(pair: tuple[float, object]) -> float:
    return pair[0]
