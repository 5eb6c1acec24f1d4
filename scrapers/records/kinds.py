"""Marks of one kind: the same place in each of a page's repeating records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from scrapers.records.extent import Piece, extents_of
from scrapers.records.marks import Mark
from scrapers.records.words import is_generic

MOST = 300
"""Kinds beyond these, the largest, are not judged."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A mark with its record: ``root`` is the widest element around it alone.

    ``pieces`` are what belongs to the record, mostly the root alone.
    """

    mark: Mark
    root: HtmlElement
    pieces: tuple[Piece, ...]

    @property
    def elements(self) -> tuple[HtmlElement, ...]:
        """The pieces that are not loose words."""
        return tuple(piece for piece in self.pieces if not isinstance(piece, str))

    def holds(self, nodes: Iterable[HtmlElement]) -> bool:
        """Whether one of these links stands in the record."""
        inside = {node for element in self.elements for node in element.iter("a")}
        return any(node in inside for node in nodes)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Marks that look alike, in document order, each with its record."""

    places: tuple[Place, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark], others: Iterable[Mark] = ()) -> Kind:
        """The kind of these marks; ``others`` are marks that may not be inside its records."""
        roots = roots_of(marks, others)
        headed = sum(is_generic(mark.text) for mark in marks) * 2 < len(marks)
        extents = extents_of(roots, headed=headed)
        pairs = zip(marks, roots, strict=True)
        return cls(tuple(Place(mark, root, extents[root]) for mark, root in pairs))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the places."""
        return tuple(place.mark for place in self.places)

    @property
    def count(self) -> int:
        """How many addresses the marks lead to."""
        return len({mark.target for mark in self.marks})


def kinds_of(marks: Sequence[Mark]) -> list[Kind]:
    """The marks by kind, the largest ``MOST`` of them.

    Those of one look are of one kind, and so are lists of different looks (odd and even, first and
    last) that stand in one container and nowhere else.
    """
    looks: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        looks[mark.look].append(mark)
    merged: defaultdict[object, list[Mark]] = defaultdict(list)
    for look, home in _homes(marks).items():
        merged[home].extend(looks[look])
    order = {mark: at for at, mark in enumerate(marks)}
    largest = sorted(merged.values(), key=len, reverse=True)[:MOST]
    return [Kind.of(sorted(group, key=order.__getitem__)) for group in largest]


def _homes(marks: Sequence[Mark]) -> dict[int, object]:
    """For each look what its kind is known by: a container shared with other looks, or itself."""
    paths: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        paths[mark.path].append(mark)
    homes: dict[int, object] = {}
    for path, group in paths.items():
        containers: defaultdict[int, Counter[HtmlElement]] = defaultdict(Counter)
        for mark, root in zip(group, roots_of(group), strict=True):
            containers[mark.look][root.getparent()] += 1
        tops = {look: counts.most_common(1)[0] for look, counts in containers.items()}
        for look, (container, most) in tops.items():
            others = [other for other in tops if other != look and tops[other][0] is container]
            is_list = max(tops[other][1] for other in (look, *others)) > 1
            at_home = most * 2 >= containers[look].total()
            homes[look] = (path, container) if others and is_list and at_home else look
    return homes


def roots_of(marks: Sequence[Mark], others: Iterable[Mark] = ()) -> tuple[HtmlElement, ...]:
    """For each mark the widest element below the body around no other address of them.

    ``others`` are further marks that may not be inside.
    """
    inside: dict[HtmlElement, str | None] = {}
    for mark in (*marks, *others):
        for around in (mark.node, *mark.node.iterancestors()):
            known = inside.setdefault(around, mark.target)
            if known is None:
                break  # and so it is further up
            if known != mark.target:
                inside[around] = None
    return tuple(_root(mark, inside) for mark in marks)


def _root(mark: Mark, inside: dict[HtmlElement, str | None]) -> HtmlElement:
    root = mark.node
    for around in mark.node.iterancestors():
        if around.tag in ("body", "html") or inside[around] is None:
            break
        root = around
    return root
