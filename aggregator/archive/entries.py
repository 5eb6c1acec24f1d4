"""What is in each feed, in the archive: entries, floors, editions; stories that wait to be listed.

A feed's floor is the place of the newest entry that fell out of its window: what is older does not
come in, so nothing comes back. What has left a feed for another reason is remembered as long as it
is above the floor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select, update

from aggregator.archive.among import among, execute_with, rows_with
from aggregator.archive.schema import UNLISTED, article, entry, feed, membership, story

SHOWN = ("url", "title", "html", "text", "authors", "image", "attachments", "language")
"""Columns of an article that feeds show."""

_STORIES_OF = select(membership.c.story).where(
    membership.c.until.is_(None), among(membership.c.article)
)
_LISTED = select(entry.c.feed, entry.c.story, entry.c.until).where(among(entry.c.story))
_UNLIST = update(story).where(among(story.c.id)).values(listed=None)


_UNLIST_SOURCES = (
    update(story)
    .where(
        story.c.id.in_(
            select(membership.c.story)
            .join(article, article.c.id == membership.c.article)
            .where(membership.c.until.is_(None), among(article.c.source))
        )
    )
    .values(listed=None)
)


class Place(NamedTuple):
    """Where a story stands in a feed: by its moment, then by when it was minted."""

    moment: datetime
    story: int


@dataclass(frozen=True, slots=True)
class Known:
    """A feed: its id, when it began to have anything in it, and how often that has changed."""

    name: str
    uid: str
    began: datetime | None
    edition: int
    floor: Place | None


def unlist(connection: Connection, stories: Iterable[int]) -> None:
    """Note that something of these stories has changed that feeds show."""
    execute_with(connection, _UNLIST, stories)


def unlist_of(connection: Connection, articles: Iterable[int]) -> None:
    """``unlist`` the stories that these articles are in."""
    unlist(connection, (home for (home,) in rows_with(connection, _STORIES_OF, articles)))


def unlist_sources(connection: Connection, sources: Iterable[str]) -> None:
    """``unlist`` the stories that articles of these sources are in."""
    execute_with(connection, _UNLIST_SOURCES, sources)


def unlisted(connection: Connection, limit: int) -> list[int]:
    """Stories that are new or changed since they were put into feeds, the youngest first."""
    query = select(story.c.id).where(UNLISTED).order_by(story.c.id.desc()).limit(limit)
    return list(connection.scalars(query))


def mark_listed(connection: Connection, stories: Iterable[int], now: datetime) -> None:
    """Note that these stories are in the feeds that they belong to."""
    execute_with(connection, update(story).where(among(story.c.id)).values(listed=now), stories)


def known_feeds(connection: Connection) -> dict[str, Known]:
    """The feeds by name."""
    return {
        row.name: Known(
            row.name,
            row.uid,
            row.began,
            row.edition,
            Place(row.floor, row.floor_story) if row.floor else None,
        )
        for row in connection.execute(select(feed))
    }


def add_feeds(connection: Connection, uids: Mapping[str, str], now: datetime) -> None:
    """Note feeds, with their permanent ids by name."""
    rows = [
        {"name": name, "uid": uid, "minted": now, "edition": 0}
        for name, uid in sorted(uids.items())
    ]
    if rows:
        connection.execute(insert(feed), rows)


def entries_of(connection: Connection, stories: Iterable[int]) -> dict[int, dict[str, bool]]:
    """Of each of these stories the feeds that it is in or has left, and whether it left."""
    found: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for name, number, until in rows_with(connection, _LISTED, stories):
        found[number][name] = until is not None
    return found


def keep_moments(connection: Connection, places: Iterable[Place]) -> None:
    """Note where stories stand in feeds, for good."""
    unknown = (story.c.id == bindparam("number")) & story.c.moment.is_(None)
    rows = [{"number": one.story, "moment": one.moment} for one in places]
    if rows:
        connection.execute(update(story).where(unknown), rows)


def put_in(connection: Connection, name: str, places: Iterable[Place], now: datetime) -> None:
    """Put stories into a feed in which they are not."""
    rows = [
        {"feed": name, "story": one.story, "moment": one.moment, "since": now} for one in places
    ]
    if rows:
        connection.execute(insert(entry), rows)
        first = (feed.c.name == name) & feed.c.began.is_(None)
        connection.execute(update(feed).where(first).values(began=now))


def take_from(connection: Connection, name: str, stories: Collection[int], now: datetime) -> None:
    """Take stories out of a feed for good."""
    left = update(entry).where(entry.c.feed == name, among(entry.c.story))
    execute_with(connection, left.values(until=now), stories)


def places_in(connection: Connection, name: str) -> list[Place]:
    """The places in a feed, the newest first."""
    query = _current(name).order_by(entry.c.moment.desc(), entry.c.story.desc())
    return [Place(row.moment, row.story) for row in connection.execute(query)]


def raise_floor(connection: Connection, name: str, floor: Place) -> None:
    """Nothing at or below this place is in a feed any more, nor will it be."""
    values = {"floor": floor.moment, "floor_story": floor.story}
    connection.execute(update(feed).where(feed.c.name == name).values(**values))
    below = or_(
        entry.c.moment < floor.moment,
        (entry.c.moment == floor.moment) & (entry.c.story <= floor.story),
    )
    connection.execute(delete(entry).where(entry.c.feed == name, below))


def raise_editions(connection: Connection, names: Iterable[str]) -> None:
    """Note that what is in these feeds has changed."""
    edited = update(feed).where(among(feed.c.name)).values(edition=feed.c.edition + 1)
    execute_with(connection, edited, names)


def _current(name: str) -> Select[tuple[datetime, int]]:
    return select(entry.c.moment, entry.c.story).where(
        entry.c.feed == name, entry.c.until.is_(None)
    )
