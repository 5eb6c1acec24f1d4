"""The stories of an archive, however many feeds they are in."""

from __future__ import annotations

from sqlalchemy import Connection, select

from aggregator.archive.feeds import Told, told_stories
from aggregator.archive.schema import story


def newest_stories(connection: Connection) -> list[Told]:
    """All stories that feeds may tell, newest first."""
    told = told_stories(connection, connection.scalars(select(story.c.id))).values()
    by_address = sorted(told, key=lambda one: (one.original["source"], one.original["url"]))
    return sorted(by_address, key=_moment, reverse=True)


def _moment(one: Told):
    return one.published.at if one.published else one.original["first_seen"]
