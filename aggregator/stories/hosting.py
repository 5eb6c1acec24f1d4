"""Hosting: an article holds another, or a part of it, within words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from aggregator.stories.relation import HOLDING, Relation
from aggregator.stories.verdict import MOSTLY

FAIR_SHARE = 0.4  # of an article: then it is about what it quotes
ITS_SHARE = 0.25  # of the quoted article, where nobody says whose words these are
MOST = 0.6  # of the quoted article: who reads the host has read it


class Hosting(NamedTuple):
    """``host`` holds ``quoted`` (ids): what share of each, and from where to where in
    the host and in the quoted (characters).

    ``is_item`` where it holds it as a digest does, under its headline; ``is_named`` where the one
    who has it from the other names him, or sets it in marks; ``is_guessed`` where no word,
    but at most their days tell who has it from whom. ``tells`` is how much of its story the quoted
    article tells (0 to 1).
    """

    host: int
    quoted: int
    of_host: float
    of_quoted: float
    start: int
    end: int
    quoted_start: int
    quoted_end: int
    is_item: bool = False
    is_named: bool = False
    is_guessed: bool = False
    tells: float = 1.0

    @property
    def holds_most(self) -> bool:
        """Whether the host holds most of the quoted article."""
        return self.of_quoted >= MOST

    @property
    def binds(self) -> bool:
        """Whether it makes the host part of the quoted article's story."""
        # where the quoted one is not named, a small part of it may be a third's words
        is_its = self.is_named or self.of_quoted >= ITS_SHARE
        is_fair = self.of_host >= FAIR_SHARE and is_its
        holds_most = self.of_quoted * self.tells >= MOST
        return not self.is_item and (holds_most or is_fair)

    def turned(self) -> Hosting:
        """The same with the two exchanged, as their days have it: the quoted one is the host."""
        return self._replace(
            is_guessed=True,
            tells=1.0,
            host=self.quoted,
            quoted=self.host,
            of_host=self.of_quoted,
            of_quoted=self.of_host,
            start=self.quoted_start,
            end=self.quoted_end,
            quoted_start=self.start,
            quoted_end=self.end,
        )


def hosting(relation: Relation) -> Hosting | None:
    """The hosting in a relation: who quotes or contains, or the longer side of a shortened copy."""
    host = _longer(relation) if relation.kind == "copy" else relation.host_id
    if host is None or not relation.passages:
        return None
    a_hosts = host == relation.a_id
    spans = [(p.a_start, p.a_end) for p in relation.passages]
    others = [(p.b_start, p.b_end) for p in relation.passages]
    if not a_hosts:
        spans, others = others, spans
    shares = relation.a_share, relation.b_share
    return Hosting(
        host=host,
        quoted=relation.b_id if a_hosts else relation.a_id,
        of_host=shares[0] if a_hosts else shares[1],
        of_quoted=shares[1] if a_hosts else shares[0],
        start=min(start for start, _ in spans),
        end=max(end for _, end in spans),
        quoted_start=min(start for start, _ in others),
        quoted_end=max(end for _, end in others),
        is_item="item" in relation.evidence,
        is_named=any(word.startswith(("credit:", "marks:")) for word in relation.evidence),
        is_guessed="long" in relation.evidence,
    )


def ties(relation: Relation) -> bool:
    """Whether two articles have to be arranged together because of what they are to each other."""
    found = hosting(relation)
    if relation.kind == "copy" or not found or relation.kind not in HOLDING:
        return relation.kind == "copy"
    # their days may make a host of the other
    return found.binds or found.is_item or (not found.is_named and found.turned().binds)


def divided(relations: Iterable[Relation]) -> tuple[list[Relation], list[Hosting]]:
    """The copies among ``relations``, and the hostings: a digest hosts what was cut from it."""
    found = [(relation, hosting(relation)) for relation in relations]
    collections = digests(one for _, one in found if one)
    copies: list[Relation] = []
    hostings: list[Hosting] = []
    for relation, one in found:
        if relation.kind == "copy" and not (one and one.host in collections):
            copies.append(relation)
        elif one:
            hostings.append(one)
    return copies, hostings


def digests(hostings: Iterable[Hosting]) -> frozenset[int]:
    """The articles that hold others as items, or most of two or more at places of their own."""
    parts = sorted(one for one in hostings if one.holds_most or one.is_item)
    by_host = groupby(parts, key=attrgetter("host"))
    return frozenset(host for host, held in by_host if _is_digest(list(held)))


def _is_digest(held: Sequence[Hosting]) -> bool:
    return any(one.is_item for one in held) or sum(1 for _ in _places(held)) > 1


def _longer(relation: Relation) -> int | None:
    """The side that a shortened copy was cut from; ``None`` where both sides cover each other."""
    a_share, b_share = relation.a_share, relation.b_share
    if min(a_share, b_share) >= MOSTLY or a_share == b_share:
        return None
    return relation.a_id if a_share < b_share else relation.b_id


def _places(parts: Iterable[Hosting]) -> Iterator[int]:
    """The ends of the places in one host; parts that overlap are one place."""
    end = -1
    for part in sorted(parts, key=attrgetter("start", "end")):
        if part.start >= end:
            yield part.end
        end = max(end, part.end)
