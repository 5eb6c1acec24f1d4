"""Two texts side by side, word by word: what both say, and what only one of them says. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from aggregator.stories.passages import Overlap, Run, Stretch, aligned, common
from aggregator.stories.rewording import LONGEST
from aggregator.stories.tokens import Tokens, tokenize

COMPARED = 60_000
"""Characters of a text that are compared: twenty pages; what follows is not looked at."""
FEWEST = 2
"""Words in a row that count where a text was put otherwise: alone any article would."""

Kind = Literal["common", "moved", "own"]


class Piece(NamedTuple):
    """A piece of a text, which both have at the same place (*common*), or the other elsewhere
    (*moved*), or which is the text's *own*.
    """

    kind: Kind
    text: str


class Row(NamedTuple):
    """Pieces of two texts that stand beside each other; their common pieces say the same words.

    Of one text there may be none.
    """

    a: tuple[Piece, ...]
    b: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts in rows: the pieces of each side, put together, are its text.

    ``is_whole`` tells whether nothing of either was left out of the comparison.
    """

    rows: tuple[Row, ...]
    is_whole: bool


def beside(a: str, b: str, *, reworded: bool = False) -> Beside:
    """``a`` and ``b`` side by side, as far as ``COMPARED``.

    ``reworded`` texts say the same in other words: short runs of words count there too.
    """
    is_whole = max(len(a), len(b)) <= COMPARED
    a, b = a[:COMPARED], b[:COMPARED]
    ours, theirs = tokenize(a), tokenize(b)
    overlap = _overlap(ours, theirs, reworded=reworded)
    both = _in_order(overlap.stretches)
    same = [run for one in both for run in one.runs]
    left = _Side(a, ours, same, overlap.runs)
    right = _Side(b, theirs, _mirrored(same), _mirrored(overlap.runs))
    return Beside(tuple(_rows(left, right, both)), is_whole)


def _overlap(a: Tokens, b: Tokens, *, reworded: bool) -> Overlap:
    if not reworded or max(len(a), len(b)) > LONGEST:
        return common(a.forms, b.forms)
    chains = (
        tuple(run for run in one.runs if run.length >= FEWEST)
        for one in aligned(a.forms, b.forms).stretches
    )
    return Overlap(len(a), len(b), tuple(Stretch(runs) for runs in chains if runs))


def _mirrored(runs: Iterable[Run]) -> list[Run]:
    return [run.mirrored() for run in runs]


def _in_order(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Of these stretches, the longest first, those that stand in one order in both texts."""
    chosen: list[Stretch] = []
    places: list[int] = []
    for one in sorted(stretches, key=lambda one: (-one.matched, one.a_span)):
        at = bisect_left(places, one.a_span[0])
        before, after = chosen[:at][-1:], chosen[at : at + 1]
        if all(_precedes(other, one) for other in before) and all(
            _precedes(one, other) for other in after
        ):
            chosen.insert(at, one)
            places.insert(at, one.a_span[0])
    return chosen


def _precedes(one: Stretch, other: Stretch) -> bool:
    return one.a_span[1] <= other.a_span[0] and one.b_span[1] <= other.b_span[0]


class _Side:
    """One of the texts: which of its tokens are of which kind, and where pieces may be cut."""

    def __init__(
        self, text: str, tokens: Tokens, same: Iterable[Run], shared: Iterable[Run]
    ) -> None:
        self._text, self._tokens = text, tokens
        self._kinds: list[Kind] = ["own"] * len(tokens)
        self._mark(shared, "moved")
        self._mark(same, "common")

    def __len__(self) -> int:
        return len(self._tokens)

    def _mark(self, runs: Iterable[Run], kind: Kind) -> None:
        for run in runs:
            self._kinds[run.a : run.a + run.length] = [kind] * run.length

    def pieces(self, start: int, stop: int) -> tuple[Piece, ...]:
        """The pieces from one token to another; the first has what stands before all tokens."""
        if start == stop:
            return (Piece("own", self._text),) if self._text and not len(self) else ()
        cuts = [start, *self._changes(start, stop), stop]
        parts = ((self._kinds[at], self._cut(at), self._cut(to)) for at, to in pairwise(cuts))
        return tuple(Piece(kind, self._text[at:to]) for kind, at, to in parts if at < to)

    def _changes(self, start: int, stop: int) -> Iterator[int]:
        return (at for at in range(start + 1, stop) if self._kinds[at] != self._kinds[at - 1])

    def _cut(self, at: int) -> int:
        """Where a token's piece begins: its opening quotation mark or bracket goes with it."""
        if at == 0:
            return 0
        if at == len(self):
            return len(self._text)
        end, start = self._tokens.ends[at - 1], self._tokens.starts[at]
        return _behind_space(self._text, end, start)


def _behind_space(text: str, start: int, end: int) -> int:
    """Behind the last white space of a stretch of text; its end, if there is none."""
    return next((at + 1 for at in range(end - 1, start - 1, -1) if text[at].isspace()), end)


def _rows(left: _Side, right: _Side, both: Sequence[Stretch]) -> Iterator[Row]:
    """A row for each stretch, and one for what lies before, between and behind them."""
    a, b = 0, 0
    for one in both:
        (a_from, a_to), (b_from, b_to) = one.a_span, one.b_span
        yield from _row(left.pieces(a, a_from), right.pieces(b, b_from))
        yield from _row(left.pieces(a_from, a_to), right.pieces(b_from, b_to))
        a, b = a_to, b_to
    yield from _row(left.pieces(a, len(left)), right.pieces(b, len(right)))


def _row(a: tuple[Piece, ...], b: tuple[Piece, ...]) -> Iterator[Row]:
    if a or b:
        yield Row(a, b)
