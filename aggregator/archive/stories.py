"""Stories and memberships in the archive. No membership is changed: it ends, another begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from aggregator.archive.among import among, execute_with, rows_with
from aggregator.archive.schema import article, membership, story

_MEMBERS = select(membership.c.article, membership.c.story).where(membership.c.until.is_(None))
_BY_STORY = _MEMBERS.where(among(membership.c.story))
_BY_ARTICLE = _MEMBERS.where(among(membership.c.article))
_ENTRIES = (
    select(membership.c.story, membership.c.article, story.c.minted)
    .join(story, story.c.id == membership.c.story)
    .where(among(membership.c.story))
    .order_by(membership.c.id)
)
_ROLES = select(membership.c.article, membership.c.id, membership.c.story, membership.c.role).where(
    membership.c.until.is_(None), among(membership.c.article)
)
_END = update(membership).where(among(membership.c.id))
_MINTED = select(story.c.uid, story.c.id).where(among(story.c.uid))


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
    return [Member(*row) for row in rows_with(connection, _BY_STORY, stories)]


def memberships_of(connection: Connection, ids: Iterable[int]) -> list[Member]:
    """The current memberships of these articles."""
    return [Member(*row) for row in rows_with(connection, _BY_ARTICLE, ids)]


def founders(connection: Connection, ids: Iterable[int]) -> list[Founder]:
    """The current stories of these articles with their founders, the story minted first first."""
    homes = {member.story for member in memberships_of(connection, ids)}
    current = {(member.story, member.article) for member in members_of(connection, homes)}
    found: dict[int, tuple[datetime, Founder]] = {}
    for home, number, minted in rows_with(connection, _ENTRIES, homes):
        if (home, number) in current and home not in found:
            found[home] = minted, Founder(home, number)
    return [one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].story))]


def add_stories(connection: Connection, stories: Sequence[Mapping[str, Any]]) -> list[int]:
    """Mint stories of these values; their ids, in the same order."""
    if not stories:
        return []
    rows = [{**one, "judged": one["minted"]} for one in stories]
    connection.execute(insert(story), rows)
    ids = dict(tuple(row) for row in rows_with(connection, _MINTED, (row["uid"] for row in rows)))
    return [ids[row["uid"]] for row in rows]


def set_roles(
    connection: Connection, roles: Mapping[int, tuple[int, str]], now: datetime
) -> set[int]:
    """Make each article a member of one story in one role; those that were not are returned."""
    current, held = {}, {}
    for number, entry, home, role in rows_with(connection, _ROLES, roles):
        current[number], held[number] = entry, (home, role)
    new = {number for number, place in roles.items() if held.get(number) != place}
    ended = [current[number] for number in new & current.keys()]
    execute_with(connection, _END.values(until=now), ended)
    rows = [
        {"story": home, "article": number, "role": role, "since": now}
        for number, (home, role) in roles.items()
        if number in new
    ]
    if rows:
        connection.execute(insert(membership), rows)
    return new


def stories_ever(connection: Connection, number: int) -> set[int]:
    """The stories that an article is or was in."""
    query = select(membership.c.story).where(membership.c.article == number)
    return set(connection.scalars(query))


def uids_of(connection: Connection, stories: Iterable[int]) -> dict[int, str]:
    """The permanent ids of these stories."""
    query = select(story.c.id, story.c.uid).where(among(story.c.id))
    return dict(tuple(row) for row in rows_with(connection, query, stories))


def was_forgotten(connection: Connection, number: int) -> bool:
    """Whether an article of a story was forgotten, or of the one that it turned out to be."""
    following: int | None = number
    while following is not None:
        query = (
            select(article.c.id)
            .join(membership, membership.c.article == article.c.id)
            .where(membership.c.story == following, article.c.forgotten.is_not(None))
        )
        if connection.scalar(query.limit(1)) is not None:
            return True
        following = connection.scalar(select(story.c.same_as).where(story.c.id == following))
    return False


def leave_story(connection: Connection, number: int, now: datetime) -> None:
    """End the membership of an article, which has no story then until it is put into one."""
    current = (membership.c.article == number) & membership.c.until.is_(None)
    connection.execute(update(membership).where(current).values(until=now))
