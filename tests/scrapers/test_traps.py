"""Traps over real HTTP on loopback: what never ends is left by budget, and the report says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from scrapers.looking import DEEPEST
from scrapers.plan import PAGES
from scrapers.source import FeedDoor, SitemapDoor
from tests.hostile import HostileSites, article, feed
from tests.scrapers.crawling import crawl_of, source_at

SURPLUS = 50


def _endless_feed(handler: Any) -> None:
    """A paged feed each of whose pages names another one (RFC 5005), for ever."""
    page = int(handler.path.partition("page=")[2] or 1)
    if not handler.path.startswith("/door"):
        handler.send(200, article("Hír"))
        return
    older = f'<link rel="next" href="/door?page={page + 1}" xmlns="http://www.w3.org/2005/Atom"/>'
    body = feed(f"/{page}").replace(b"<title>t</title>", f"<title>t</title>{older}".encode())
    handler.send(200, body, "application/rss+xml")


def _endless_index(handler: Any) -> None:
    """A sitemap index of itself under ever new names."""
    depth = handler.path.count("x")
    parts = "".join(f"<sitemap><loc>/door{'x' * (depth + 1)}{n}</loc></sitemap>" for n in range(5))
    handler.send(200, f"<sitemapindex>{parts}</sitemapindex>".encode(), "application/xml")


def _calendar(handler: Any) -> None:
    """More links than a run may follow."""
    if handler.path == "/door":
        paths = (f"/naptar?nap={n}" for n in range(PAGES + SURPLUS))
        handler.send(200, feed(*paths), "application/rss+xml")
    else:
        handler.send(404, b"")


SITES = {"feed": _endless_feed, "index": _endless_index, "calendar": _calendar}


@pytest.fixture(scope="module")
def crawl() -> Iterator[dict[str, Any]]:
    with HostileSites(SITES, robots=()) as sites:
        homes = {name: f"http://{name}.localhost:{sites.port}/" for name in SITES}
        sources = [
            source_at(
                home,
                SitemapDoor(kind="sitemap", url=f"{home}door")
                if name == "index"
                else FeedDoor(kind="feed", url=f"{home}door"),
                id=name,
            )
            for name, home in homes.items()
        ]
        yield {**crawl_of(sources), "requests": sites.requests}


def asked(crawl: dict[str, Any], host: str) -> list[str]:
    return [path for name, path in crawl["requests"] if name == host and path != "/robots.txt"]


@pytest.mark.parametrize("host", ["feed", "index"])
def test_a_door_without_end_is_left_after_so_many_pages(crawl: dict[str, Any], host: str):
    doors = [path for path in asked(crawl, host) if path.startswith("/door")]
    assert len(doors) == 1 + DEEPEST
    assert crawl["reports"][host]["dropped"]["older pages left out"] >= 1


def test_what_was_found_on_the_way_is_kept(crawl: dict[str, Any]):
    assert crawl["reports"]["feed"]["articles"] == 1 + DEEPEST


def test_more_pages_than_a_run_may_ask_for_wait_and_are_counted(crawl: dict[str, Any]):
    assert len(asked(crawl, "calendar")) == 1 + PAGES
    report = crawl["reports"]["calendar"]
    assert report["owed"] == SURPLUS
    assert report["dropped"]["pages over the limit of a run"] == SURPLUS
