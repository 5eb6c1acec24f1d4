"""Ruling: what an editor said of two articles; it beats every verdict on their texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ruling:
    """Two articles (ids, in any order) are in one story, or else they never are."""

    article: int
    other: int
    together: bool
