"""Which kinds of marks are the news of a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from scrapers.records.kinds import Kind, Place
from scrapers.records.worth import Judge

LEAST = 0.12
"""Kinds worth less are no news, even if the page has nothing better."""
_ALIKE = 0.6  # of the best kind's worth: another section
_POORER = 0.75  # the same for what lacks a date or a teaser that the best kind has
_INSIDE = 0.75  # the same for what stands inside the records of a better kind
_BULK = 3  # times as many records as the best kind has: what fills the page
_BULKY = 0.5
_FEATURED = 0.7  # the same for a single record
_ALONE = 0.5  # worth of a record that is the only one of its page
_COMMON = 0.8  # of the records of a run have what the run is said to have

Worthy = tuple[float, Kind]


def chosen(kinds: Sequence[Kind], judge: Judge) -> list[Worthy]:
    """The kinds that lead to news with their worth, the best first."""
    apart = [part for kind in kinds for part in _parts(kind, judge)]
    ranked = [(judge.worth(kind), kind) for kind in apart if kind.count > 1]
    ranked.sort(key=_rank, reverse=True)
    if not ranked or ranked[0][0] < LEAST:
        alone = _featured(apart, [], judge)
        return [one for one in alone if one[0] >= _ALONE and "date" in _signs(one[1].places, judge)]
    best, most = _rank(ranked[0]), _signs(ranked[0][1].places, judge)
    taken: list[Worthy] = []
    claimed: dict[HtmlElement, str] = {}
    for worth, kind in ranked:
        outside = sum(_claim(mark.node, claimed) in (None, mark.target) for mark in kind.marks)
        asked = _ALIKE if most <= _signs(kind.places, judge) else _POORER
        if outside * 2 <= len(kind.marks):
            asked = _INSIDE
        if kind.count >= _BULK * ranked[0][1].count:
            asked = _BULKY
        if worth >= max(LEAST, asked * best):
            taken.append((worth, kind))
            claimed = {place.root: place.mark.target for place in kind.places} | claimed
    return taken + [one for one in _featured(apart, taken, judge) if one[0] >= _FEATURED * best]


def _rank(worthy: Worthy) -> float:
    worth, kind = worthy
    return worth * min(1.0, 0.6 + 0.1 * kind.count)


def _parts(kind: Kind, judge: Judge) -> list[Kind]:
    """The kind, taken apart where its links stand in lists of which some show more than others.

    Without classes the links of a menu and of a list may look alike. What stands in a container
    alone goes with the list that has the same beside its links.
    """
    homes: defaultdict[HtmlElement, list[Place]] = defaultdict(list)
    for place in kind.places:
        homes[place.root.getparent()].append(place)
    runs = {home: _signs(places, judge) for home, places in homes.items() if len(places) > 1}
    if not runs:
        return [kind]
    groups: defaultdict[object, list[Place]] = defaultdict(list)
    for home, places in homes.items():
        signs = runs.get(home)
        if signs is None:
            own = judge.signs(places[0])
            fitting = [one for one in runs.values() if one <= own and bool(one) is bool(own)]
            signs = max(fitting, key=len, default=None)
        groups[home if signs is None else signs].extend(places)
    if len(groups) == 1:
        return [kind]
    order = {mark: at for at, mark in enumerate(kind.marks)}
    marks = ([place.mark for place in places] for places in groups.values())
    return [Kind.of(sorted(group, key=order.__getitem__)) for group in marks]


def _signs(places: Sequence[Place], judge: Judge) -> frozenset[str]:
    """What nearly all of these records have beside their headline."""
    counts = Counter(sign for place in places for sign in judge.signs(place))
    return frozenset(sign for sign, count in counts.items() if count >= _COMMON * len(places))


def _claim(node: HtmlElement, claimed: Mapping[HtmlElement, str]) -> str | None:
    return next((claimed[one] for one in (node, *node.iterancestors()) if one in claimed), None)


def _featured(kinds: Sequence[Kind], taken: Sequence[Worthy], judge: Judge) -> list[Worthy]:
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
