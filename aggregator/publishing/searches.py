"""Feeds of what a query finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.entries import (
    Known,
    Place,
    entries_of,
    places_in,
    put_in,
    take_from,
)
from aggregator.archive.feeds import told_stories
from aggregator.archive.search import search
from aggregator.archive.stories import memberships_of
from aggregator.config import Search
from aggregator.publishing.belonging import feed_of
from aggregator.publishing.listing import comes_in, mint_feeds, place_of, settle
from aggregator.publishing.window import MOST
from scrapers.article import BUDAPEST


def list_found(
    archive: Archive, searches: Iterable[Search], address: str | None, now: datetime
) -> None:
    """Put what these searches find now into their feeds, and take out what they no longer find."""
    today = now.astimezone(BUDAPEST).date()
    for one in searches:
        # others may write while it searches
        with archive.read() as connection:
            found = search(connection, one.query, today, limit=MOST).rows
            homes = {
                told.story for told in memberships_of(connection, [row["id"] for row in found])
            }
        name = feed_of("search", one.name)
        with archive.write() as connection:
            feed = mint_feeds(connection, [name], address, now)[name]
            _list(connection, feed, homes, now, is_all=len(found) < MOST)


def _list(
    connection: Connection, feed: Known, homes: Collection[int], now: datetime, *, is_all: bool
) -> None:
    """Let these stories be in a feed: all that are found, or what is older may be found as well."""
    told = told_stories(connection, homes)
    places = {number: place_of(one) for number, one in told.items()}
    held, listed = places_in(connection, feed.name), entries_of(connection, homes)
    new = [
        place
        for number, place in places.items()
        if feed.name not in listed[number] and comes_in(feed, told[number], place)
    ]
    oldest = None if is_all else min(places.values(), default=None)
    left = [one.story for one in held if one.story not in places and _is_above(one, oldest)]
    put_in(connection, feed.name, new, now)
    take_from(connection, feed.name, left, now)
    if new or left:
        settle(connection, [feed.name])


def _is_above(place: Place, oldest: Place | None) -> bool:
    return oldest is None or place > oldest
