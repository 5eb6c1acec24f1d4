"""What two texts have in common, word by word.

Runs of equal tokens are found from seeds of a few words and made as long as they go; runs that
only a small change separates form one stretch. The work is linear in both lengths, whatever the
texts: a seed is looked up at a bounded number of places, and the walk goes on behind what it took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from rapidfuzz.distance import LCSseq

from aggregator.stories.tokens import Tokens

SEED = 4  # words that must agree in a row: survives an edit in every fifth word
SHORTEST = 8  # agreeing words in a stretch: shorter ones are set phrases and long titles of offices
BRIDGE = 6  # words on either side of a change inside one stretch: a date with hour and place
PLACES = 8  # places at which one seed is tried: keeps a repeated word from costing its square


Words = Sequence[int] | Sequence[str]
"""A text for comparing: its wording, or the forms of its tokens."""
_Seed = tuple[Any, ...]  # words


class Run(NamedTuple):
    """Equal tokens in a row: they begin at token ``a`` of one text and at ``b`` of the other."""

    a: int
    b: int
    length: int

    def mirrored(self) -> Run:
        """The same run with the two texts exchanged."""
        return Run(self.b, self.a, self.length)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch as character offsets: ``a.text[a_start:a_end]`` and ``b.text[b_start:b_end]``."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True)
class Stretch:
    """Runs that follow each other in both texts with at most ``BRIDGE`` words between."""

    runs: tuple[Run, ...]

    @cached_property
    def matched(self) -> int:
        """How many tokens agree; those of a change inside the stretch are not among them."""
        return sum(run.length for run in self.runs)

    @property
    def a_span(self) -> tuple[int, int]:
        """Token positions in ``a``: the first, and one behind the last."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b_span(self) -> tuple[int, int]:
        """Token positions in ``b``: the first, and one behind the last."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    def passage(self, a: Tokens, b: Tokens) -> Passage:
        """Where the stretch stands in the two texts."""
        (a_from, a_to), (b_from, b_to) = self.a_span, self.b_span
        return Passage(a.starts[a_from], a.ends[a_to - 1], b.starts[b_from], b.ends[b_to - 1])


@dataclass(frozen=True)
class Overlap:
    """All stretches of two texts, in the order of ``a``; the lengths are of what was compared."""

    a_length: int
    b_length: int
    stretches: tuple[Stretch, ...]

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of all stretches, in the order of ``a``."""
        return tuple(run for stretch in self.stretches for run in stretch.runs)

    @cached_property
    def a_covered(self) -> int:
        """How many tokens of ``a`` stand in ``b`` too."""
        return _covered((run.a, run.length) for run in self.runs)

    @cached_property
    def b_covered(self) -> int:
        """How many tokens of ``b`` stand in ``a`` too."""
        return _covered((run.b, run.length) for run in self.runs)

    @property
    def a_share(self) -> float:
        """``a_covered`` as a share of ``a``: 0 to 1."""
        return self.a_covered / self.a_length if self.a_length else 0.0

    @property
    def b_share(self) -> float:
        """``b_covered`` as a share of ``b``: 0 to 1."""
        return self.b_covered / self.b_length if self.b_length else 0.0

    @property
    def a_spanned(self) -> int:
        """How many tokens of ``a`` lie in stretches, those of the changes inside included."""
        spans = (stretch.a_span for stretch in self.stretches)
        return _covered((start, stop - start) for start, stop in spans)

    def mirrored(self) -> Overlap:
        """The same overlap with the two texts exchanged."""
        turned = (Stretch(tuple(run.mirrored() for run in s.runs)) for s in self.stretches)
        return Overlap(self.b_length, self.a_length, tuple(sorted(turned, key=lambda s: s.runs)))


@dataclass(frozen=True, slots=True)
class Places:
    """Where each few words in a row stand in a text.

    ``first`` is the first place of each; ``others`` has, of those that stand at several, the first
    ``PLACES`` places.
    """

    first: Mapping[_Seed, int]
    others: Mapping[_Seed, Sequence[int]]

    @classmethod
    def of(cls, words: Words) -> Places:
        """Those of a text; who compares it with several others makes them once."""
        seeds = list(_seeds(words))
        first = dict(zip(reversed(seeds), range(len(seeds) - 1, -1, -1), strict=True))
        others: dict[_Seed, list[int]] = {}
        if len(first) < len(seeds):
            for at, seed in enumerate(seeds):
                if first[seed] != at:
                    places = others.setdefault(seed, [first[seed]])
                    if len(places) < PLACES:
                        places.append(at)
        return cls(first, others)


def common(a: Words, b: Words, places: Places | None = None) -> Overlap:
    """What ``a`` and ``b`` have in common, read along ``a``; ``places`` are those of ``b``.

    Where a phrase is repeated the choice may depend on which text comes first; a caller that
    needs one answer for both orders puts them into an order of its own (``relate`` does).
    """
    runs = _runs(a, b, places or Places.of(b))
    stretches = (Stretch(tuple(chain)) for chain in _chains(runs))
    long_ones = tuple(stretch for stretch in stretches if stretch.matched >= SHORTEST)
    return Overlap(len(a), len(b), long_ones)


def aligned(a: Words, b: Words) -> Overlap:
    """What ``a`` and ``b`` have in common in one order, however short its pieces are."""
    blocks = LCSseq.editops(a, b).as_matching_blocks()
    runs = (Run(block.a, block.b, block.size) for block in blocks if block.size)
    return Overlap(len(a), len(b), tuple(Stretch(tuple(chain)) for chain in _chains(runs)))


def whole(length: int) -> Overlap:
    """The overlap of two equal texts of ``length`` tokens."""
    return Overlap(length, length, (Stretch((Run(0, 0, length),)),) if length else ())


def _runs(left: Words, right: Words, places: Places) -> Iterator[Run]:
    first, others = places.first, places.others
    behind, shift = 0, 0  # shift: how much further on in `right` the text goes on
    for at, seed in enumerate(_seeds(left)):
        place = first.get(seed)
        if at < behind or place is None:
            continue
        if seed in others:
            run = _best((_extended(left, right, at, one) for one in others[seed]), at + shift)
        else:
            run = _extended(left, right, at, place)
        yield run
        behind, shift = at + run.length, run.b - at


def _seeds(words: Words) -> Iterator[_Seed]:
    """Every ``SEED`` words in a row."""
    return zip(*(words[skip:] for skip in range(SEED)), strict=False)


def _extended(left: Words, right: Words, a: int, b: int) -> Run:
    length, limit = SEED, min(len(left) - a, len(right) - b)
    while length < limit and left[a + length] == right[b + length]:
        length += 1
    return Run(a, b, length)


def _best(runs: Iterable[Run], due: int) -> Run:
    """The longest run; among equals the one nearest to where the text would go on."""
    return max(runs, key=lambda run: (run.length, -abs(run.b - due)))


def _chains(runs: Iterable[Run]) -> Iterator[list[Run]]:
    chain: list[Run] = []
    for run in runs:
        if chain and not _follows(chain[-1], run):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _follows(before: Run, after: Run) -> bool:
    a_gap = after.a - before.a - before.length
    b_gap = after.b - before.b - before.length
    return 0 <= a_gap <= BRIDGE and 0 <= b_gap <= BRIDGE


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many positions the spans (start, length) cover; a position counts once."""
    total, reached = 0, 0
    for start, length in sorted(spans):
        total += max(0, start + length - max(start, reached))
        reached = max(reached, start + length)
    return total
