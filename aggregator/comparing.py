"""Comparing: each article with the few that share telling passages with it; the relations kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.fingerprints import (
    keep_wordings,
    postings,
    replace_fingerprints,
    same_texts,
)
from aggregator.archive.relations import related, replace_relations
from aggregator.archive.stories import memberships_of
from aggregator.desk import Desk
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.postings import Postings
from aggregator.stories.relate import relate
from aggregator.stories.relation import Relation
from aggregator.stories.wording import whole_hash


def compare(connection: Connection, desk: Desk, ids: Sequence[int], now: datetime) -> set[int]:
    """Find the relations of these articles, keep them, and index the articles for later ones.

    Whoever lost a relation to one of them is returned: its story has to be arranged anew.
    """
    readings = desk.readings(ids)
    keep_wordings(connection, readings)
    hashes = {number: whole_hash(one.wording) for number, one in readings.items()}
    equal = same_texts(connection, hashes.values())
    before = related(connection, ids)
    homes = {one.article: one.story for one in memberships_of(connection, ids)}
    prints = {number: fingerprints(one.wording) for number, one in readings.items()}
    posted = Postings(postings(connection, set().union(*prints.values()), but=ids))
    judged: dict[tuple[int, int], Relation] = {}
    indexed: dict[int, list[int]] = {}
    for number, reading in readings.items():
        length = len(reading.wording)
        near = {*posted.near(prints[number], length), *equal[hashes[number]], *before[number]}
        copies = []
        for other in desk.readings(sorted(near - {number})):
            pair = (number, other) if number < other else (other, number)
            if pair not in judged:
                judged[pair] = _related(desk, pair)
            copies += [other] if judged[pair].kind == "copy" else []
        # the story that it will be in, as far as its copies tell
        home = homes.get(number) or posted.story_of(copies[0] if copies else number)
        indexed[number] = posted.add(number, home, length, prints[number])
    replace_fingerprints(connection, indexed)
    found = [one for one in judged.values() if one.kind != "none"]
    return replace_relations(connection, ids, found, now)


def _related(desk: Desk, pair: tuple[int, int]) -> Relation:
    a, b = desk.readings(pair).values()
    return relate(a, b, desk[a.id], desk[b.id])
