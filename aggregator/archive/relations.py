"""Relations by texts in the archive. No relation is changed: it ends, another begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from aggregator.archive.among import among, execute_with, mappings_with, rows_with
from aggregator.archive.schema import relation
from aggregator.archive.standing import standing
from aggregator.stories.evidence import mirrored
from aggregator.stories.passages import Passage
from aggregator.stories.relation import Relation

_CURRENT = (relation.c.until.is_(None), relation.c.by == "text")
_ENDS = (relation.c.article, relation.c.other)
_PAIRS = tuple(select(*_ENDS).where(*_CURRENT, among(end)) for end in _ENDS)
_RELATIONS = tuple(select(relation).where(*_CURRENT, among(end)) for end in _ENDS)
_END = update(relation).where(among(relation.c.id))


def related(connection: Connection, ids: Iterable[int]) -> defaultdict[int, set[int]]:
    """For each of these articles those that it has a current relation to, by their texts."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    some = set(ids)
    for query in _PAIRS:
        for one, other in rows_with(connection, query, some):
            found[one].add(other)
            found[other].add(one)
    return found


def replace_relations(
    connection: Connection, ids: Collection[int], found: Sequence[Relation], now: datetime
) -> set[int]:
    """Make ``found`` all that these articles are to others by their texts; what else was, ends.

    The articles that have lost a relation by it are returned.
    """
    current = {(row["article"], row["other"]): row for row in _rows(connection, ids)}
    wanted = {(one.a_id, one.b_id): _relation_row(one) for one in found}
    ended = {
        pair: row["id"]
        for pair, row in current.items()
        if pair not in wanted or any(row[k] != v for k, v in wanted[pair].items())
    }
    execute_with(connection, _END.values(until=now), ended.values())
    new = [
        {**values, "since": now}
        for pair, values in wanted.items()
        if pair not in current or pair in ended
    ]
    if new:
        connection.execute(insert(relation), new)
    return {number for pair in ended.keys() - wanted.keys() for number in pair}


def relations_of(connection: Connection, ids: Iterable[int]) -> list[Relation]:
    """The current relations of these articles by their texts, to each other and to any other."""
    return [_relation(row) for row in _rows(connection, ids)]


def relations_to(
    connection: Connection, number: int, others: Collection[int], as_of: datetime | None = None
) -> dict[int, Relation]:
    """The relations of ``others`` to an article by their texts, each from the other's side.

    Those that stand, or stood at a moment; who has none is left out.
    """
    found = {}
    for end, other in (_ENDS, _ENDS[::-1]):
        query = select(relation).where(
            end == number, relation.c.by == "text", among(other), standing(relation, as_of)
        )
        for row in mappings_with(connection, query, others):
            one = _relation(row)
            found[row[other.name]] = mirrored(one) if one.a_id == number else one
    return found


def found_between(
    connection: Connection, one: int, other: int
) -> list[tuple[Relation, str, datetime]]:
    """All current relations of two articles, with what they were found by and since when they are.

    That by their texts is the first.
    """
    a, b = _pair(one, other)
    query = select(relation).where(
        relation.c.article == a, relation.c.other == b, relation.c.until.is_(None)
    )
    rows = connection.execute(query.order_by(relation.c.by != "text", relation.c.id)).mappings()
    return [(_relation(row), row["by"], row["since"]) for row in rows]


def _rows(connection: Connection, ids: Iterable[int]) -> list[RowMapping]:
    """The current relations of these articles, each once, in the order in which they were found."""
    some = set(ids)
    rows = {row["id"]: row for q in _RELATIONS for row in mappings_with(connection, q, some)}
    return [row for _, row in sorted(rows.items())]


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _relation_row(one: Relation) -> dict[str, Any]:
    return {
        "article": one.a_id,
        "other": one.b_id,
        "kind": one.kind,
        "by": "text",
        "host": one.host_id,
        "share": one.a_share,
        "other_share": one.b_share,
        "passages": [list(astuple(passage)) for passage in one.passages],
        "evidence": list(one.evidence),
    }


def _relation(row: RowMapping) -> Relation:
    return Relation(
        a_id=row["article"],
        b_id=row["other"],
        kind=row["kind"],
        host_id=row["host"],
        a_share=row["share"],
        b_share=row["other_share"],
        passages=tuple(Passage(*offsets) for offsets in row["passages"]),
        evidence=tuple(row["evidence"]),
    )
