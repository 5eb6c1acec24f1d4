"""Which kinds of marks are the news of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from scrapers.records.kinds import Kind
from scrapers.records.worth import SIGNS, Judge

LEAST = 0.12
"""Kinds worth less are no news, even if the page has nothing better."""
_LIST = 3  # records from which a list shows what its records have in common
_ALIKE = 0.6  # of the best kind's worth: another section, a featured record
_INSIDE = 0.75  # the same for what stands inside the records of a better kind


def chosen(kinds: Sequence[Kind], judge: Judge) -> list[tuple[float, Kind]]:
    """The kinds that lead to news with their worth, the best first."""
    ranked = sorted(
        ((judge.worth(kind), kind) for kind in kinds if kind.count > 1),
        key=lambda pair: pair[0] * min(1.0, 0.6 + 0.1 * pair[1].count),
        reverse=True,
    )
    if not ranked or ranked[0][0] < LEAST:
        return []
    best = ranked[0][0] * min(1.0, 0.6 + 0.1 * ranked[0][1].count)
    taken: list[tuple[float, Kind]] = []
    claimed: dict[HtmlElement, str] = {}
    for worth, kind in ranked:
        outside = sum(1 for mark in kind.marks if _claim(mark.node, claimed) in (None, mark.target))
        asked = _ALIKE if outside * 2 > len(kind.marks) else _INSIDE
        if worth < max(LEAST, asked * best):
            continue
        settled = _without_strays(kind, judge)
        taken.append((worth, settled))
        for place in settled.places:
            claimed.setdefault(place.root, place.mark.target)
    return taken + [
        (worth, kind) for worth, kind in _featured(kinds, taken, judge) if worth >= 0.7 * best
    ]


def _without_strays(kind: Kind, judge: Judge) -> Kind:
    """The kind without links that stand alone and lack what all of a list have beside them."""
    homes = Counter(place.root.getparent() for place in kind.places)
    lists = [place for place in kind.places if homes[place.root.getparent()] > 1]
    if len(lists) < _LIST:
        return kind
    common = {sign for sign in SIGNS if all(sign in judge.signs(place) for place in lists)}
    kept = (
        place
        for place in kind.places
        if homes[place.root.getparent()] > 1 or common <= judge.signs(place)
    )
    return Kind(tuple(kept))


def _claim(node: HtmlElement, claimed: dict[HtmlElement, str]) -> str | None:
    return next((claimed[one] for one in (node, *node.iterancestors()) if one in claimed), None)


def _featured(
    kinds: Sequence[Kind], taken: Sequence[tuple[float, Kind]], judge: Judge
) -> list[tuple[float, Kind]]:
    """Single records of another look beside the chosen ones, which end where those begin."""
    others = [mark for _, kind in taken for mark in kind.marks]
    known = {mark.target for mark in others}
    claimed = {place.root: "" for _, kind in taken for place in kind.places}
    found = []
    for kind in kinds:
        mark = kind.marks[0]
        if kind.count == 1 and mark.target not in known and _claim(mark.node, claimed) is None:
            single = Kind.of([mark], others)
            if judge.is_told(single):
                found.append((judge.worth(single), single))
    return found
