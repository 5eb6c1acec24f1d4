"""What belongs to each record: its element, or its share of a run of siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from lxml.html import HtmlElement

Piece: TypeAlias = "HtmlElement | str"
"""A child of a container, or the words that stand loose between two."""
_LONGEST = 40  # pieces of a record that is spread over siblings


def extents_of(
    roots: Sequence[HtmlElement], *, headed: bool
) -> dict[HtmlElement, tuple[Piece, ...]]:
    """For each root the pieces of its record, in document order.

    Mostly that is the root itself. Where records are spread over siblings (h3, p, h3, p), a record
    goes from what regularly stands before its root to the next one; ``headed`` says that roots
    begin their records (titles) and do not end them ("read more").
    """
    runs: defaultdict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    for root in dict.fromkeys(roots):
        runs[root.getparent()].append(root)
    found: dict[HtmlElement, tuple[Piece, ...]] = {}
    for container, run in runs.items():
        if len(run) == 1:
            found[run[0]] = (run[0],)
        else:
            found.update(_divided(list(_pieces(container)), run, headed=headed))
    return found


def _pieces(container: HtmlElement) -> Iterator[Piece]:
    if (container.text or "").strip():
        yield str(container.text)
    for child in container:
        if isinstance(child.tag, str):
            yield child
        if (child.tail or "").strip():
            yield str(child.tail)


def _divided(
    pieces: list[Piece], run: Sequence[HtmlElement], *, headed: bool
) -> Iterator[tuple[HtmlElement, tuple[Piece, ...]]]:
    wanted = set(run)
    places = [
        at for at, piece in enumerate(pieces) if not isinstance(piece, str) and piece in wanted
    ]
    gaps = [pieces[one + 1 : other] for one, other in pairwise(places)]
    before, behind = pieces[: places[0]], pieces[places[-1] + 1 :]
    if sum(map(bool, gaps)) * 2 < len(gaps):  # neighbours: each is a record of its own
        lead, longest = 0, 0
    elif headed:
        lead, longest = _lead(gaps, before, behind), max(map(len, gaps))
    else:
        lead, longest = max(map(len, gaps)), 0
    lead, longest = min(lead, _LONGEST), min(longest, _LONGEST)
    for number, at in enumerate(places):
        begin = max(at - lead, places[number - 1] + 1 if number else 0)
        following = places[number + 1] - lead if number + 1 < len(places) else len(pieces)
        end = max(at + 1, min(following, at + 1 + longest - (lead if headed else 0)))
        found = pieces[at]
        assert not isinstance(found, str)
        yield found, tuple(pieces[begin:end])


def _lead(gaps: Sequence[list[Piece]], before: list[Piece], behind: list[Piece]) -> int:
    """How many pieces stand before each root in the same way, and before the first one too."""
    lead = 0
    shortest = min(map(len, gaps))
    for back in range(1, min(shortest, len(before)) + 1):
        if len({_shape(pieces[-back]) for pieces in (*gaps, before)}) > 1:
            break
        lead = back
    # what all of a gap is like may as well follow the root: as it does behind the last one
    whole = lead == shortest > 0 and behind and _shape(behind[0]) == _shape(min(gaps, key=len)[0])
    return 0 if whole else lead


def _shape(piece: Piece) -> str:
    return "" if isinstance(piece, str) else f"{piece.tag}.{piece.get('class') or ''}"
