"""Relation: what two articles are to each other, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aggregator.stories.passages import Passage

Kind = Literal["copy", "contains", "quotes", "series", "related", "none"]

HOLDING: frozenset[Kind] = frozenset({"copy", "contains", "quotes"})
"""The kinds by which articles come into one story, as long as no series is in the way."""
AKIN = HOLDING | {"series"}
"""The kinds by which articles have news in common, be it of one event or of two."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of two articles ``a`` and ``b``.

    *copy*: one text, perhaps shortened, edited or with something added. *contains*: ``host_id``
    holds the other within words of its own and says nothing of it. *quotes*: ``host_id`` holds the
    other or a part of it and says so, or holds a long part. *series*: the same words of another
    event. *related*: some words in common. *none*: nothing that counts.

    ``host_id`` is ``None`` for the kinds without direction. ``a_share`` and ``b_share`` tell how
    much of each text (0 to 1, by tokens) stands in the other; ``passages`` where, as character
    offsets in the order of ``a``. ``evidence`` are words for a machine. How the verdict was found:
    ``exact``, ``short``, ``title``, ``start`` (both begin alike), ``stub`` (few words under two
    titles), ``reworded``, ``item`` (under its headline in a digest), ``long`` (a long passage),
    ``credit:b:writes`` (b names a's source), ``attribution:b`` (b names somebody beside the
    passage), ``marks:b`` (b sets it in quotation marks), ``ending`` (a shared ending was struck
    out). What the guard saw: ``date:2020|2021``, ``title-name:Szeged|Pécs`` (a's letters, then
    b's).

    Besides, articles are *related* by what is not in their words: ``twin:hreflang`` (one page names
    the other as the same in another language), ``twin:address`` (the addresses differ by their
    language), ``event:KEY`` (both tell of the event with this key). See ``twins``, ``accounts``.
    """

    a_id: int
    b_id: int
    kind: Kind
    host_id: int | None = None
    a_share: float = 0.0
    b_share: float = 0.0
    passages: tuple[Passage, ...] = ()
    evidence: tuple[str, ...] = ()
