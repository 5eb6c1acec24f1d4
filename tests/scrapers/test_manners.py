"""Manners over real HTTP on loopback: what a site's operator would see of a crawl."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from scrapers.net.robots import LARGEST
from scrapers.source import FeedDoor, ListingDoor
from tests.hostile import HostileSites, Visit, article, feed
from tests.scrapers.crawling import crawl_of, crawled, source_at

Site = Callable[[Any], None]
GAP = 0.5


def _feed_of(*paths: str, robots: bytes | None = None) -> Site:
    """A site whose feed shows these paths, each an article."""

    def site(handler: Any) -> None:
        if handler.path == "/robots.txt":
            handler.send(200, robots or b"", "text/plain")
        elif handler.path == "/feed":
            handler.send(200, feed(*paths), "application/rss+xml")
        else:
            handler.send(200, article(f"Hír {handler.path}"))

    return site


def _robots_answer(answer: Site) -> Site:
    def site(handler: Any) -> None:
        if handler.path == "/robots.txt":
            answer(handler)
        else:
            _feed_of("/a")(handler)

    return site


def _status(status: int) -> Site:
    return _robots_answer(lambda handler: handler.send(status, b"User-agent: *\nDisallow: /"))


def _robots_elsewhere(handler: Any) -> None:
    """Five steps to the rules, the last of them on another host (RFC 9309, 2.3.1.2)."""
    port = handler.server.server_port
    steps = {"/robots.txt": "/1", "/1": "/2", "/2": "/3", "/3": "/4"}
    if handler.path in steps:
        handler.send(301, b"", Location=steps[handler.path])
    elif handler.path == "/4":
        handler.send(301, b"", Location=f"http://rules.localhost:{port}/rules.txt")
    else:
        _feed_of("/a", "/private/b")(handler)


def _rules(handler: Any) -> None:
    handler.send(200, b"User-agent: *\nDisallow: /private/", "text/plain")


def _once_busy(status: int) -> Site:
    """A site that asks for two seconds of rest at its first article."""
    asked: list[str] = []

    def site(handler: Any) -> None:
        if handler.path == "/a" and not asked:
            asked.append(handler.path)
            handler.send(status, b"", Retry_After="2")
        else:
            _feed_of("/a")(handler)

    return site


def _noindex(handler: Any) -> None:
    """Four articles of which one may be taken, behind a feed that is not to be indexed itself."""
    if handler.path == "/feed":
        body = feed("/header", "/element", "/other-bot", "/ours")
        handler.send(200, body, "application/rss+xml", X_Robots_Tag="noindex, follow")
    elif handler.path == "/header":
        handler.send(200, article("Fejléc"), X_Robots_Tag="noarchive, noindex")
    elif handler.path == "/other-bot":
        handler.send(200, article("Másé"), X_Robots_Tag="otherbot: noindex")
    else:
        name = "robots" if handler.path == "/element" else "klaszterhirek"
        element = f'<head><meta name="{name}" content="none">'.encode()
        handler.send(200, article("Elem").replace(b"<head>", element))


def _nofollow(handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed("/a"), "application/rss+xml", X_Robots_Tag="none")
    else:
        handler.send(200, article("Hír"))


def _listing(content: str) -> Site:
    def site(handler: Any) -> None:
        if handler.path == "/hirek":
            head = f'<head><meta name="robots" content="{content}"></head>'
            handler.send(200, f"{head}<h2><a href=/a>Hír</a></h2>".encode())
        else:
            handler.send(200, article("Hír"))

    return site


LONG = b"# a comment of fifty letters, and then another one\n"
NEAR, FAR = (LONG * (size // len(LONG)) for size in (500 * 1024, LARGEST + 2 * len(LONG)))
FORBIDS = b"User-agent: *\nDisallow: /"
SITES: dict[str, Site] = {
    "plain": _feed_of("/a", "/b", "/c"),
    **{f"robots-{status}": _status(status) for status in (204, 401, 403, 404, 410, 429, 500, 503)},
    "robots-lost": _robots_answer(lambda handler: setattr(handler, "close_connection", True)),
    "robots-round": _robots_answer(lambda handler: handler.send(302, b"", Location="/robots.txt?")),
    "elsewhere": _robots_elsewhere,
    "rules": _rules,
    "by-name": _feed_of(
        "/a", "/b", robots=b"User-agent: *\nDisallow: /\n\nUser-agent: Klaszterhirek\nDisallow: /b"
    ),
    "by-contact": _feed_of("/a", robots=b"User-agent: tests\nDisallow: /"),
    "long": _feed_of("/a", robots=NEAR + FORBIDS),
    "longer": _feed_of("/a", robots=FAR + FORBIDS),
    "slow": _feed_of("/a", "/b", robots=b"User-agent: *\nCrawl-delay: 2"),
    "busy-429": _once_busy(429),
    "busy-503": _once_busy(503),
    "noindex": _noindex,
    "nofollow": _nofollow,
}
LISTINGS = {"listing": _listing("noindex, follow"), "listing-closed": _listing("nofollow")}


@pytest.fixture(scope="module")
def crawl() -> Iterator[dict[str, Any]]:
    """One crawl of all these sites, with what was asked of them."""
    every = SITES | LISTINGS
    with HostileSites(every, robots=SITES) as sites:
        told = crawled(sites.port, [host for host in SITES if host != "rules"])
        listings = [
            source_at(home, ListingDoor(kind="listing", url=f"{home}hirek", links="h2 a"), id=host)
            for host in LISTINGS
            for home in [f"http://{host}.localhost:{sites.port}/"]
        ]
        more = crawl_of(listings)
        told["reports"] |= more["reports"]
        yield {**told, "port": sites.port, "visits": list(sites.visits)}


def asked(crawl: dict[str, Any], host: str) -> list[str]:
    return [visit.path for visit in crawl["visits"] if visit.host == host]


def starts(crawl: dict[str, Any], host: str, *paths: str) -> list[float]:
    return [v.at for v in crawl["visits"] if v.host == host and (not paths or v.path in paths)]


# Who we are.


def test_every_request_names_the_program_its_version_and_whom_to_write_to(crawl: dict[str, Any]):
    agents = {visit.headers["User-Agent"] for visit in crawl["visits"]}
    assert len(agents) == 1
    assert re.fullmatch(r"klaszterhirek/\d+(\.\d+)* \(\+tests\)", agents.pop())


def test_no_request_carries_a_cookie_or_tells_where_it_comes_from(crawl: dict[str, Any]):
    names = {name.lower() for visit in crawl["visits"] for name in visit.headers}
    assert not names & {"cookie", "referer"}


# robots.txt.


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410])
def test_where_there_is_no_robots_txt_everything_may_be_asked_for(
    crawl: dict[str, Any], status: int
):
    assert crawl["reports"][f"robots-{status}"]["articles"] == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_had_nothing_may_be_asked_for(
    crawl: dict[str, Any], status: int
):
    assert set(asked(crawl, f"robots-{status}")) == {"/robots.txt"}
    assert crawl["reports"][f"robots-{status}"]["problem"].endswith(f"robots.txt: http {status}")


@pytest.mark.parametrize("host", ["robots-lost", "robots-round"])
def test_where_robots_txt_does_not_answer_or_leads_round_nothing_may_be_asked_for(
    crawl: dict[str, Any], host: str
):
    assert all(path.startswith("/robots.txt") for path in asked(crawl, host))
    assert crawl["reports"][host]["problem"]


def test_only_what_was_read_is_remembered(crawl: dict[str, Any]):
    told = dict(
        finding["robots"].split()
        for finding in crawl["findings"]
        if finding["kind"] == "RobotsSeen"
    )
    bodies = {netloc.split(".")[0]: int(size) for netloc, size in told.items()}
    assert {bodies[f"robots-{status}"] for status in (401, 403, 404, 410)} == {0}
    assert bodies["longer"] == LARGEST
    missing = {"robots-429", "robots-500", "robots-503", "robots-lost", "robots-round"}
    assert not bodies.keys() & missing


def test_the_rules_are_followed_over_five_redirections_to_another_host(crawl: dict[str, Any]):
    report = crawl["reports"]["elsewhere"]
    assert (report["articles"], report["dropped"]) == (1, {"forbidden by robots.txt": 1})
    assert "/private/b" not in asked(crawl, "elsewhere")
    assert asked(crawl, "rules") == ["/rules.txt"]


def test_rules_for_the_program_count_before_those_for_all(crawl: dict[str, Any]):
    report = crawl["reports"]["by-name"]
    assert (report["articles"], report["dropped"]) == (1, {"forbidden by robots.txt": 1})


def test_a_word_in_the_contact_is_no_name_of_the_program(crawl: dict[str, Any]):
    assert crawl["reports"]["by-contact"]["articles"] == 1


def test_rules_within_500_kibibytes_count_and_those_behind_the_limit_do_not(crawl: dict[str, Any]):
    assert asked(crawl, "long") == ["/robots.txt"]
    assert crawl["reports"]["longer"]["articles"] == 1


# How fast.


def test_a_crawl_delay_is_kept(crawl: dict[str, Any]):
    assert crawl["reports"]["slow"]["articles"] == 2
    # four seconds, less what a busy machine took to hear the first of them
    first, _, last = starts(crawl, "slow", "/feed", "/a", "/b")
    assert last - first >= 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_rest_gets_it_and_is_then_asked_again(
    crawl: dict[str, Any], status: int
):
    first, second = starts(crawl, f"busy-{status}", "/a")
    assert second - first >= 1.9
    assert crawl["reports"][f"busy-{status}"]["articles"] == 1


@pytest.fixture(scope="module")
def shared() -> Iterator[list[Visit]]:
    """What a host sees on which four sources live."""

    def site(handler: Any) -> None:
        handler.wait(0.4)
        folder = handler.path.rsplit("/", 1)[0]
        if handler.path.endswith("/feed"):
            handler.send(200, feed(f"{folder}/a", f"{folder}/b"), "application/rss+xml")
        else:
            handler.send(200, article(f"Hír {handler.path}"))

    with HostileSites({"shared": site}, robots=()) as sites:
        homes = {name: f"http://shared.localhost:{sites.port}/{name}/" for name in "pqrs"}
        sources = [
            source_at(home, FeedDoor(kind="feed", url=f"{home}feed"), id=name)
            for name, home in homes.items()
        ]
        told = crawl_of(sources, gap=GAP)
        assert [told["reports"][name]["articles"] for name in "pqrs"] == [2, 2, 2, 2]
        yield sites.visits


def test_a_host_sees_two_requests_at_once_whatever_the_number_of_its_sources(shared: list[Visit]):
    assert max(visit.under_way for visit in shared) <= 2


def test_a_host_sees_the_gap_between_all_its_sources_requests(shared: list[Visit]):
    assert len(shared) >= 4 * 3
    # a little less: the server may have heard the first late. Without gaps it were less than half
    moments = [visit.at for visit in shared]
    assert moments[-1] - moments[0] > (len(moments) - 1) * GAP * 0.75


# noindex and nofollow.


def test_an_article_that_says_noindex_is_not_taken(crawl: dict[str, Any]):
    report = crawl["reports"]["noindex"]
    assert (report["articles"], report["dropped"]) == (1, {"noindex": 3})
    titles = [f["title"] for f in crawl["findings"] if f["source"] == "noindex" and f["title"]]
    assert titles == ["Másé"]


def test_a_door_that_says_noindex_is_read_for_its_links(crawl: dict[str, Any]):
    assert crawl["reports"]["listing"]["articles"] == 1


@pytest.mark.parametrize("host", ["nofollow", "listing-closed"])
def test_a_door_that_says_nofollow_shows_nothing(crawl: dict[str, Any], host: str):
    assert crawl["reports"][host]["problem"].endswith(": nofollow")
    assert "/a" not in asked(crawl, host)
