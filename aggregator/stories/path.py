"""Through whom two articles hang together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from aggregator.stories.relation import HOLDING, Relation
from aggregator.stories.ruling import Ruling


def path(
    start: int, end: int, relations: Iterable[Relation], rulings: Iterable[Ruling]
) -> list[int]:
    """The ids from ``start`` to ``end`` by the fewest copies, quotations and editors' words.

    Empty where there is no way.
    """
    near: dict[int, set[int]] = {}
    related = ((one.a_id, one.b_id) for one in relations if one.kind in HOLDING)
    said = ((one.article, one.other) for one in rulings if one.together)
    for one, other in chain(related, said):
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    ways = {start: [start]}
    edge = [start]
    while edge and end not in ways:
        here = edge.pop(0)
        for other in sorted(near.get(here, set()) - ways.keys()):
            ways[other] = [*ways[here], other]
            edge.append(other)
    return ways.get(end, [])
