"""What the page of one story shows. Leaf values, as in ``view``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from aggregator.pages.excerpts import Excerpt, ExcerptRow
from aggregator.stories.carriage import Carriage


@dataclass(frozen=True, slots=True)
class Appearance:
    """When an article appeared, as its publisher tells, no more precisely than he does.

    ``precision`` is ``None`` where he tells nothing: then ``day`` is that on which it was first
    seen; of a *month* it is the first.
    """

    day: date
    precision: Literal["minute", "day", "month"] | None


@dataclass(frozen=True, slots=True)
class Step:
    """An article on the timeline of its story; the original has no ``carriage`` and no ``reasons``.

    ``is_own`` tells that it is on the original's own site. ``added`` are the passages that it adds,
    ``reasons`` why it is there; ``beside`` is the address at which it stands beside the original.
    """

    number: int
    source: str
    title: str
    url: str
    language: str | None
    sector: str | None
    appeared: Appearance
    carriage: Carriage | None = None
    is_own: bool = False
    added: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    beside: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether it says anything else than the original."""
        return self.carriage != "unchanged"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The original and one who carries it, side by side.

    ``is_excerpt`` tells that not all may be shown, ``is_whole`` that all was compared.
    """

    carrier: Step
    rows: tuple[ExcerptRow, ...]
    is_excerpt: bool
    is_whole: bool

    @property
    def has_common(self) -> bool:
        """Whether both texts say anything in the same words."""
        return any(one.kind != "own" for row in self.rows for one in row.original)


@dataclass(frozen=True, slots=True)
class EditLine:
    """What a publisher changed in an article, and on what day it was first seen so.

    ``before`` and ``after`` are its headlines, where that was changed.
    """

    day: date
    source: str
    url: str
    language: str | None
    before: str | None
    after: str
    taken_out: tuple[Excerpt, ...]
    put_in: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An article of another story: ``address`` is that of its story's page."""

    source: str
    title: str
    url: str
    language: str | None
    appeared: Appearance
    address: str
