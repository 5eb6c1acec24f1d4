"""The pages of the site as files. Those of events and of sources depend on the day, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from aggregator.archive.entries import Known
from aggregator.pages import files
from aggregator.pages.render import (
    about_page,
    events_page,
    feeds_page,
    front_page,
    sources_page,
)
from aggregator.pages.static_files import LOOKS, static_files
from aggregator.publishing.building import Builder
from aggregator.publishing.directory import Listed
from aggregator.publishing.output import Output
from aggregator.publishing.site import happenings, source_lines
from scrapers.article import BUDAPEST


def page_files(
    output: Output, builder: Builder, feed: tuple[Listed, Known], now: datetime
) -> Iterator[str]:
    """Write the pages that are no feed's; the names of the files whose bytes changed.

    ``feed`` is the combined one.
    """
    site, today = builder.site, now.astimezone(BUDAPEST).date()
    combined, known = feed
    with builder.archive.read() as connection:
        coming = happenings(connection, today)

    def keep(name: str, make: Callable[[], bytes], *more: object) -> tuple[str, ...]:
        return output.keep([name], (builder.recipe, *more), lambda: {name: make()})

    def front() -> bytes:
        stories = builder.stories(combined.name)
        return front_page(site, builder.feed(combined, known.uid, stories), coming, today)

    def sources() -> bytes:
        with builder.archive.read() as connection:
            return sources_page(site, source_lines(connection))

    for name, body in static_files(LOOKS).items():
        yield from output.keep([name], (name,), partial(dict, {name: body}))
    yield from keep(files.INDEX, front, today, coming, known.edition)
    yield from keep(files.EVENTS, lambda: events_page(site, coming, today), today, coming)
    yield from keep(files.SOURCES, sources, today)
    yield from keep(files.FEEDS, lambda: feeds_page(site))
    yield from keep(files.ABOUT, lambda: about_page(site))
