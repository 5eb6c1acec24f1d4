"""Fingerprints and relations in the archive. No relation is changed: it ends, another begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, or_, select, update

from aggregator.archive.chunks import chunks, rows_with
from aggregator.archive.schema import article, fingerprint, relation
from aggregator.stories.candidates import BEST, SHARED, choose
from aggregator.stories.passages import Passage
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Relation

COMMON = 500
"""Articles with one fingerprint; what more of them have is a set phrase and leads to none."""


def candidates(connection: Connection, reading: Reading, prints: Collection[int]) -> list[int]:
    """Ids of the articles worth comparing with: the same words, or enough shared fingerprints."""
    digest = select(article.c.digest).where(article.c.id == reading.id).scalar_subquery()
    same = select(article.c.id).where(article.c.digest == digest, article.c.id != reading.id)
    equal = list(connection.scalars(same.order_by(article.c.id).limit(BEST)))
    held: dict[int, set[int]] = {}
    query = select(fingerprint.c.article, fingerprint.c.hash)
    for row in rows_with(connection, query, fingerprint.c.hash, _telling(connection, prints)):
        held.setdefault(row["article"], set()).add(row["hash"])
    for other in (reading.id, *equal):
        held.pop(other, None)
    counting = select(fingerprint.c.article, func.count().label("prints"))
    counted = counting.group_by(fingerprint.c.article)
    few = [other for other, shared in held.items() if len(shared) < SHARED]
    sizes = dict.fromkeys(held, SHARED)
    for row in rows_with(connection, counted, fingerprint.c.article, few):
        sizes[row["article"]] = row["prints"]
    return [*equal, *choose(prints, held, sizes)][:BEST]


def related(connection: Connection, number: int) -> set[int]:
    """Ids of the articles that an article has a current relation to."""
    pairs = ((relation.c.article, relation.c.other), (relation.c.other, relation.c.article))
    queries = (select(far).where(near == number, relation.c.until.is_(None)) for near, far in pairs)
    return {other for query in queries for other in connection.scalars(query)}


def replace_fingerprints(connection: Connection, number: int, prints: Collection[int]) -> None:
    """Index an article under its fingerprints, and under no others."""
    connection.execute(delete(fingerprint).where(fingerprint.c.article == number))
    if prints:
        rows = [{"hash": one, "article": number} for one in sorted(prints)]
        connection.execute(insert(fingerprint), rows)


def replace_relations(
    connection: Connection, number: int, found: Sequence[Relation], now: datetime
) -> None:
    """Make ``found`` the current relations of an article; those that no longer hold end."""
    mine = or_(relation.c.article == number, relation.c.other == number)
    query = select(relation).where(mine, relation.c.until.is_(None))
    current = {
        _pair(row["article"], row["other"]): row for row in connection.execute(query).mappings()
    }
    wanted = {_pair(one.a_id, one.b_id): _relation_row(one) for one in found}
    ended = [
        row["id"]
        for pair, row in current.items()
        if pair not in wanted or any(row[k] != v for k, v in wanted[pair].items())
    ]
    for ids in chunks(ended):
        connection.execute(update(relation).where(relation.c.id.in_(ids)).values(until=now))
    new = [
        {**values, "since": now}
        for pair, values in wanted.items()
        if pair not in current or current[pair]["id"] in ended
    ]
    if new:
        connection.execute(insert(relation), new)


def relations_of(connection: Connection, ids: Iterable[int]) -> list[Relation]:
    """The current relations of these articles, to each other and to any other."""
    current = select(relation).where(relation.c.until.is_(None))
    rows = {row["id"]: row for row in rows_with(connection, current, relation.c.article, ids)}
    rows |= {row["id"]: row for row in rows_with(connection, current, relation.c.other, ids)}
    return [_relation(row) for _, row in sorted(rows.items())]


def between(connection: Connection, one: int, other: int) -> Relation | None:
    """The current relation of two articles, if they were compared and have one."""
    a, b = _pair(one, other)
    query = select(relation).where(
        relation.c.article == a, relation.c.other == b, relation.c.until.is_(None)
    )
    row = connection.execute(query).mappings().one_or_none()
    return _relation(row) if row else None


def _telling(connection: Connection, prints: Collection[int]) -> list[int]:
    """The fingerprints that no more than ``COMMON`` articles have."""
    counting = select(fingerprint.c.hash, func.count().label("articles"))
    counted = counting.group_by(fingerprint.c.hash)
    rows = rows_with(connection, counted, fingerprint.c.hash, prints)
    return [row["hash"] for row in rows if row["articles"] <= COMMON]


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
