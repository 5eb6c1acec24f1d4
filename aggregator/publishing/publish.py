"""Stories into feeds, and these into files: only what has changed is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from aggregator.archive.archive import Archive
from aggregator.archive.entries import Known, known_feeds, places_in
from aggregator.archive.naming import described
from aggregator.config import Config
from aggregator.errors import OutputError
from aggregator.publishing.building import Builder
from aggregator.publishing.directory import Listed, directory
from aggregator.publishing.listing import list_stories, mint_feeds
from aggregator.publishing.output import Output, recipe
from aggregator.publishing.searches import list_found
from aggregator.publishing.volumes import History
from feeds import atom, jsonfeed, rss
from feeds.feed import Feed, Walk

FORMATS = (rss, atom, jsonfeed)
SHOWN = 4
"""Names of changed files that are told of all."""


def publish(archive: Archive, config: Config, now: datetime) -> tuple[str, ...]:
    """Write the feeds into the output folder; the names of the files whose bytes changed.

    ``now`` only dates what is noted here for the first time: bytes follow from the archive and the
    configuration. Raises ``OutputFailed`` where the disk fails.
    """
    list_stories(archive, config.address, now)
    list_found(archive, config.feed, config.address, now)
    publishing = _Publishing(archive, config, _feeds(archive, config, now))
    try:
        return tuple(publishing.all(now))
    finally:
        publishing.output.note()


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
    """All feeds, with what the archive knows of them."""
    with archive.write() as connection:
        sources = list(described(connection).values())
        listed = directory(sources, known_feeds(connection), config)
        known = mint_feeds(connection, (one.name for one in listed), config.address, now)
    return [(one, known[one.name]) for one in listed]


class _Publishing:
    """One run."""

    def __init__(self, archive: Archive, config: Config, feeds: list[tuple[Listed, Known]]) -> None:
        self._archive, self._config, self._feeds = archive, config, feeds
        self._builder = Builder(archive, config)
        self.output = Output(config.output)
        # what every feed says beside its stories
        self._said = (version("klaszterhirek"), config.model_dump_json(include=_SAID))

    def all(self, now: datetime) -> Iterator[str]:
        """Write what has changed, documents of the past before what links to them."""
        (combined, known), *others = self._feeds
        walk = None
        if self._config.address:
            history = History(self._archive, self._builder, combined, known.uid)
            history.close(now)
            yield from self._past(history, known)
            walk = history.walk
        yield from self._feed(combined, known, walk)
        for listed, one in others:
            yield from self._feed(listed, one)
        self.output.tidy()

    def _pages(self, listed: Sequence[Listed], known: Known, now: datetime) -> Iterator[str]:
        """The pages of the site. Those of events and of sources depend on the day, too."""
        site, today = self._site, now.astimezone(BUDAPEST).date()
        yield from self._page(FEEDS, lambda: feeds_page(site))
        yield from self._page(ABOUT, lambda: about_page(site))
        for name, body in static_files().items():
            yield from self._page(name, lambda body=body: body)
        with self._archive.read() as connection:
            coming = happenings(connection, today)
        yield from self._page(EVENTS, lambda: events_page(site, coming, today), today, coming)
        yield from self._page(SOURCES, lambda: sources_page(site, self._sources()), today)
        yield from self._page(
            INDEX,
            lambda: front_page(site, self._combined(listed[0], known), coming, today),
            *(known.edition, today, coming),
        )

    def _page(self, name: str, render: Callable[[], bytes], *made_from: object) -> tuple[str, ...]:
        made = recipe((*self._said, self._site, *made_from))
        return () if self.output.has([name], made) else self.output.write({name: render()}, made)

    def _sources(self) -> list[SourceLine]:
        with self._archive.read() as connection:
            return source_lines(connection)

    def _past(self, history: History, known: Known) -> Iterator[str]:
        for name in history.closed():
            names = [name + form.SUFFIX for form in (rss, atom)]
            if not self.output.has(names, made=name):
                yield from self.output.write(history.documents(name), made=name)
        if (feed := history.open()) is not None:
            yield from self._render(feed, (rss, atom), self._made(known, feed.name))

    def _feed(self, listed: Listed, known: Known, walk: Walk | None = None) -> Iterator[str]:
        made = self._made(known, listed, walk)
        if self.output.has([listed.name + form.SUFFIX for form in FORMATS], made):
            return
        with self._archive.read() as connection:
            stories = [one.story for one in places_in(connection, listed.name)]
        feed = self._builder.feed(listed, known.uid, stories, walk)
        yield from self._render(feed, FORMATS, made)

    def _render(self, feed: Feed, forms: Iterable[Any], made: str) -> tuple[str, ...]:
        files = {feed.name + form.SUFFIX: form.render(feed) for form in forms}
        return self.output.write(files, made)

    def _made(self, known: Known, *more: object) -> str:
        return recipe((*self._said, known.uid, known.edition, *more))


_SAID = {"address", "title", "language", "hub", "corrections"}
