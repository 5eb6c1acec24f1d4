"""Comparing: each article with the few that share telling passages with it; the relations kept."""

from __future__ import annotations

from collections.abc import Sequence
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


def compare(connection: Connection, desk: Desk, ids: Sequence[int], now: datetime) -> Compared:
    """Find the relations of these articles, keep them, and index the articles for later ones."""
    keep_wordings(connection, desk.readings(ids))
    readings = desk.compared(ids)
    before = related(connection, ids)
    hashes = {number: whole_hash(one.wording) for number, one in desk.readings(ids).items()}
    equal = same_texts(connection, hashes.values())
    known = {*ids, *chain(*equal.values()), *chain(*before.values())}
    homes = {one.article: one.story for one in memberships_of(connection, known)}
    prints = {number: fingerprints(one.wording) for number, one in readings.items()}
    posted = Postings(postings(connection, set().union(*prints.values()), but=ids))
    told = {number: desk.own_lines(number) for number in ids}
    seen = SeenLines(seen_lines(connection, set().union(*told.values()), but=ids))
    judged: dict[tuple[int, int], Relation] = {}
    indexed: dict[int, list[int]] = {}
    for number, reading in readings.items():
        length = len(reading.wording)
        near = {*posted.near(prints[number], length), *equal[hashes[number]], *before[number]}
        news: dict[int, Relation] = {}
        for other in desk.compared(sorted(near - {number})):
            pair = (number, other) if number < other else (other, number)
            if pair not in judged:
                judged[pair] = _related(desk, pair)
            news[other] = judged[pair]
        # the story that it will be in, as far as those tell to which it is tied
        tied = next((other for other, relation in news.items() if ties(relation)), number)
        home = homes.get(number) or homes.get(tied) or posted.story_of(tied)
        indexed[number] = posted.add(number, home, length, prints[number])
        akin = {other for other, relation in news.items() if relation.kind in AKIN}
        seen.add(Seen(number, home, reading.source), told[number], akin)
    replace_fingerprints(connection, indexed)
    replace_lines(connection, seen.remembered(ids))
    add_commonplaces(connection, seen.commonplaces, now)
    found = [one for one in judged.values() if one.kind != "none"]
    lost = replace_relations(connection, ids, found, now)
    return Compared(frozenset(lost), frozenset(seen.again))


def _related(desk: Desk, pair: tuple[int, int]) -> Relation:
    a, b = desk.compared(pair).values()
    return relate(a, b, desk[a.id], desk[b.id])
