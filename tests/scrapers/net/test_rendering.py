"""Pages made by scripts, in a real Chromium: good ones are read, bad ones cost themselves only."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from scrapers.net.browser import missing
from tests import hostile, scripted
from tests.hostile import HostileSites
from tests.scrapers.crawling import crawled

ALL = {**hostile.SITES, **scripted.SITES, **scripted.HELPING}
needs_browser = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@pytest.fixture(scope="module")
def crawl() -> Iterator[dict[str, Any]]:
    """One crawl of all scripted sites, with what was asked of them, over UDP too."""
    with HostileSites(ALL) as sites, socket.socket(type=socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", sites.port))
        udp.setblocking(False)
        names = [*scripted.SITES]
        told = crawled(sites.port, names, browser=names, patience=18)
        yield {**told, "requests": list(sites.requests), "udp": udp}


def asked(crawl: dict[str, Any], site: str) -> set[str]:
    return {path for host, path in crawl["requests"] if host == site}


@needs_browser
def test_a_list_and_articles_that_scripts_make_are_read(crawl: dict[str, Any]) -> None:
    titles = {f["title"] for f in crawl["findings"] if f["source"] == "scripted" and f["title"]}
    assert titles == {"Cikk /a", "Cikk /b"}
    assert crawl["reports"]["scripted"]["problem"] is None


@needs_browser
def test_another_hosts_data_is_had_if_its_robots_txt_allows_it(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["elsewhere"]["articles"] == 2
    assert asked(crawl, "data") == {"/robots.txt", "/news.json"}


@needs_browser
def test_parts_from_private_addresses_are_refused_and_counted(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["private"] == {
        "articles": 2,
        "owed": 0,
        "dropped": {"part of a page: private address refused": 2},
        "problem": None,
    }


@needs_browser
def test_redirections_to_private_addresses_are_refused(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["redirects"] == {
        "articles": 1,
        "owed": 0,
        "dropped": {
            "part of a page: private address refused": 1,
            "private address refused": 1,
        },
        "problem": None,
    }


@needs_browser
def test_robots_txt_forbids_pages_and_their_parts(crawl: dict[str, Any]) -> None:
    assert asked(crawl, "robots") == {"/robots.txt", "/", "/news.json", "/a"}
    assert crawl["reports"]["robots"]["dropped"] == {
        "forbidden by robots.txt": 1,
        "part of a page: forbidden by robots.txt": 1,
    }


@needs_browser
@pytest.mark.parametrize("site", ["endless", "greedy"])
def test_a_script_without_an_end_costs_its_own_page_only(crawl: dict[str, Any], site: str) -> None:
    report = crawl["reports"][site]
    assert (report["articles"], report["owed"], report["problem"]) == (1, 1, None)
    (owed,) = [f for f in crawl["findings"] if f["source"] == site and f["kind"] == "Owed"]
    assert owed["reason"] in ("timeout", "page breaks the browser")


@needs_browser
def test_a_page_that_a_script_blows_up_is_too_large(crawl: dict[str, Any]) -> None:
    report = crawl["reports"]["huge"]
    assert (report["articles"], report["dropped"]) == (1, {"answer too large": 1})


@needs_browser
def test_nothing_but_what_was_let_through_leaves_the_browser(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["leaks"]["articles"] == 2
    assert asked(crawl, "out") == {"/robots.txt", "/script"}
    assert asked(crawl, "leaks") == {"/robots.txt", "/", "/news.json", "/a", "/b"}
    with pytest.raises(BlockingIOError):
        crawl["udp"].recv(1)


@needs_browser
def test_a_page_asks_a_host_for_two_parts_at_a_time(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["crowded"]["articles"] == 2
    assert len(scripted.AT_ONCE) == 8
    assert max(scripted.AT_ONCE) == 2


@needs_browser
def test_a_chromium_that_does_not_start_is_one_line() -> None:
    with HostileSites(ALL) as sites:
        told = crawled(
            *(sites.port, ["scripted"]),
            browser=["scripted"],
            environment={"KLASZTERHIREK_CHROMIUM": "/bin/false"},
        )
    assert told["reports"]["scripted"]["problem"] == (
        f"http://scripted.localhost:{sites.port}/: Chromium does not start: exitCode=1, signal=null"
    )
    assert told["stderr"] == ""


def test_without_a_browser_the_source_says_so_and_the_others_go_on() -> None:
    with HostileSites(ALL) as sites:
        told = crawled(
            *(sites.port, ["scripted", "fine"]),
            browser=["scripted"],
            environment={"KLASZTERHIREK_CHROMIUM": "none"},
        )
    assert told["reports"]["scripted"]["problem"].startswith("needs a browser: ")
    assert told["reports"]["fine"]["articles"] == 2
    assert {host for host, _ in sites.requests} == {"fine"}
