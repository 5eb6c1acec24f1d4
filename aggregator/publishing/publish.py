"""Stories into feeds, calendars and pages, and these into files: only what has changed is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from aggregator.archive.archive import Archive
from aggregator.archive.doors import feeds_of_sources
from aggregator.archive.entries import Known, known_feeds
from aggregator.archive.naming import described
from aggregator.config import Config
from aggregator.errors import OutputError
from aggregator.pages.files import INDEX
from aggregator.publishing.announcing import announce, owe
from aggregator.publishing.belonging import ALL
from aggregator.publishing.building import Builder
from aggregator.publishing.calendars import Chosen, calendar_files, calendars, lines
from aggregator.publishing.directory import Listed, directory
from aggregator.publishing.files import FORMATS, feed_files, past_files, troubles_files
from aggregator.publishing.listing import list_stories, mint_feeds
from aggregator.publishing.occasions import scheduled
from aggregator.publishing.outlines import outline_files
from aggregator.publishing.output import Output
from aggregator.publishing.pages import page_files
from aggregator.publishing.searches import list_found
from aggregator.publishing.site import site_of
from aggregator.publishing.troubles import known_troubles, troubles_feed
from aggregator.publishing.volumes import History

SHOWN = 4
"""Names of changed files that are told of all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to be published: feeds, that of everything first, and calendars.

    ``sources`` are the rows of the archive, ``own_feeds`` the addresses of their feeds.
    """

    feeds: Sequence[tuple[Listed, Known]]
    calendars: Mapping[str, tuple[str, Chosen]]
    sources: Sequence[Mapping[str, Any]]
    own_feeds: Mapping[str, str]

    def feed_files(self) -> set[str]:
        """The names of the files that one can subscribe to."""
        return {one.name + form.SUFFIX for one, _ in self.feeds for form in FORMATS}


def publish(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Write the feeds into the output folder; the names of the files whose bytes changed.

    ``now`` dates what is noted here for the first time, and pages of what is coming depend on its
    day: all other bytes follow from the archive and the configuration. Raises ``OutputFailed``
    where the disk fails.
    """
    list_stories(archive, config.address, now)
    list_found(archive, config.feed, config.address, now)
    plan = _plan(archive, config, now)
    output, changed = Output(config.output), list[str]()
    try:
        # what was written before something failed is told all the same
        changed.extend(_write(archive, config, plan, output, now))
    finally:
        if config.hub:
            owe(output, plan.feed_files(), changed)
        output.note()
    announce(output, config)
    return tuple(changed)


def in_words(changed: Sequence[str]) -> str:
    """Changed files for people: their names, or how many they are."""
    some = ", ".join(changed[:SHOWN])
    if len(changed) > SHOWN:
        return f"{len(changed)} files ({some} …)"
    return some or "no file"


def has_begun(archive: Archive) -> bool:
    """Whether the combined feed has ever had anything in it."""
    with archive.read() as connection:
        known = known_feeds(connection).get(ALL)
    return known is not None and known.began is not None


def where_to_subscribe(config: Config) -> str:
    """The addresses of the combined feed and of the front page, or their files, in two lines."""
    at = config.address or f"{config.output.absolute()}/"
    formats = ", ".join(f"{at}{ALL}{form.SUFFIX}" for form in FORMATS)
    return f"subscribe to: {formats}\nall feeds, calendars and news: {at}{INDEX}"


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


def _plan(archive: Archive, config: Config, now: datetime) -> Plan:
    with archive.write() as connection:
        sources = list(described(connection).values())
        listed = directory(sources, known_feeds(connection), config)
        known = mint_feeds(connection, (one.name for one in listed), config.address, now)
        feeds = feeds_of_sources(connection)
    return Plan(
        feeds=[(one, known[one.name]) for one in listed],
        calendars=calendars(sources, config),
        sources=sources,
        own_feeds=feeds,
    )


def _write(
    archive: Archive, config: Config, plan: Plan, output: Output, now: datetime
) -> Iterator[str]:
    """Write what has changed, documents of the past before what links to them."""
    output.clear()
    (combined, known), *others = plan.feeds
    listed = [one for one, _ in plan.feeds]
    builder = Builder(archive, config, site_of(listed, lines(plan.calendars), config))
    history = History(archive, builder, combined, known.uid)
    if config.address:
        history.close(now)
        yield from past_files(output, history, known)
    yield from feed_files(output, builder, combined, known, history.walk)
    for one, its in others:
        yield from feed_files(output, builder, one, its)
    troubles = known_troubles(archive, config.address, now)
    yield from troubles_files(
        output, builder, troubles, partial(troubles_feed, archive, troubles, config)
    )
    told = scheduled(archive, now)
    yield from calendar_files(output, plan.calendars, told, config)
    yield from outline_files(output, listed, plan.sources, plan.own_feeds, config)
    yield from page_files(output, builder, plan.feeds[0], now)
    output.tidy()
