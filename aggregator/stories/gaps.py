"""Gaps: the few tokens beside matching runs in which two texts may say different things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aggregator.stories.passages import Run

GAP = 16  # words beside a run that are aligned: a clause with date, hour and venue
LEVEL = 1  # words by which the lengths differ of what begins or ends two texts
EDGE = 6  # words between a text's edge and a run: a date and a place; more is another sentence


@dataclass(frozen=True, slots=True)
class Gap:
    """Tokens ``a_from:a_to`` of one text stand beside the same run as ``b_from:b_to`` of the other.

    A short gap between two runs, or between a run and the edges of both texts, is closed. One that
    goes on behind what is aligned, or where each text goes on with another run, is open there.
    """

    a_from: int
    a_to: int
    b_from: int
    b_to: int
    open_left: bool = False
    open_right: bool = False


def gaps(a_length: int, b_length: int, runs: Sequence[Run]) -> Iterator[Gap]:
    """The gaps beside ``runs`` in which both texts have something; each place is in one gap."""
    start, end = Run(0, 0, 0), Run(a_length, b_length, 0)
    by_a = [start, *sorted(runs), end]
    by_b = [start, *sorted(runs, key=lambda run: (run.b, run.a)), end]
    after_b = dict(pairwise(by_b))
    before_b = {after: run for run, after in pairwise(by_b)}
    for run, after in pairwise(by_a):
        if after_b.get(run) == after:
            yield from _between(run, after)
            continue
        if run != start:
            yield from _behind(run, after.a, after_b[run].b)
        if after != end:
            yield from _before(after, run.a + run.length, _end_b(before_b[after]))


def _between(run: Run, after: Run) -> Iterator[Gap]:
    """The gap between neighbours in both texts: whole if it is short, else what is at its runs.

    The edges of the texts are neighbours without length.
    """
    a_from, b_from = run.a + run.length, _end_b(run)
    a_length, b_length = after.a - a_from, after.b - b_from
    # texts that begin or end alike, but for a few words, do so with the same sentence
    alike = abs(a_length - b_length) <= LEVEL
    longest = GAP if alike or (run.length and after.length) else EDGE
    if max(a_length, b_length) <= longest:
        if after.a > a_from and after.b > b_from:
            yield Gap(a_from, after.a, b_from, after.b)
        return
    if run.length:
        yield from _behind(run, after.a, after.b)
    if after.length:
        yield from _before(after, a_from, b_from)


def _behind(run: Run, a_limit: int, b_limit: int) -> Iterator[Gap]:
    a_from, b_from = run.a + run.length, _end_b(run)
    a_to, b_to = min(a_limit, a_from + GAP), min(b_limit, b_from + GAP)
    if a_to > a_from and b_to > b_from:
        yield Gap(a_from, a_to, b_from, b_to, open_right=True)


def _before(run: Run, a_limit: int, b_limit: int) -> Iterator[Gap]:
    a_from, b_from = max(a_limit, run.a - GAP), max(b_limit, run.b - GAP)
    if run.a > a_from and run.b > b_from:
        yield Gap(a_from, run.a, b_from, run.b, open_left=True)


def _end_b(run: Run) -> int:
    return run.b + run.length
