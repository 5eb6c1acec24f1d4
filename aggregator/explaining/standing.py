"""Where two articles stand: in one story or in two, and why; and what an editor said of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aggregator.explaining.pair import Pair
from aggregator.stories.parted import reasons
from aggregator.stories.path import path
from scrapers.article import BUDAPEST

REASONS = 5
"""Reasons that are told at most: of two yearly series every pair of articles is one."""


def standing(pair: Pair) -> dict[str, Any]:
    """The part of a record that is about stories; what there is no need to tell is ``None``."""
    homes = [pair.places.get(one.reading.id) for one in (pair.a, pair.b)]
    a, b = (home.story if home else None for home in homes)
    together = a is not None and a == b
    return {
        "editor": _said(pair),
        "story": f"both in {_named(a)}" if together else f"A in {_named(a)}, B in {_named(b)}",
        "stories": {"A": a, "B": b},
        "together through": _through(pair) if together else None,
        "apart because": None if together else _reasons(pair),
        "waiting": [*_waiting(pair)],
    }


def _named(story: int | None) -> str:
    return "no story" if story is None else f"story {story}"


def _said(pair: Pair) -> str | None:
    if pair.said is None:
        return None
    together, since = pair.said
    said = "brings them together" if together else "keeps them apart"
    return f"{said}, since {since.astimezone(BUDAPEST):%Y-%m-%d %H:%M}"


def _through(pair: Pair) -> list[str]:
    """The articles between the two; none where a relation or a word holds them together."""
    ends = pair.a.reading.id, pair.b.reading.id
    between = path(*ends, pair.relations, pair.rulings)[1:-1]
    return [pair.names[number] for number in between]


def _reasons(pair: Pair) -> list[str] | None:
    if not pair.found:
        return None
    found = reasons(pair.found[0].relation, pair.places, pair.relations, pair.rulings)
    names = {**pair.names, pair.a.reading.id: "A", pair.b.reading.id: "B"}
    told = [one.sentence.format(*(names[id] for id in one.articles)) for one in found[:REASONS]]
    if not told and not pair.a.waiting and not pair.b.waiting:
        return ["each of them is closer to others in its story"]
    return told


def _waiting(pair: Pair) -> Iterator[str]:
    for letter, one in (("A", pair.a), ("B", pair.b)):
        if one.waiting:
            yield f"{letter} is new or changed since; klaszterhirek group puts it into its story"
