"""Stories and memberships in the archive. No membership is changed: it ends, another begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from aggregator.archive.chunks import rows_with
from aggregator.archive.schema import membership, story


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


def members_of(connection: Connection, stories: Iterable[int]) -> list[Member]:
    """The current members of these stories."""
    return _members(connection, membership.c.story, stories)


def memberships_of(connection: Connection, ids: Iterable[int]) -> list[Member]:
    """The current memberships of these articles."""
    return _members(connection, membership.c.article, ids)


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
    for row in rows_with(connection, entries, membership.c.story, homes):
        if (row["story"], row["article"]) in current and row["story"] not in found:
            found[row["story"]] = row["minted"], Founder(row["story"], row["article"])
    return [one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].story))]


def add_story(connection: Connection, uid: str, now: datetime, updated: datetime) -> int:
    """Mint a story; its id in the archive."""
    values = {"uid": uid, "minted": now, "updated": updated, "judged": now}
    added = connection.execute(insert(story).values(values))
    return int((added.inserted_primary_key or (0,))[0])


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


def _members(connection: Connection, column: Any, ids: Iterable[int]) -> list[Member]:
    query = select(membership.c.article, membership.c.story).where(membership.c.until.is_(None))
    return [Member(**row) for row in rows_with(connection, query, column, ids)]
