"""Stories into feeds, calendars and pages, and these into files: only what has changed is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

from aggregator.archive.archive import Archive
from aggregator.archive.entries import Known, known_feeds
from aggregator.archive.naming import described
from aggregator.config import Config
from aggregator.errors import OutputError
from aggregator.publishing.building import Builder
from aggregator.publishing.directory import Listed, directory
from aggregator.publishing.files import feed_files, past_files
from aggregator.publishing.listing import list_stories, mint_feeds
from aggregator.publishing.output import Output
from aggregator.publishing.pages import page_files
from aggregator.publishing.searches import list_found
from aggregator.publishing.site import site_of
from aggregator.publishing.volumes import History

SHOWN = 4
"""Names of changed files that are told of all."""


def publish(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Write the feeds into the output folder; the names of the files whose bytes changed.

    ``now`` dates what is noted here for the first time, and pages of what is coming depend on its
    day: all other bytes follow from the archive and the configuration. Raises ``OutputFailed``
    where the disk fails.
    """
    list_stories(archive, config.address, now)
    list_found(archive, config.feed, config.address, now)
    feeds = _feeds(archive, config, now)
    output = Output(config.output)
    try:
        return tuple(_write(archive, config, feeds, output, now))
    finally:
        output.note()


def in_words(changed: Sequence[str]) -> str:
    """Changed files for people: their names, or how many they are."""
    some = ", ".join(changed[:SHOWN])
    if len(changed) > SHOWN:
        return f"{len(changed)} files ({some} …)"
    return some or "no file"


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


def _feeds(archive: Archive, config: Config, now: datetime) -> list[tuple[Listed, Known]]:
    """All feeds, with what the archive knows of them; that of everything first."""
    with archive.write() as connection:
        sources = list(described(connection).values())
        listed = directory(sources, known_feeds(connection), config)
        known = mint_feeds(connection, (one.name for one in listed), config.address, now)
    return [(one, known[one.name]) for one in listed]


def _write(
    archive: Archive,
    config: Config,
    feeds: Sequence[tuple[Listed, Known]],
    output: Output,
    now: datetime,
) -> Iterator[str]:
    """Write what has changed, documents of the past before what links to them."""
    (combined, known), *others = feeds
    builder = Builder(archive, config, site_of([one for one, _ in feeds], config))
    history = History(archive, builder, combined, known.uid)
    if config.address:
        history.close(now)
        yield from past_files(output, history, known)
    yield from feed_files(output, builder, combined, known, history.walk)
    for listed, one in others:
        yield from feed_files(output, builder, listed, one)
    yield from page_files(output, builder, feeds, now)
    output.tidy()
