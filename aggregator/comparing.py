"""Comparing: each article with the few that share telling passages with it; the relations kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection

from aggregator.archive.fingerprints import (
    keep_wordings,
    postings,
    replace_fingerprints,
    same_texts,
)
from aggregator.archive.lines import add_commonplaces, replace_lines, seen_lines
from aggregator.archive.relations import related, replace_relations
from aggregator.archive.stories import memberships_of
from aggregator.desk import Desk
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.hosting import ties
from aggregator.stories.lines import Seen, SeenLines
from aggregator.stories.postings import Postings
from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate
from aggregator.stories.relation import AKIN, Relation
from aggregator.stories.wording import whole_hash


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing some articles changed for others.

    Who ``lost`` a relation to one of them has to be arranged anew, who is to be compared ``again``
    has a line that was found to be a commonplace.
    """

    lost: frozenset[int]
    again: frozenset[int]


class Judged:
    """The relations that one batch has found, each pair of articles looked at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._relations: dict[tuple[int, int], Relation] = {}

    def news(self, number: int, others: Iterable[int]) -> dict[int, Relation]:
        """What an article is to each of these others."""
        readings = self._desk.compared([number, *others])
        return {
            other: self._between(readings[min(number, other)], readings[max(number, other)])
            for other in sorted(others)
        }

    def found(self) -> list[Relation]:
        """All that are something to each other."""
        return [one for one in self._relations.values() if one.kind != "none"]

    def _between(self, a: Reading, b: Reading) -> Relation:
        pair = a.id, b.id
        if pair not in self._relations:
            self._relations[pair] = relate(a, b, self._desk[a.id], self._desk[b.id])
        return self._relations[pair]


def compare(connection: Connection, desk: Desk, ids: Sequence[int], now: datetime) -> Compared:
    """Find the relations of these articles, keep them, and index the articles for later ones."""
    keep_wordings(connection, desk.readings(ids))
    readings = desk.compared(ids)
    known = _known(connection, desk, ids)
    homes = _homes(connection, [*ids, *chain(*known.values())])
    prints = {number: fingerprints(one.wording) for number, one in readings.items()}
    posted = Postings(postings(connection, set().union(*prints.values()), but=ids))
    told = {number: desk.own_lines(number) for number in ids}
    seen = SeenLines(seen_lines(connection, set().union(*told.values()), but=ids))
    judged = Judged(desk)
    indexed: dict[int, list[int]] = {}
    for number, reading in readings.items():
        length = len(reading.wording)
        near = {*posted.near(prints[number], length), *known[number]} - {number}
        news = judged.news(number, near)
        # the story that it will be in, as far as those tell to which it is tied
        tied = next((other for other, relation in news.items() if ties(relation)), number)
        home = homes.get(number) or homes.get(tied) or posted.story_of(tied)
        indexed[number] = posted.add(number, home, length, prints[number])
        akin = {other for other, relation in news.items() if relation.kind in AKIN}
        seen.add(Seen(number, home, reading.source), told[number], akin)
    replace_fingerprints(connection, indexed)
    replace_lines(connection, seen.remembered(ids))
    add_commonplaces(connection, seen.commonplaces, now)
    lost = replace_relations(connection, ids, judged.found(), now)
    return Compared(frozenset(lost), frozenset(seen.again))


def _known(connection: Connection, desk: Desk, ids: Sequence[int]) -> dict[int, set[int]]:
    """For each article whom it is compared with in any case: equal texts, and its relations."""
    before = related(connection, ids)
    hashes = {number: whole_hash(one.wording) for number, one in desk.readings(ids).items()}
    equal = same_texts(connection, hashes.values())
    return {number: {*equal[hashes[number]], *before[number]} for number in ids}


def _homes(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """The stories of these articles, of those that are in one."""
    return {one.article: one.story for one in memberships_of(connection, ids)}
