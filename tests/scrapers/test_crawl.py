"""Crawls over real HTTP on loopback: bad sites cost a line each, and the others finish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.hostile import SITES, HostileSites
from tests.scrapers.crawling import crawled


@pytest.fixture(scope="module")
def crawl() -> Iterator[dict[str, Any]]:
    """One crawl of all hostile sites together, with what was asked of them."""
    with HostileSites() as sites:
        told = crawled(sites.port, [*SITES, "closed"])
        yield {**told, "port": sites.port, "requests": list(sites.requests)}


PROBLEMS = {
    "fails": "http 500",
    "hangs": "robots.txt: timeout",
    "turns": "too many redirections",
    "torn-feed": "broken-xml",
    "no-feed": "not-a-feed",
    "entities": "entities",
    "challenges": "challenge page",
    "robots-fails": "robots.txt: host asks to be left alone",
    "robots-forbids": "forbidden by robots.txt",
    "busy": "host asks to be left alone",
}
DROPPED = {
    "pdf": "not-html",
    "binary": "binary",
    "huge": "answer too large",
    "bomb": "answer too large",
    "inside": "private address refused",
    "nested": "too-deep",
}
OWED = {
    "drips": {"timeout"},
    "half": {"answer broke off"},
    "challenged": {"challenge page"},
    "attributes": {"parser-timeout", "out-of-memory"},
}


def test_a_fine_site_is_read_whole_beside_all_the_others(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["fine"]["articles"] == 2
    assert crawl["reports"]["fine"]["problem"] is None


@pytest.mark.parametrize(("site", "problem"), PROBLEMS.items())
def test_a_bad_door_costs_one_clear_line(crawl: dict[str, Any], site: str, problem: str) -> None:
    port = crawl["port"]
    assert crawl["reports"][site]["problem"] == f"http://{site}.localhost:{port}/feed: {problem}"


@pytest.mark.parametrize(("site", "reason"), DROPPED.items())
def test_a_bad_page_is_counted_under_the_name_of_its_fault(
    crawl: dict[str, Any], site: str, reason: str
) -> None:
    assert crawl["reports"][site]["dropped"] == {reason: 1}
    assert crawl["reports"][site]["articles"] == 0
    assert crawl["reports"][site]["problem"] is None


@pytest.mark.parametrize(("site", "reasons"), OWED.items())
def test_a_page_that_may_be_had_tomorrow_is_owed(
    crawl: dict[str, Any], site: str, reasons: set[str]
) -> None:
    assert crawl["reports"][site]["owed"] == 1
    owed = [f for f in crawl["findings"] if f["kind"] == "Owed" and f["source"] == site]
    assert [finding["reason"] in reasons for finding in owed] == [True]


def test_what_has_no_date_yet_is_read_anew_at_its_next_look(crawl: dict[str, Any]) -> None:
    digests = {f["title"]: f["digest"] for f in crawl["findings"] if f["kind"] == "Kept"}
    assert digests["Jó hír /a"]
    assert digests["Dátum nélkül"] is None


def test_a_torn_feed_still_gives_what_stands_before_the_tear(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["torn-feed"]["articles"] >= 1


def test_a_torn_feed_is_asked_in_full_again(crawl: dict[str, Any]) -> None:
    doors = {f["source"]: f["digest"] for f in crawl["findings"] if f["kind"] == "DoorSeen"}
    assert doors["fine"]
    assert doors["torn-feed"] is None
    assert not doors.keys() & {"no-feed", "entities", "fails"}


def test_a_wrongly_declared_charset_is_seen_through(crawl: dict[str, Any]) -> None:
    titles = [f["title"] for f in crawl["findings"] if f["source"] == "miscoded" and f["title"]]
    assert titles == ["Erősítő fűtőmű"]


def test_links_with_other_schemes_are_never_followed(crawl: dict[str, Any]) -> None:
    assert crawl["reports"]["schemes"] == {
        "articles": 0,
        "owed": 0,
        "dropped": {"no address": 4},
        "problem": None,
    }


def test_a_source_whose_pages_do_not_answer_is_left_for_the_next_run(crawl: dict[str, Any]) -> None:
    report = crawl["reports"]["silent"]
    assert report["problem"] == "5 pages in a row did not answer: connection failed"
    assert report["owed"] == 30
    asked = {path for host, path in crawl["requests"] if host == "silent"}
    assert len(asked) < 15


def test_a_source_none_of_whose_pages_can_be_read_has_failed(crawl: dict[str, Any]) -> None:
    report = crawl["reports"]["unread"]
    assert report["problem"] == "none of 3 pages could be read (http 403: 3)"
    assert report["dropped"] == {"http 403": 3}


def test_a_page_that_leads_to_the_front_page_is_no_article(crawl: dict[str, Any]) -> None:
    report = crawl["reports"]["home"]
    assert (report["articles"], report["dropped"]) == (0, {"front page": 2})


def test_a_site_that_has_moved_away_says_where_to(crawl: dict[str, Any]) -> None:
    report = crawl["reports"]["foreign"]
    assert report["dropped"] == {"foreign address": 1}
    assert "foreign" not in {f["source"] for f in crawl["findings"] if f["kind"] == "DoorSeen"}
    assert report["problem"].endswith(
        "/feed: all its articles are on fine.localhost; if it is ours, add it to aliases"
    )


def test_a_feed_cannot_send_the_crawler_to_another_source(crawl: dict[str, Any]) -> None:
    kept = [f for f in crawl["findings"] if f["kind"] == "Kept" and f["source"] == "foreign"]
    assert kept == []


def test_where_robots_txt_fails_nothing_else_is_asked_for(crawl: dict[str, Any]) -> None:
    asked = {path for host, path in crawl["requests"] if host in ("robots-fails", "robots-forbids")}
    assert asked == {"/robots.txt"}


def test_no_traceback_reaches_the_terminal(crawl: dict[str, Any]) -> None:
    assert "Traceback" not in crawl["stderr"]


def test_loopback_is_refused_unless_it_is_allowed() -> None:
    with HostileSites() as sites:
        told = crawled(sites.port, ["fine"], allow="")
        address = f"http://fine.localhost:{sites.port}/feed"
        assert told["reports"]["fine"]["problem"].startswith(address)
        assert "private address refused" in told["reports"]["fine"]["problem"]
        assert sites.requests == []
