"""Stories into the feeds that they belong to, once each: what has left a feed never comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.entries import (
    Known,
    Place,
    add_feeds,
    entries_of,
    keep_moments,
    known_feeds,
    mark_listed,
    places_in,
    put_in,
    raise_editions,
    raise_floor,
    take_from,
    unlisted,
)
from aggregator.archive.feeds import Told, told_stories
from aggregator.archive.happenings import crediting, happenings_of
from aggregator.ids import mint
from aggregator.publishing.belonging import feeds_of, is_of_search
from aggregator.publishing.window import within

BATCH = 200
"""Stories listed in one transaction."""


def list_stories(archive: Archive, address: str | None, now: datetime) -> None:
    """Put every new or changed story into its feeds.

    A run that was broken off is gone on with by the next.
    """
    while numbers := _waiting(archive):
        with archive.write() as connection:
            _Listing(connection, address, now).list(numbers)


def mint_feeds(
    connection: Connection, names: Iterable[str], address: str | None, now: datetime
) -> dict[str, Known]:
    """Give an id to each feed that has none yet; all that are known, by name."""
    known = known_feeds(connection)
    new = {name: mint(address, now) for name in sorted(set(names)) if name not in known}
    if not new:
        return known
    add_feeds(connection, new, now)
    return known_feeds(connection)


def comes_in(feed: Known, told: Told, place: Place) -> bool:
    """Whether a story that belongs to a feed and never was in it comes in.

    Not below the feed's floor. What was old when it was found is no news to those who subscribed
    before: it is only in feeds that began with it or later.
    """
    above = feed.floor is None or place > feed.floor
    return above and (not told.quiet or feed.began is None or told.minted <= feed.began)


def settle(connection: Connection, names: Iterable[str]) -> None:
    """Let what is too old for their windows fall out of these feeds, which have changed."""
    for name in names:
        places = places_in(connection, name)
        held = within([one.moment for one in places])
        if held < len(places):
            # all that is in a feed is above its floor: so this one is higher
            raise_floor(connection, name, places[held])
    raise_editions(connection, names)


def place_of(told: Told) -> Place:
    """Where a story stands in feeds, once and for all.

    By when it was published, or else first seen. No date in the future counts: whatever is older
    than the newest by more than a window would fall out.
    """
    if told.moment:
        return Place(told.moment, told.number)
    seen = told.original["first_seen"]
    return Place(min(told.published.at, seen) if told.published else seen, told.number)


class _Listing:
    """One batch."""

    def __init__(self, connection: Connection, address: str | None, now: datetime) -> None:
        self._connection, self._address, self._now = connection, address, now
        self._new: defaultdict[str, list[Place]] = defaultdict(list)
        self._left: defaultdict[str, list[int]] = defaultdict(list)
        self._placed: list[Place] = []
        self._changed: set[str] = set()

    def list(self, numbers: list[int]) -> None:
        """List these stories and note it."""
        told = told_stories(self._connection, numbers)
        wanted = self._wanted(told)
        feeds = mint_feeds(
            self._connection, set().union(*wanted.values()), self._address, self._now
        )
        listed = entries_of(self._connection, numbers)
        for number in numbers:
            self._keep(told.get(number), number, wanted.get(number, ()), listed[number])
            if number in told:
                self._let_in(told[number], wanted[number] - listed[number].keys(), feeds)
        keep_moments(self._connection, self._placed)
        for name, places in self._new.items():
            put_in(self._connection, name, places, self._now)
        for name, left in self._left.items():
            take_from(self._connection, name, left, self._now)
        settle(self._connection, sorted(self._changed))
        mark_listed(self._connection, numbers, self._now)

    def _wanted(self, told: Mapping[int, Told]) -> dict[int, frozenset[str]]:
        originals = [one.original["id"] for one in told.values()]
        happenings = happenings_of(self._connection, originals)
        credited = crediting(self._connection, originals)
        return {
            number: feeds_of(
                one, happenings[one.original["id"]], credits=one.original["id"] in credited
            )
            for number, one in told.items()
        }

    def _keep(
        self,
        told: Told | None,
        number: int,
        wanted: Collection[str],
        listed: Mapping[str, bool],
    ) -> None:
        """Note where a story is in feeds already, and where it no longer belongs."""
        for name in (one for one, has_left in listed.items() if not has_left):
            self._changed.add(name)
            if told is None or (name not in wanted and not is_of_search(name)):
                self._left[name].append(number)

    def _let_in(self, told: Told, names: Iterable[str], feeds: Mapping[str, Known]) -> None:
        place = place_of(told)
        if told.moment is None:
            self._placed.append(place)
        for name in names:
            if comes_in(feeds[name], told, place):
                self._new[name].append(place)
                self._changed.add(name)


def _waiting(archive: Archive) -> list[int]:
    with archive.read() as connection:
        return unlisted(connection, BATCH)
