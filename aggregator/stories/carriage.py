"""Carriage: how an article carries the original of its story. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from aggregator.stories.relation import Relation

Carriage = Literal[
    "unchanged",  # the original's words, and no others that count
    "extended",  # with passages of its own
    "shortened",  # a part of the original is missing
    "reworded",  # the same in other words
    "edited",  # small changes
    "reprint",  # it is a reprint of another reprint
    "whole",  # a quotation of all of it
    "part",  # a quotation of some of it
    "quotation",  # it quotes another than the original
]
WHOLE = 0.9
"""The share of the original in an article that has all of it: a byline more or less."""


def carriage(
    relation: Relation | None, added: Sequence[str], *, is_quotation: bool = False
) -> Carriage:
    """How an article carries the original, to which it has a relation, told from its own side.

    ``added`` are the passages that it adds.
    """
    if relation is None:
        return "quotation" if is_quotation else "reprint"
    if is_quotation:
        return "whole" if relation.b_share >= WHOLE else "part"
    if added:
        return "extended"
    if "exact" in relation.evidence or relation.b_share == 1:
        return "unchanged"
    if "reworded" in relation.evidence:
        return "reworded"
    return "edited" if relation.b_share >= WHOLE else "shortened"
