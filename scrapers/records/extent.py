"""What belongs to each record: its element, or its share of a run of siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from lxml.html import HtmlElement

from scrapers.records.measure import HEADINGS

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
    pieces: Sequence[Piece], run: Sequence[HtmlElement], *, headed: bool
) -> Iterator[tuple[HtmlElement, tuple[Piece, ...]]]:
    wanted = set(run)
    places = [at for at, one in enumerate(pieces) if not isinstance(one, str) and one in wanted]
    gaps = [pieces[one + 1 : other] for one, other in pairwise(places)]
    before, behind = pieces[: places[0]], pieces[places[-1] + 1 :]
    filled = [gap for gap in gaps if gap and not _is_record(gap[0], run[0])]
    if len(filled) * 2 < len(gaps) or not filled:  # neighbours: each is a record of its own
        lead, trail = 0, 0
    elif headed:
        lead = _lead(filled, before, behind)
        trail = max(map(len, filled)) - lead
    else:
        lead, trail = max(map(len, filled)), 0
    alike = {_tag(piece) for gap in filled for piece in gap}
    first = places[0]  # what stands before the first root alone, as the page's heading, is not its
    while first and _tag(pieces[first - 1]) in alike:
        first -= 1
    for number, at in enumerate(places):
        begin = max(at - min(lead, _LONGEST), places[number - 1] + 1 if number else first)
        following = places[number + 1] - lead if number + 1 < len(places) else len(pieces)
        end = max(at + 1, min(following, at + 1 + min(trail, _LONGEST)))
        yield run[number], tuple(pieces[begin:end])


def _is_record(piece: Piece, root: HtmlElement) -> bool:
    """Whether a piece beside a record's root is the root of another record, though unmarked."""
    if isinstance(piece, str) or _shape(piece) != _shape(root):
        return False
    whole = (next(one.iter(*HEADINGS), None) is not None for one in (piece, root))
    return piece.tag in ("li", "article") or all(whole)


def _lead(gaps: Sequence[Sequence[Piece]], before: Sequence[Piece], behind: Sequence[Piece]) -> int:
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


def _tag(piece: Piece) -> str:
    return "" if isinstance(piece, str) else str(piece.tag)
