"""What of two texts that stand beside each other may be shown: excerpts, not whole articles. Pure.

A text whose publisher permits it is shown whole. Of any other long passages are shortened, and
there is an end to how much of it is shown in all. What both say is the original's as much as its
carrier's: it is shown whole where both permit it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from aggregator.stories.added import EACH, TOTAL
from aggregator.stories.beside import Kind, Piece, Row

SHARED = 800
"""Characters of what both texts say that are shown at most, and half of the text at most."""
OWN = 600
"""Characters of what only the original says that are shown at most, and a third of it at most."""


class Cut(NamedTuple):
    """How much of a long passage is shown: characters of its beginning, and of its end."""

    first: int
    last: int


_CUTS = {"shared": Cut(90, 60), "original": Cut(180, 60), "carrier": Cut(EACH, 0)}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece as it is shown: its beginning, how many words are left out, its end."""

    kind: Kind
    first: str
    left_out: int = 0
    last: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether any of it is shown."""
        return bool(self.first or self.last)


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """Excerpts of the original and of its carrier that stand beside each other."""

    original: tuple[Excerpt, ...]
    carrier: tuple[Excerpt, ...]

    @property
    def is_shown(self) -> bool:
        """Whether any of it is shown."""
        return any(one.is_shown for one in (*self.original, *self.carrier))


def excerpts(
    rows: Sequence[Row], *, original_is_free: bool, carrier_is_free: bool
) -> tuple[ExcerptRow, ...]:
    """The rows as they may be shown; ``is_free`` tells whether a text may be shown whole.

    What an original's carrier adds is shown as feeds show it.
    """
    shared = original_is_free and carrier_is_free
    length, other = (sum(len(one.text) for row in rows for one in row[at]) for at in (0, 1))
    left = _Shortening(
        *("original", min(OWN, length // 3), min(SHARED, length // 2)),
        own_is_free=original_is_free,
        shared_is_free=shared,
    )
    right = _Shortening(
        *("carrier", TOTAL, min(SHARED, other // 2)),
        own_is_free=carrier_is_free,
        shared_is_free=shared,
    )
    return _joined(ExcerptRow(left.shown(row.a), right.shown(row.b)) for row in rows)


def shortened(passages: Iterable[str], *, is_free: bool) -> tuple[Excerpt, ...]:
    """Passages of one text, as what is its own is shown of a carrier."""
    side = _Shortening("carrier", TOTAL, 0, own_is_free=is_free, shared_is_free=is_free)
    return tuple(one for passage in passages for one in side.shown([Piece("own", passage)]))


class _Shortening:
    """Shortens the pieces of one text, and counts what of it has been shown."""

    def __init__(
        self,
        side: Literal["original", "carrier"],
        own: int,
        shared: int,
        *,
        own_is_free: bool,
        shared_is_free: bool,
    ) -> None:
        self._cuts = {"own": _CUTS[side], "shared": _CUTS["shared"]}
        self._left = {"own": own, "shared": shared}
        self._is_free = {"own": own_is_free, "shared": shared_is_free}

    def shown(self, pieces: Iterable[Piece]) -> tuple[Excerpt, ...]:
        """Pieces that follow each other; what is left out of several is left out in one."""
        return _merged([self._excerpt(piece) for piece in pieces])

    def _excerpt(self, piece: Piece) -> Excerpt:
        whose = "own" if piece.kind == "own" else "shared"
        if self._is_free[whose]:
            return Excerpt(piece.kind, piece.text)
        made = _cut(piece, self._cuts[whose])
        length = len(made.first) + len(made.last)
        if length > self._left[whose]:
            self._left[whose] = 0
            return Excerpt(piece.kind, "", _words(piece.text))
        self._left[whose] -= length
        return made


def _cut(piece: Piece, cut: Cut) -> Excerpt:
    text = piece.text
    if len(text) <= cut.first + cut.last:
        return Excerpt(piece.kind, text)
    begin, end = text[: cut.first], text[len(text) - cut.last :]
    first = begin.rstrip() if text[cut.first].isspace() else _without_last_word(begin)
    last = _without_first_word(end)
    middle = text[len(first) : len(text) - len(last)]
    return Excerpt(piece.kind, first, _words(middle), last)


def _without_last_word(text: str) -> str:
    return text.rsplit(None, 1)[0] if len(text.split(None, 1)) > 1 else text


def _without_first_word(text: str) -> str:
    parts = text.split(None, 1)
    return parts[1] if len(parts) > 1 else text


def _words(text: str) -> int:
    return max(1, len(text.split()))


def _merged(some: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
    merged: list[Excerpt] = []
    for is_shown, group in groupby(some, lambda one: one.is_shown):
        alike = list(group)
        if is_shown:
            merged += alike
        else:
            merged.append(Excerpt(alike[0].kind, "", sum(one.left_out for one in alike)))
    return tuple(merged)


def _joined(rows: Iterable[ExcerptRow]) -> tuple[ExcerptRow, ...]:
    """The rows; those of which nothing is shown are one where they follow each other."""
    joined: list[ExcerptRow] = []
    for is_shown, group in groupby(rows, lambda row: row.is_shown):
        alike = list(group)
        if is_shown:
            joined += alike
        else:
            left = _merged([one for row in alike for one in row.original])
            right = _merged([one for row in alike for one in row.carrier])
            joined.append(ExcerptRow(left, right))
    return tuple(joined)
