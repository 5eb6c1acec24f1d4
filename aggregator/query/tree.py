"""A query as a tree, as far as it can be read without an archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from aggregator.query.remark import Remark

Property = Literal["source", "sector", "language", "country", "kind", "credit"]
PROPERTIES: tuple[Property, ...] = ("source", "sector", "language", "country", "kind", "credit")


@dataclass(frozen=True, slots=True)
class Words:
    """These words in a row; mostly one. ``said`` is how the query spells them."""

    stems: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words whose stem begins so, or is the stem of what is said."""

    start: str
    stem: str

    @property
    def is_begun(self) -> bool:
        """Whether the stem begins so itself."""
        return self.stem.startswith(self.start)


@dataclass(frozen=True, slots=True)
class Field:
    """A property of the article, as the query says it."""

    name: Property
    value: str


@dataclass(frozen=True, slots=True)
class Published:
    """Published from ``since`` on or by the end of ``until``; undated articles by first sight."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Happening:
    """Tells of an event or a deadline on some of these days, or with these words in its name."""

    since: date | None = None
    until: date | None = None
    stems: tuple[str, ...] = ()


Condition = Words | Prefix | Field | Published | Happening


@dataclass(frozen=True, slots=True)
class Term:
    """A condition that must hold, or must not."""

    condition: Condition
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All terms must hold; of several ``Field`` of one name one is enough.

    ``remarks`` are sentences for whoever asked: what of the query was taken otherwise than it may
    have been meant.
    """

    terms: tuple[Term, ...]
    remarks: tuple[Remark, ...] = ()
