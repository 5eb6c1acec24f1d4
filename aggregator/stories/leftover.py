"""What a copy leaves out of its original: where edited sentences have their words from."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection
from itertools import pairwise

from aggregator.stories.passages import Overlap
from aggregator.stories.spellings import stem
from aggregator.stories.tokens import Tokens

PLACES = 16  # places at which one word is looked for: keeps a repeated word from costing its square
NEAR = 40  # words of the original among which those of an edited sentence stand: two sentences


class Leftover:
    """The words of an original that are not taken over, by their stems."""

    def __init__(self, tokens: Tokens, overlap: Overlap) -> None:
        self.said = set(tokens.forms)
        self._places: dict[str, list[int]] = {}
        for at, is_taken in enumerate(taken(overlap)):
            places = self._places.setdefault(stem(tokens.forms[at]), [])
            if not is_taken and len(places) < PLACES:
                places.append(at)

    def echo(self, stems: Collection[str], words: int) -> int:
        """How many of ``stems``, of a sentence of so many words, stand near each other here."""
        near: deque[tuple[int, str]] = deque()
        inside = Counter[str]()
        most = 0
        for at, word in sorted((at, one) for one in stems for at in self._places.get(one, ())):
            near.append((at, word))
            inside[word] += 1
            while near[0][0] <= at - max(NEAR, 2 * words):
                _, gone = near.popleft()
                inside[gone] -= 1
                if not inside[gone]:
                    del inside[gone]
            most = max(most, len(inside))
        return most


def taken(overlap: Overlap) -> bytearray:
    """Which tokens of ``a`` stand in ``b`` too, or in place of other words there: 1 for each."""
    marks = bytearray(overlap.a_length)
    for stretch in overlap.stretches:
        for run, after in pairwise((*stretch.runs, stretch.runs[-1])):
            replaced = after.b > run.b + run.length  # nothing to replace: it is put in
            end = after.a if replaced else run.a + run.length
            marks[run.a : end] = b"\1" * (end - run.a)
    return marks
