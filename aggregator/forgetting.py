"""Forgetting: an article is removed because somebody who may asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.entries import unlist
from aggregator.archive.feeds import told_stories
from aggregator.archive.forgotten import erase
from aggregator.archive.lookup import find_article
from aggregator.archive.occasions import forget_occasions
from aggregator.archive.stories import leave_story, members_of, stories_ever, uids_of
from aggregator.archive.volumes import Volume, change_volume, document_of, volumes
from aggregator.config import Config
from aggregator.editing import arrange
from aggregator.publishing.entry import build_entry
from aggregator.publishing.volumes import FORMATS
from feeds.feed import Entry, Feed
from feeds.removal import replaced


def forget(archive: Archive, config: Config, which: str, now: datetime) -> int:
    """Remove all that an article says and ever said; the number of its tombstone.

    Its story goes on without it, if others are in it. Documents of the past that told of it are the
    only ones of which anything is ever changed: they tell what is left of the story. Files change
    with the next publish. ``which`` is the number or address of an article; ``NotFound`` for one
    that is unknown.
    """
    with archive.write() as connection:
        number = find_article(connection, which)
        stories = stories_ever(connection, number)
        others = {one.article for one in members_of(connection, stories)} - {number}
        leave_story(connection, number, now)
        erase(connection, number, now)
        if not others:
            forget_occasions(connection, stories)
        arrange(connection, sorted(others), config.address, now)
        unlist(connection, stories)
        for one in _telling(connection, stories):
            _reissue(connection, one, stories, config, now)
        return number


def _telling(connection: Connection, stories: set[int]) -> Iterator[Volume]:
    return (
        one
        for one in volumes(connection)
        if any(one.first <= story <= one.last for story in stories)
    )


def _reissue(
    connection: Connection, one: Volume, stories: set[int], config: Config, now: datetime
) -> None:
    """Put into a closed document what is left of these stories."""
    inside = [story for story in stories if one.first <= story <= one.last]
    left = told_stories(connection, inside)
    documents = {name: document_of(connection, one.name, name) for name in FORMATS}
    for number, uid in uids_of(connection, inside).items():
        entry = build_entry(left[number], config.language) if number in left else None
        for name, form in FORMATS.items():
            instead = form.render(_of_one(entry, config)) if entry else None
            documents[name] = replaced(documents[name], uid, instead)
    change_volume(connection, one.name, documents, now)


def _of_one(entry: Entry, config: Config) -> Feed:
    return Feed(entry.id, "", "", config.language, entry.updated, (entry,))
