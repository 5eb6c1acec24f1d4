"""Lists of feeds that readers import (OPML): ours, and the sites that they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from aggregator.config import Config
from aggregator.pages import files, names
from aggregator.publishing.belonging import feed_of
from aggregator.publishing.directory import Listed
from aggregator.publishing.output import Output
from feeds import atom, opml
from feeds.outline import Outline

FEEDS, SITES = f"feeds{opml.SUFFIX}", f"sources{opml.SUFFIX}"


def outline_files(
    output: Output,
    listed: Sequence[Listed],
    sources: Sequence[Mapping[str, Any]],
    feeds: Mapping[str, str],
    config: Config,
) -> Iterator[str]:
    """Write both lists; the names of the files whose bytes changed.

    ``sources`` are rows of the archive, ``feeds`` the addresses of their own feeds by their ids.
    While we have no address, ours are not listed.
    """
    told = {SITES: tuple(_sites(sources, feeds, config))}
    if config.address:
        told[FEEDS] = tuple(_feeds(listed, config.address, config.language))
    for name, outlines in told.items():
        yield from output.keep(
            [name], (config.title, outlines), partial(_rendered, name, config.title, outlines)
        )


def _rendered(name: str, title: str, outlines: Sequence[Outline]) -> dict[str, bytes]:
    return {name: opml.render(title, outlines)}


def _sites(
    sources: Sequence[Mapping[str, Any]], feeds: Mapping[str, str], config: Config
) -> Iterator[Outline]:
    """Each source with its own feed, else with what we tell of it."""
    for one in sources:
        ours = config.address and f"{config.address}{feed_of('source', one['id'])}{atom.SUFFIX}"
        if address := feeds.get(one["id"]) or ours:
            group = names.sector(one["sector"], config.language) if one["sector"] else ""
            yield Outline(one["name"], one["home"], address, group)


def _feeds(listed: Sequence[Listed], base: str, language: str) -> Iterator[Outline]:
    for one in listed:
        yield Outline(
            title=one.title,
            page_url=base + one.name + files.SUFFIX,
            feed_url=base + one.name + atom.SUFFIX,
            group=names.group(one.group, language),
            language=language,
        )
