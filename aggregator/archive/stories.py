"""Stories and memberships in the archive. No membership is changed: it ends, another begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from aggregator.archive.chunks import chunks, rows_with
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


def add_stories(connection: Connection, stories: Sequence[Mapping[str, Any]]) -> list[int]:
    """Mint stories: ``uid``, ``minted`` and ``updated`` of each; their ids, in the same order."""
    if not stories:
        return []
    rows = [{**one, "judged": one["minted"]} for one in stories]
    adding = insert(story).returning(story.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(adding, rows))


def set_roles(
    connection: Connection, roles: Mapping[int, tuple[int, str]], now: datetime
) -> set[int]:
    """Make each article a member of one story in one role; those that were not are returned."""
    query = select(membership).where(membership.c.until.is_(None))
    current = {
        row["article"]: row for row in rows_with(connection, query, membership.c.article, roles)
    }
    new = {
        number
        for number, (home, role) in roles.items()
        if number not in current
        or (current[number]["story"], current[number]["role"]) != (home, role)
    }
    ending = update(membership).values(until=now)
    for part in chunks(sorted(current[number]["id"] for number in new & current.keys())):
        connection.execute(ending.where(membership.c.id.in_(part)))
    rows = [
        {"story": home, "article": number, "role": role, "since": now}
        for number, (home, role) in roles.items()
        if number in new
    ]
    if rows:
        connection.execute(insert(membership), rows)
    return new


def leave_story(connection: Connection, number: int, now: datetime) -> None:
    """End the membership of an article, which has no story then until it is put into one."""
    current = (membership.c.article == number) & membership.c.until.is_(None)
    connection.execute(update(membership).where(current).values(until=now))


def _members(connection: Connection, column: Any, ids: Iterable[int]) -> list[Member]:
    query = select(membership.c.article, membership.c.story).where(membership.c.until.is_(None))
    return [Member(**row) for row in rows_with(connection, query, column, ids)]
