"""Feeds as files, made anew when their edition or what they say of themselves is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from aggregator.archive.entries import Known
from aggregator.pages import files
from aggregator.pages.render import feed_page
from aggregator.publishing.building import Builder
from aggregator.publishing.directory import Listed
from aggregator.publishing.output import Output
from aggregator.publishing.volumes import History
from feeds import atom, jsonfeed, rss
from feeds.feed import Feed, Walk

FORMATS = (rss, atom, jsonfeed)
_SUFFIXES = tuple(form.SUFFIX for form in FORMATS)


def feed_files(
    output: Output, builder: Builder, listed: Listed, known: Known, walk: Walk | None = None
) -> tuple[str, ...]:
    """Write a feed in every format, and its page; the names of the files whose bytes changed."""

    def make() -> dict[str, bytes]:
        feed = builder.feed(listed, known.uid, builder.stories(listed.name), walk)
        page = feed_page(builder.site, replace(feed, walk=None))
        return {**_rendered(feed), listed.name + files.SUFFIX: page}

    names = [listed.name + suffix for suffix in (*_SUFFIXES, files.SUFFIX)]
    made_from = (builder.recipe, known.uid, known.edition, listed, walk)
    return output.keep(names, made_from, make)


def troubles_files(
    output: Output, builder: Builder, known: Known, make_feed: Callable[[], Feed]
) -> tuple[str, ...]:
    """Write the feed of troubles in every format, and its page; the names of what changed."""

    def make() -> dict[str, bytes]:
        feed = make_feed()
        return {**_rendered(feed), feed.name + files.SUFFIX: feed_page(builder.site, feed)}

    names = [known.name + suffix for suffix in (*_SUFFIXES, files.SUFFIX)]
    return output.keep(names, (builder.recipe, known.uid, known.edition), make)


def past_files(output: Output, history: History, known: Known) -> Iterator[str]:
    """Write the documents of the past; the names of the files whose bytes changed."""
    for one in history.closed():
        names = [one.name + suffix for suffix in _SUFFIXES]
        yield from output.keep(names, (known.uid, one), partial(history.documents, one.name))
    if part := history.open:
        names = [part.name + suffix for suffix in _SUFFIXES]
        made_from = (history.said, known.uid, part, history.open_since())
        yield from output.keep(names, made_from, lambda: _rendered(history.feed(part)))


def _rendered(feed: Feed) -> dict[str, bytes]:
    return {feed.name + form.SUFFIX: form.render(feed) for form in FORMATS}
