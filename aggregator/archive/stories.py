"""Stories in the archive: what grouping reads, and what it writes. Nothing is overwritten that
somebody may have cited: relations and memberships end, they are not changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, or_, select, update

from aggregator.archive.schema import (
    article,
    fingerprint,
    membership,
    relation,
    revision,
    source,
    story,
)
from aggregator.stories.candidates import BEST, SHARED, choose
from aggregator.stories.credit import KnownSource
from aggregator.stories.passages import Passage
from aggregator.stories.reading import Reading, tokenize
from aggregator.stories.relation import Relation

COMMON = 500
"""Articles with one fingerprint; what more of them have is a set phrase and leads to none."""
CHUNK = 500
"""Values in one IN list: databases limit them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A current membership."""

    article: int
    story: int


@dataclass(frozen=True, slots=True)
class Founder:
    """The member of a story that has been in it for longest."""

    story: int
    article: int


def ungrouped(connection: Connection, everything: bool = False) -> list[int]:
    """Ids of the articles that are new or changed since they were grouped, oldest first."""
    moment = func.coalesce(article.c.published_at, article.c.first_seen)
    query = select(article.c.id).order_by(moment, article.c.id)
    if not everything:
        query = query.where(or_(article.c.grouped.is_(None), article.c.grouped != article.c.digest))
    return list(connection.scalars(query))


def readings(connection: Connection, ids: Iterable[int]) -> dict[int, Reading]:
    """The articles of these ids, prepared for comparing."""
    rows = _chunks(connection, select(article), article.c.id, ids)
    return {row["id"]: _reading(row) for row in rows}


def known_sources(connection: Connection) -> list[KnownSource]:
    """Whom a text can credit."""
    rows = connection.execute(select(source.c.id, source.c.name, source.c.hosts))
    return [KnownSource(row.id, row.name, tuple(row.hosts)) for row in rows]


def digests(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """What these articles say now, in short."""
    query = select(article.c.id, article.c.digest)
    return {row["id"]: row["digest"] for row in _chunks(connection, query, article.c.id, ids)}


def candidates(connection: Connection, reading: Reading, prints: Collection[int]) -> list[int]:
    """Ids of the articles worth comparing with: the same words, or enough shared fingerprints."""
    digest = select(article.c.digest).where(article.c.id == reading.id).scalar_subquery()
    same = select(article.c.id).where(article.c.digest == digest, article.c.id != reading.id)
    equal = list(connection.scalars(same.order_by(article.c.id).limit(BEST)))
    held: dict[int, set[int]] = {}
    query = select(fingerprint.c.article, fingerprint.c.hash)
    for row in _chunks(connection, query, fingerprint.c.hash, _telling(connection, prints)):
        held.setdefault(row["article"], set()).add(row["hash"])
    for other in (reading.id, *equal):
        held.pop(other, None)
    counting = select(fingerprint.c.article, func.count().label("prints"))
    counted = counting.group_by(fingerprint.c.article)
    few = [other for other, shared in held.items() if len(shared) < SHARED]
    sizes = dict.fromkeys(held, SHARED)
    for row in _chunks(connection, counted, fingerprint.c.article, few):
        sizes[row["article"]] = row["prints"]
    return [*equal, *choose(prints, held, sizes)][:BEST]


def _telling(connection: Connection, prints: Collection[int]) -> list[int]:
    """The fingerprints that no more than ``COMMON`` articles have."""
    counting = select(fingerprint.c.hash, func.count().label("articles"))
    counted = counting.group_by(fingerprint.c.hash)
    rows = _chunks(connection, counted, fingerprint.c.hash, prints)
    return [row["hash"] for row in rows if row["articles"] <= COMMON]


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
    for ids in _lists(ended):
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
    rows = {row["id"]: row for row in _chunks(connection, current, relation.c.article, ids)}
    rows |= {row["id"]: row for row in _chunks(connection, current, relation.c.other, ids)}
    return [_relation(row) for _, row in sorted(rows.items())]


def members_of(connection: Connection, stories: Iterable[int]) -> list[Member]:
    """The current members of these stories."""
    return _members(connection, membership.c.story, stories)


def memberships_of(connection: Connection, ids: Iterable[int]) -> list[Member]:
    """The current memberships of these articles."""
    return _members(connection, membership.c.article, ids)


def set_role(connection: Connection, number: int, home: int, role: str, now: datetime) -> None:
    """Make an article a member of one story in one role; its other membership ends."""
    query = select(membership).where(membership.c.article == number, membership.c.until.is_(None))
    for row in connection.execute(query).mappings().all():
        if row["story"] == home and row["role"] == role:
            return
        ending = update(membership).where(membership.c.id == row["id"])
        connection.execute(ending.values(until=now))
    values = {"story": home, "article": number, "role": role, "since": now}
    connection.execute(insert(membership).values(**values))


def add_story(connection: Connection, uid: str, now: datetime, updated: datetime) -> int:
    """Mint a story; its id in the archive."""
    values = {"uid": uid, "minted": now, "updated": updated, "judged": now}
    added = connection.execute(insert(story).values(values))
    return int((added.inserted_primary_key or (0,))[0])


def set_story(connection: Connection, number: int, **values: Any) -> None:
    """Change columns of a story."""
    connection.execute(update(story).where(story.c.id == number).values(**values))


def story_row(connection: Connection, number: int) -> RowMapping:
    """A story's row."""
    return connection.execute(select(story).where(story.c.id == number)).mappings().one()


def article_row(connection: Connection, number: int) -> RowMapping:
    """An article's row."""
    return connection.execute(select(article).where(article.c.id == number)).mappings().one()


def version_at(connection: Connection, reading: Reading, moment: datetime) -> Reading:
    """What an article said at a moment; its first version, if it was not known yet."""
    later = (revision.c.article == reading.id) & (revision.c.until > moment)
    query = select(revision).where(later).order_by(revision.c.until, revision.c.id).limit(1)
    old = connection.execute(query).mappings().first()
    if old is None:
        return reading
    return replace(reading, title=old["title"], text=old["text"], tokens=tokenize(old["text"]))


def mark_grouped(connection: Connection, compared: Mapping[int, str]) -> None:
    """Note that these articles are in their stories, if they still say what their digest says."""
    marking = (
        update(article)
        .where(article.c.id == bindparam("number"), article.c.digest == bindparam("said"))
        .values(grouped=bindparam("said"))
    )
    if compared:
        rows = [{"number": number, "said": said} for number, said in compared.items()]
        connection.execute(marking, rows)


def founders(connection: Connection, ids: Iterable[int]) -> list[Founder]:
    """The current stories of these articles with their founders, the story minted first first."""
    homes = {member.story for member in memberships_of(connection, ids)}
    current = {(member.story, member.article) for member in members_of(connection, homes)}
    entries = (
        select(membership.c.story, membership.c.article, story.c.minted, membership.c.id)
        .join(story, story.c.id == membership.c.story)
        .order_by(membership.c.id)
    )
    found: dict[int, tuple[datetime, Founder]] = {}
    for row in _chunks(connection, entries, membership.c.story, homes):
        if (row["story"], row["article"]) in current and row["story"] not in found:
            found[row["story"]] = row["minted"], Founder(row["story"], row["article"])
    return [one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].story))]


def _members(connection: Connection, column: Any, ids: Iterable[int]) -> list[Member]:
    query = select(membership.c.article, membership.c.story).where(membership.c.until.is_(None))
    return [Member(**row) for row in _chunks(connection, query, column, ids)]


def _chunks(
    connection: Connection, query: Any, column: Any, ids: Iterable[int]
) -> Iterable[RowMapping]:
    for part in _lists(sorted(set(ids))):
        yield from connection.execute(query.where(column.in_(part))).mappings()


def _lists(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _reading(row: RowMapping) -> Reading:
    return Reading.of(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        title=row["title"],
        text=row["text"],
        published=row["published_at"],
        first_seen=row["first_seen"],
    )


def _relation_row(one: Relation) -> dict[str, Any]:
    return {
        "article": one.a_id,
        "other": one.b_id,
        "kind": one.kind,
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
