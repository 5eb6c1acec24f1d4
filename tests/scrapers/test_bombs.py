"""A crawl of nothing but bombs: how much memory it takes, and who finishes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scrapers.source import Door, FeedDoor, ListingDoor, SitemapDoor, WordPressDoor
from tests import bombs
from tests.hostile import HostileSites, article, feed
from tests.scrapers.crawling import crawl_of, source_at

BOUND = 400_000_000
"""Bytes for the whole program: its process, the one that workers come from, and the workers."""


def _fine(handler: Any) -> None:
    if handler.path == "/door":
        handler.send(200, feed("/a", "/b"), "application/rss+xml")
    else:
        handler.send(200, article(f"Jó hír {handler.path}"))


def _door(name: str, url: str) -> Door:
    if name in bombs.SITEMAPS:
        return SitemapDoor(kind="sitemap", url=url)
    if name in bombs.POSTS:
        return WordPressDoor(kind="wordpress", url=url)
    if name in bombs.LISTINGS:
        return ListingDoor(kind="listing", url=url)
    return FeedDoor(kind="feed", url=url)


@pytest.fixture(scope="module")
def crawl() -> Iterator[dict[str, Any]]:
    """One crawl of all bombs together, and of a fine site beside them."""
    sites = {**bombs.SITES, "fine": _fine}
    with HostileSites(sites) as server:
        homes = {name: f"http://{name}.localhost:{server.port}/" for name in sites}
        sources = [
            source_at(home, _door(name, f"{home}door"), id=name) for name, home in homes.items()
        ]
        yield crawl_of(sources, seconds=3)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="measured on Linux only")
def test_the_whole_program_stays_within_its_memory(crawl: dict[str, Any]):
    print(f"at most {crawl['peak'] / 1e6:.0f} MB")
    assert 50_000_000 < crawl["peak"] < BOUND


def test_a_fine_site_is_read_whole_beside_all_the_bombs(crawl: dict[str, Any]):
    assert (crawl["reports"]["fine"]["articles"], crawl["reports"]["fine"]["problem"]) == (2, None)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_what_unpacks_to_more_than_an_answer_may_be_is_refused(crawl: dict[str, Any], name: str):
    assert crawl["reports"][name]["dropped"] == {"answer too large": 3}


@pytest.mark.parametrize("name", sorted(bombs.SITES))
def test_every_bomb_gives_no_article_and_a_reason(crawl: dict[str, Any], name: str):
    report = crawl["reports"][name]
    assert report["articles"] == 0
    assert report["problem"]


def test_nothing_of_it_reaches_the_terminal(crawl: dict[str, Any]):
    assert "Traceback" not in crawl["stderr"]
    assert "MemoryError" not in crawl["stderr"]
