"""Stories as one leafs through them: the newest first, of a kind, from a place on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from aggregator.archive.among import among, one_of, rows_with
from aggregator.archive.entries import Place
from aggregator.archive.schema import article, membership, story

FEW, TOGETHER = 3_000, 12_000
"""Articles that are looked at one by one at most; and where several things are wanted, since it may
be long until one of the newest stories is all of them.
"""
_LISTED = select(story.c.id, story.c.listed).where(among(story.c.id))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stories must be: one of these sources tells, reprints or quotes it; its original is in a
    language, or of a kind (*news*, *call*, *event*).
    """

    sources: Collection[str] | None = None
    language: str | None = None
    kind: str | None = None


def places_of(
    connection: Connection, wanted: Wanted, before: Place | None, limit: int
) -> list[Place]:
    """Where the newest stories stand that are wanted, of those ``before`` a place.

    Of what has been put into feeds; that of a publisher who has withdrawn it is among them.
    """
    query = select(story.c.moment, story.c.id).where(
        story.c.same_as.is_(None), story.c.moment.is_not(None)
    )
    if before:
        query = query.where(
            or_(
                story.c.moment < before.moment,
                and_(story.c.moment == before.moment, story.c.id < before.story),
            )
        )
    asked = _asked(wanted)
    few = FEW if len(asked) == 1 else TOGETHER
    query = query.where(*(_with(connection, few, *one) for one in asked))
    query = query.order_by(story.c.moment.desc(), story.c.id.desc()).limit(limit)
    return [Place(*row) for row in connection.execute(query)]


def _asked(wanted: Wanted) -> list[tuple[ColumnElement[bool], ...]]:
    """What an article must be for each thing that is wanted, and in what role."""
    asked: list[tuple[ColumnElement[bool], ...]] = []
    if wanted.sources is not None:
        asked.append((one_of(article.c.source, list(wanted.sources)),))
    for name, value in (("language", wanted.language), ("kind", wanted.kind)):
        if value:
            asked.append((article.c[name] == value, membership.c.role == "original"))
    return asked


def _with(
    connection: Connection, few: int, asked: ColumnElement[bool], *roles: ColumnElement[bool]
) -> ColumnElement[bool]:
    """That an article of a story is what is asked, in one of these roles.

    Where fewer than ``few`` are, a database should begin with them; else it soon meets them among
    the newest.
    """
    some = select(article.c.id).where(asked).limit(few).subquery()
    is_rare = (connection.scalar(select(func.count()).select_from(some)) or 0) < few
    current = (
        select(membership.c.story)
        .join(article, article.c.id == membership.c.article)
        .where(membership.c.until.is_(None), asked, *roles)
    )
    if is_rare:
        return story.c.id.in_(current)
    return current.where(membership.c.story == story.c.id).exists()


def listed_at(connection: Connection, stories: Iterable[int]) -> dict[int, datetime | None]:
    """When each of these stories was last put into feeds: what it says is the same since then.

    ``None`` for one that has changed and waits to be.
    """
    return dict(tuple(row) for row in rows_with(connection, _LISTED, stories))


def last_story(connection: Connection) -> int:
    """The number of the youngest story; 0 if there is none."""
    return connection.scalar(select(func.max(story.c.id))) or 0


def stories_from(connection: Connection, first: int, count: int) -> list[tuple[int, datetime]]:
    """Of the stories with ``count`` numbers from ``first`` on those that stand for themselves and
    whose original is still there, each with when it last changed.
    """
    there = (
        select(membership.c.story)
        .join(article, article.c.id == membership.c.article)
        .where(membership.c.story == story.c.id, membership.c.until.is_(None))
        .where(membership.c.role == "original", article.c.gone.is_(None))
    )
    query = select(story.c.id, story.c.updated).where(
        story.c.id >= first,
        story.c.id < first + count,
        story.c.same_as.is_(None),
        story.c.moment.is_not(None),
        there.exists(),
    )
    return [tuple(row) for row in connection.execute(query.order_by(story.c.id))]
