"""Stories into feeds, and these into files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

from aggregator.archive.archive import Archive
from aggregator.archive.feeds import Told, feed_id, known_feed_id, newest_stories
from aggregator.config import Config
from aggregator.entry import build_entry
from aggregator.errors import OutputError, OutputFailed
from aggregator.texts import TEXTS
from aggregator.window import MOST, within
from feeds import atom, jsonfeed, rss
from feeds.feed import Feed
from feeds.write import write

FORMATS = (rss, atom, jsonfeed)
FEED = "all"
"""The name of the combined feed in the archive."""


def publish(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Write the feeds into the output folder; the names of the files whose bytes changed.

    ``now`` only dates ids that are minted here for the first time: bytes follow from the archive
    and the configuration. Raises ``OutputFailed`` where the disk fails.
    """
    with archive.read() as connection:
        uid = known_feed_id(connection, FEED)
        told = newest_stories(connection, MOST)
    if uid is None:
        with archive.write() as connection:
            uid = feed_id(connection, FEED, config.address, now)
    feed = build_feed(told, uid, config)
    files = {feed.name + form.SUFFIX: form.render(feed) for form in FORMATS}
    return write_files(config.output, files)


def check_output(folder: Path) -> None:
    """Raise ``OutputError`` for a folder in which nothing could be published; nothing is touched.

    Asked before a run, so that a mistake in the configuration costs nobody a crawl.
    """
    try:
        existing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
        with TemporaryFile(dir=existing):
            pass
    except OSError as error:
        advice = "name another with --output, or make it writable"
        raise OutputError(folder, f"{error.strerror or error}: {advice}") from error


def write_files(folder: Path, files: dict[str, bytes]) -> tuple[str, ...]:
    """``feeds.write`` with a line for people where it fails."""
    try:
        return write(folder, files)
    except OSError as error:
        raise OutputFailed(folder, f"cannot be written: {error.strerror or error}") from error


def build_feed(told: Sequence[Told], uid: str, config: Config) -> Feed:
    """The combined feed of the newest stories, ``told`` newest first."""
    entries = [build_entry(one, config.language) for one in told]
    entries = entries[: within([_moment(one) for one in told])] if told else []
    return Feed(
        id=uid,
        title=config.title,
        description=TEXTS[config.language]["description"],
        language=config.language,
        updated=max((entry.updated for entry in entries), default=None),
        entries=entries,
        base=config.address,
    )


def _moment(told: Told) -> datetime:
    return told.published.at if told.published else told.original["first_seen"]
