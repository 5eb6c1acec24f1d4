"""Sources whose doors one crawler asks for all, over real HTTP, run after run.

What that comes to is what a crawl of each source alone comes to: the same reports, and the same
rows in the archive, whatever a site has turned into since.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aggregator.archive.archive import open_archive
from scrapers.ahead import LARGEST
from scrapers.memory import COMMON
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor, ListingDoor, SitemapDoor, Source, WordPressDoor
from tests.aggregator.archive.findings import contents
from tests.aggregator.crawls import Crawls
from tests.hostile import ROBOTS, SITES, HostileSites, article, feed
from tests.scrapers.crawling import source_at

Site = Callable[[Any], None]
FIRST = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
"""Known pages are looked at again, and robots.txt is read again: after it they rest for a week."""
REMEMBERED, EXPIRED = SECOND + timedelta(hours=2), SECOND + timedelta(days=2)
"""Runs in which no page is due: robots.txt is still known in the one and not in the other."""
HOUR = timedelta(hours=1)
RSS = "application/rss+xml"
UNCERTAIN = {"attributes", "nested", "silent"}
"""Sites of which it hangs on the machine what is read, or how many pages are asked for."""


def steady(handler: Any) -> None:
    """A site in order: two articles, and a feed that validates nothing."""
    if handler.path == "/robots.txt":
        handler.send(404, b"")
    elif handler.path.startswith("/feed"):
        handler.send(200, feed("/old"), RSS)
    else:
        handler.send(200, article(f"Hír {handler.path}"))


class Town:
    """Sites that are ``steady`` until ``turned``, each into what its host name says."""

    def __init__(self, sites: Mapping[str, Site], robots: Collection[str] = ()) -> None:
        self._later, self.turned = sites, False
        every = {**dict.fromkeys(sites, self._answer), "annex": NEWS}
        self.served = HostileSites(every, robots=robots)

    def _answer(self, handler: Any) -> None:
        host = handler.headers["Host"].split(".")[0]
        (self._later[host] if self.turned else steady)(handler)

    def turn(self) -> None:
        """Turn them, and forget what has been asked of them."""
        self.turned = True
        self.served.visits.clear()

    def asked(self, host: str | None = None) -> list[str]:
        """The paths asked for at a host, or at all, in their order."""
        return [visit.path for visit in self.served.visits if host in (None, visit.host)]

    def address(self, host: str, path: str = "") -> str:
        """An address at a host."""
        return f"http://{host}.localhost:{self.served.port}/{path}"

    def source(self, host: str, *paths: str, id: str = "", **more: Any) -> Source:
        """The source at a host, with feeds at these paths, or at /feed."""
        addresses = [self.address(host, path) for path in paths or ("feed",)]
        feeds = [FeedDoor(kind="feed", url=address) for address in addresses]
        return source_at(self.address(host), *feeds, id=id or host, **more)


# Whatever a site turns into


def at_its_door(site: Site) -> Site:
    """A site whose feed answers as the pages of ``site`` do."""

    def answer(handler: Any) -> None:
        if handler.path == "/robots.txt":
            handler.send(404, b"")
        else:
            handler.path = "/a"
            site(handler)

    return answer


def door(status: int, body: bytes = b"", kind: str = RSS, **headers: str) -> Site:
    """A site that answers so at its feed, and is steady else."""

    def answer(handler: Any) -> None:
        if handler.path == "/feed":
            handler.send(status, body, kind, **headers)
        else:
            steady(handler)

    return answer


def elsewhere(path: str, host: str = "") -> Site:
    """A site whose feed has moved."""

    def answer(handler: Any) -> None:
        if handler.path == "/feed":
            port = handler.server.server_port
            there = f"http://{host}:{port}" if host else ""
            handler.send(301, b"", Location=f"{there}{path}")
        elif handler.path == "/feed/new":
            handler.send(200, feed("/old", "/new"), RSS)
        else:
            steady(handler)

    return answer


def robots(status: int, body: bytes = b"") -> Site:
    def answer(handler: Any) -> None:
        if handler.path == "/robots.txt":
            handler.send(status, body, "text/plain")
        else:
            door(200, feed("/old", "/new"))(handler)

    return answer


def every_other_time(first: Site, then: Site) -> Site:
    """A site whose feed answers one way and then the other."""
    count = [0]

    def answer(handler: Any) -> None:
        if handler.path == "/feed":
            count[0] += 1
            (first if count[0] % 2 else then)(handler)
        else:
            steady(handler)

    return answer


NEWS = door(200, feed("/new", "/old"))
LARGE = feed("/new", "/old").replace(b"<title>t", b"<title>" + b"t" * LARGEST)
LARGE_NEWS = door(200, LARGE)
FORBIDS = b"User-agent: *\nDisallow: /"
WITH_ROBOTS = {name: site for name, site in SITES.items() if name in ROBOTS}
TURNS: dict[str, Site] = {
    "steady": steady,
    "news": NEWS,
    **{name: site for name, site in SITES.items() if name not in UNCERTAIN | ROBOTS},
    **{
        f"door-{name}": at_its_door(SITES[name])
        for name in ("drips", "binary", "half", "huge", "bomb", "inside", "challenged", "silent")
    },
    **{f"door-{status}": door(status) for status in (200, 204, 304, 401, 403, 404, 410, 429, 500)},
    "empty": door(200, feed()),
    "edited": door(200, feed("/old").replace(b"<title>H", b"<title>h")),
    "large": LARGE_NEWS,
    "nofollow": door(200, feed("/new"), X_Robots_Tag="nofollow"),
    "waits": every_other_time(door(503, Retry_After="1"), NEWS),
    "flickers": every_other_time(door(500), NEWS),
    "flickers-and-rests": every_other_time(door(502), steady),
    "moved": elsewhere("/feed/new"),
    "moved-and-same": elsewhere("/feed/old"),
    "moved-to-another": elsewhere("/feed", "annex.localhost"),
    "moved-inside": elsewhere("/feed", "10.0.0.1"),
    "moved-out-of-http": elsewhere("file:///etc/passwd"),
    "leaves": door(301),
}
ROBOTS_TURN: dict[str, Site] = {
    **WITH_ROBOTS,
    **{f"robots-{status}": robots(status) for status in (200, 401, 404, 429, 500, 503)},
    "robots-all": robots(200, FORBIDS),
    "robots-feed": robots(200, b"User-agent: *\nDisallow: /feed"),
    "robots-news": robots(200, b"User-agent: *\nDisallow: /new"),
    "robots-large": robots(200, b"# a comment\n" * (COMMON // 12 + 1) + FORBIDS),
    "robots-lost": lambda handler: setattr(handler, "close_connection", True),
}  # fmt: skip


def rows(folder: Path) -> dict[str, list[str]]:
    """All that the archive of a folder says, in whatever order it was found."""
    with open_archive(f"sqlite:///{folder}/archive.sqlite") as archive:
        told = contents(archive)
    # which comes first of what is found at once is nobody's choice
    numbers = {"id", "article"}
    return {
        name: sorted(
            str({key: value for key, value in row.items() if key not in numbers}) for row in table
        )
        for name, table in told.items()
        if name not in ("document", "spelling")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, list[Source], Path]]:
    """The sites, turned, with their sources, and a folder with an archive from before that."""
    town, closed = Town(TURNS | ROBOTS_TURN, robots=ROBOTS_TURN), Town({"closed": steady})
    folder = tmp_path_factory.mktemp("before")
    with town.served:
        with closed.served, Crawls(folder) as crawls:
            sources = [*map(town.source, TURNS | ROBOTS_TURN), closed.source("closed")]
            crawls.crawl(folder, sources, FIRST)
            crawls.crawl(folder, sources, SECOND)
        town.turn()
        yield town, sources, folder


@pytest.fixture(scope="module", params=[REMEMBERED, EXPIRED], ids=["remembered", "expired"])
def ways(
    request: pytest.FixtureRequest,
    before: tuple[Town, list[Source], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What all of them come to, asked together, and each alone."""
    town, sources, archived = before
    if request.param == REMEMBERED:  # most of them do the same then
        sources = [source for source in sources if source.id not in SITES]
    told: dict[str, Any] = {"sources": [source.id for source in sources]}
    for way in ("together", "alone"):
        folder = tmp_path_factory.mktemp(way)
        # as a copy of files would have it only with the log beside it
        with (
            closing(sqlite3.connect(archived / "archive.sqlite")) as archive,
            closing(sqlite3.connect(folder / "archive.sqlite")) as copy,
        ):
            archive.backup(copy)
        town.turn()
        # what a host has asked for is remembered by the process
        with Crawls(folder) as crawls:
            done = crawls.crawl(folder, sources, request.param, alone=way == "alone", patience=4.0)
            requests = Counter((visit.host, visit.path) for visit in town.served.visits)
            told[way] = {
                **done,
                "rows": rows(folder),
                "requests": requests,
                "errors": crawls.errors,
            }
    return told


def test_all_of_them_were_resting(ways: dict[str, Any]):
    assert ways["together"]["resting"] == sorted(ways["sources"])


def test_asked_together_each_reports_what_it_reports_alone(ways: dict[str, Any]):
    assert ways["together"]["reports"] == ways["alone"]["reports"]


def test_asked_together_they_leave_in_the_archive_what_they_leave_alone(ways: dict[str, Any]):
    assert ways["together"]["rows"] == ways["alone"]["rows"]


def test_asked_together_no_address_is_asked_for_more_often_than_alone(ways: dict[str, Any]):
    more = ways["together"]["requests"] - ways["alone"]["requests"]
    # what is too large to be held meanwhile is asked for again
    assert {host for host, _ in more} <= {"large", "robots-large"}
    assert set(more.values()) <= {1}


def test_asked_together_nothing_reaches_the_terminal(ways: dict[str, Any]):
    assert ways["together"]["errors"] == ways["alone"]["errors"] == ""


# What is asked for


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    """One process for the tests below: each has sites of its own."""
    with Crawls(tmp_path_factory.mktemp("crawls")) as crawls:
        yield crawls


@contextmanager
def rested(
    crawls: Crawls,
    folder: Path,
    sites: Mapping[str, Site],
    *paths: str,
    robots: Collection[str] = (),
) -> Iterator[tuple[Town, list[Source]]]:
    """Sites that have turned, and their sources, of which nothing but the doors is to be asked."""
    town = Town(sites, robots)
    with town.served:
        sources = [town.source(host, *paths) for host in sites]
        crawls.crawl(folder, sources, FIRST)
        crawls.crawl(folder, sources, SECOND)
        town.turn()
        yield town, sources


def nothing(source: Source) -> dict[str, Any]:
    """The report of a source that had nothing to tell."""
    return {**asdict(CrawlReport(source.id, FIRST)), "began": None}


def validated(handler: Any) -> None:
    """A site whose lists say when they changed: feed, interface, sitemap and page."""
    told = {"ETag": '"1"', "Last_Modified": "Tue, 01 Sep 2026 05:00:00 GMT"}
    address = f"http://{handler.headers['Host']}/old"
    if "If-None-Match" in handler.headers:
        handler.send(304, b"", **told)
    elif handler.path == "/feed":
        handler.send(200, feed("/old"), RSS, **told)
    elif handler.path.startswith("/wp-json/"):
        handler.send(200, json.dumps([{"link": address}]).encode(), "application/json", **told)
    elif handler.path == "/sitemap.xml":
        body = f"<urlset><url><loc>{address}</loc></url></urlset>"
        handler.send(200, body.encode(), "application/xml", **told)
    elif handler.path == "/hirek":
        handler.send(200, b'<h2><a href="/old">Cikk</a></h2>', **told)
    else:
        handler.send(200, article(f"Cikk {handler.path}"))


def test_a_source_without_news_costs_a_conditional_request_for_each_door(
    crawls: Crawls, tmp_path: Path
):
    with HostileSites({"every-kind": validated, "validated": validated}) as served:
        home = f"http://every-kind.localhost:{served.port}/"
        every = (
            FeedDoor(kind="feed", url=f"{home}feed"),
            WordPressDoor(kind="wordpress", url=f"{home}wp-json/wp/v2/posts"),
            SitemapDoor(kind="sitemap", url=f"{home}sitemap.xml"),
            ListingDoor(kind="listing", url=f"{home}hirek", links="h2 a"),
        )
        other = f"http://validated.localhost:{served.port}/"
        sources = [
            source_at(home, *every, id="every-kind", languages=("de", "hu")),
            source_at(other, FeedDoor(kind="feed", url=f"{other}feed"), id="validated"),
        ]
        first = crawls.crawl(tmp_path, sources, FIRST)
        headers = {(v.host, v.path): dict(v.headers) for v in served.visits}
        crawls.crawl(tmp_path, sources, SECOND)
        served.visits.clear()
        again = crawls.crawl(tmp_path, sources, REMEMBERED)
    assert [first["reports"][one.id]["articles"] for one in sources] == [1, 1]
    assert again["reports"] == {one.id: nothing(one) for one in sources}
    asked = {(visit.host, visit.path): dict(visit.headers) for visit in served.visits}
    lists = {path.partition("?")[0] for host, path in asked if host == "every-kind"}
    assert lists == {"/feed", "/wp-json/wp/v2/posts", "/sitemap.xml", "/hirek"}
    assert len(served.visits) == len(asked) == 5
    conditional = {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Tue, 01 Sep 2026 05:00:00 GMT",
    }
    assert asked == {one: headers[one] | conditional for one in asked}


def test_a_door_that_validates_nothing_is_known_by_its_bytes(crawls: Crawls, tmp_path: Path):
    with rested(crawls, tmp_path, {"same-a": steady, "same-b": steady}) as (town, sources):
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
    assert told["reports"] == {one.id: nothing(one) for one in sources}
    assert sorted(town.asked()) == ["/feed", "/feed"]


def test_no_worker_is_begun_where_nothing_is_new(crawls: Crawls, tmp_path: Path):
    sites = {"idle-a": steady, "idle-b": NEWS}
    with rested(crawls, tmp_path, sites) as (town, sources), Crawls(tmp_path) as fresh:
        town.turned = False
        assert not fresh.crawl(tmp_path, sources, REMEMBERED)["workers"]
        town.turn()
        assert fresh.crawl(tmp_path, sources, REMEMBERED)["workers"]


def test_of_a_changed_door_the_answer_is_asked_for_once_and_its_news_is_read(
    crawls: Crawls, tmp_path: Path
):
    with rested(crawls, tmp_path, {"told": NEWS, "quiet": steady}) as (town, sources):
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
        assert (town.asked("told"), town.asked("quiet")) == (["/feed", "/new"], ["/feed"])
        assert told["reports"]["told"] == nothing(sources[0]) | {"articles": 1}
        town.turn()
        again = crawls.crawl(tmp_path, sources, REMEMBERED + HOUR)
        assert town.asked("told") == ["/feed"]
    assert again["reports"]["told"] == nothing(sources[0])


def test_of_two_doors_one_of_which_changed_each_is_asked_for_once(crawls: Crawls, tmp_path: Path):
    sites = {"one-of-two": NEWS, "two-of-two": steady}
    with rested(crawls, tmp_path, sites, "feed", "feed/2") as (town, sources):
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
        assert Counter(town.asked("one-of-two")) == Counter(["/feed", "/feed/2", "/new"])
        assert told["reports"]["one-of-two"] == nothing(sources[0]) | {"articles": 1}
        town.turn()
        crawls.crawl(tmp_path, sources, REMEMBERED + HOUR)
        assert sorted(town.asked("one-of-two")) == ["/feed", "/feed/2"]


def test_an_answer_too_large_to_be_held_is_asked_for_again_and_read(crawls: Crawls, tmp_path: Path):
    with rested(crawls, tmp_path, {"too-large": LARGE_NEWS, "small": steady}) as (town, sources):
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
    assert town.asked("too-large") == ["/feed", "/feed", "/new"]
    assert told["reports"]["too-large"] == nothing(sources[0]) | {"articles": 1}


def test_a_door_that_fails_is_asked_for_twice_and_no_more(crawls: Crawls, tmp_path: Path):
    sites = {"fails-500": door(500), "fails-429": door(429), "works": steady}
    with rested(crawls, tmp_path, sites) as (town, sources):
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
    for host, problem in (("fails-500", "http 500"), ("fails-429", "http 429")):
        assert town.asked(host) == ["/feed", "/feed"]
        assert told["reports"][host]["problem"] == f"{town.address(host, 'feed')}: {problem}"


@pytest.mark.parametrize("how", ["another selector", "another alias", "one door more"])
def test_a_source_whose_file_says_otherwise_is_read_anew(crawls: Crawls, tmp_path: Path, how: str):
    hosts = [f"{how.replace(' ', '-')}", f"{how.replace(' ', '-')}-same"]
    with HostileSites(dict.fromkeys(hosts, validated)) as served:
        homes = [f"http://{host}.localhost:{served.port}/" for host in hosts]
        doors = [ListingDoor(kind="listing", url=f"{home}hirek", links="h2 a") for home in homes]
        sources = [
            source_at(home, door, id=host)
            for host, home, door in zip(hosts, homes, doors, strict=True)
        ]
        for now in (FIRST, SECOND):
            crawls.crawl(tmp_path, sources, now)
        served.visits.clear()
        more = FeedDoor(kind="feed", url=f"{homes[0]}feed")
        changed = {
            "another selector": {"doors": (doors[0].model_copy(update={"links": "a"}),)},
            "another alias": {"aliases": ("regi.example.hu",)},
            "one door more": {"doors": (doors[0], more)},
        }
        sources[0] = sources[0].model_copy(update=changed[how])
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
        assert told["resting"] == sorted(hosts)  # by its pages
        visits = [visit for visit in served.visits if visit.host == hosts[0]]
        crawls.crawl(tmp_path, sources, REMEMBERED + HOUR)
    assert told["reports"] == {one.id: nothing(one) for one in sources}
    anew = "/feed" if how == "one door more" else "/hirek"
    assert {v.path for v in visits if "If-None-Match" not in v.headers} == {anew}
    assert len(visits) == len(sources[0].doors)
    assert all("If-None-Match" in v.headers for v in served.visits[-len(sources[0].doors) - 1 :])


def test_a_list_that_scripts_make_is_not_asked_for_ahead(crawls: Crawls, tmp_path: Path):
    with HostileSites(dict.fromkeys(["made", "written"], validated)) as served:
        homes = {host: f"http://{host}.localhost:{served.port}/" for host in ("made", "written")}
        sources = [
            source_at(home, ListingDoor(kind="listing", url=f"{home}hirek", links="h2 a"), id=host)
            for host, home in homes.items()
        ]
        for now in (FIRST, SECOND):
            crawls.crawl(tmp_path, sources, now)
        served.visits.clear()
        sources[0] = sources[0].model_copy(update={"browser": True})
        crawls.crawl(tmp_path, sources, REMEMBERED)
    conditional = [visit.host for visit in served.visits if "If-None-Match" in visit.headers]
    assert conditional == ["written"]  # what scripts make of it may differ all the same


# robots.txt


def test_a_host_of_several_sources_is_asked_for_its_rules_once_a_day(
    crawls: Crawls, tmp_path: Path
):
    town = Town({"shared": NEWS}, robots=["shared"])
    with town.served:
        sources = [town.source("shared", f"feed/{at}", id=f"shared-{at}") for at in range(3)]
        for now in (FIRST, SECOND):
            crawls.crawl(tmp_path, sources, now)
        for now, asked in ((EXPIRED, 1), (EXPIRED + HOUR, 0)):
            town.turn()
            told = crawls.crawl(tmp_path, sources, now)
            assert told["resting"] == sorted(one.id for one in sources)
            assert town.asked().count("/robots.txt") == asked
            assert {one["problem"] for one in told["reports"].values()} == {None}


def test_rules_just_read_are_known_before_they_are_kept(crawls: Crawls, tmp_path: Path):
    def late(handler: Any) -> None:
        handler.wait(0.3)  # while the other's rules wait to be kept
        NEWS(handler)

    with rested(crawls, tmp_path, {"early": NEWS, "late": late}) as (town, sources):
        told = crawls.crawl(tmp_path, sources, EXPIRED, sluggish=True)
        assert town.asked("early") == town.asked("late") == ["/robots.txt", "/feed", "/new"]
    assert {one["articles"] for one in told["reports"].values()} == {1}


def test_what_robots_txt_forbids_since_is_not_asked_for(crawls: Crawls, tmp_path: Path):
    sites = {"forbids": robots(200, FORBIDS), "allows": robots(200)}
    with rested(crawls, tmp_path, sites, robots=sites) as (town, sources):
        told = crawls.crawl(tmp_path, sources, EXPIRED)
        assert town.asked("forbids") == ["/robots.txt"]
        problem = f"{town.address('forbids', 'feed')}: forbidden by robots.txt"
        assert told["reports"]["forbids"]["problem"] == problem
        assert town.asked("allows") == ["/robots.txt", "/feed", "/new"]
        town.turn()
        crawls.crawl(tmp_path, sources, EXPIRED + HOUR)
        assert town.asked("forbids") == []


# Ends


def hangs(handler: Any) -> None:
    """A site that does not answer while anybody asks."""
    handler.wait(300)


def test_a_crawl_that_is_stopped_while_a_door_hangs_gives_it_up(crawls: Crawls, tmp_path: Path):
    with rested(crawls, tmp_path, {"hung": hangs, "idle": steady}) as (town, sources):
        kept = rows(tmp_path)
        told = crawls.crawl(tmp_path, sources, REMEMBERED, patience=300.0, stopped_after=1.5)
        assert town.asked("hung") == ["/feed"]
        assert told["reports"] == {"idle": nothing(sources[1])}  # so the other stays due
        assert rows(tmp_path) == kept
        town.turned = False
        again = crawls.crawl(tmp_path, sources, REMEMBERED + HOUR)
        assert again["reports"] == {one.id: nothing(one) for one in sources}
        assert crawls.errors == ""


def test_a_crawl_that_is_stopped_between_a_door_and_its_news_asks_for_no_more(
    crawls: Crawls, tmp_path: Path
):
    with rested(crawls, tmp_path, {"had-news": NEWS, "had-none": hangs}) as (town, sources):
        # while what is known of the source is being recalled
        told = crawls.crawl(
            tmp_path, sources, EXPIRED, patience=300.0, sluggish=True, stopped_after=0.8
        )
        assert "/new" not in town.asked()
        assert told["reports"] == {}


def test_an_archive_that_fails_ends_a_crawl_while_a_door_hangs(crawls: Crawls, tmp_path: Path):
    with rested(crawls, tmp_path, {"hung-on": hangs, "kept-not": steady}) as (town, sources):
        database = sqlite3.connect(tmp_path / "archive.sqlite")
        database.execute(
            "CREATE TRIGGER t BEFORE UPDATE ON robots BEGIN SELECT RAISE(ABORT, 'worn out'); END"
        )
        database.close()
        told = crawls.crawl(tmp_path, sources, EXPIRED, patience=300.0)
        assert told == {"error": f"ArchiveFailed: {tmp_path / 'archive.sqlite'}: worn out"}
        assert town.asked("hung-on") == ["/robots.txt", "/feed"]
        assert crawls.errors == ""


@pytest.mark.parametrize("how", ["broken installation", "no process"])
def test_without_a_parser_nothing_is_lost_and_all_is_said_at_once(
    crawls: Crawls, tmp_path: Path, how: str
):
    hosts = [f"{name}-{how}".replace(" ", "-") for name in ("unread", "unread-too", "unchanged")]
    sites = {hosts[0]: NEWS, hosts[1]: NEWS, hosts[2]: steady}
    with rested(crawls, tmp_path, sites) as (town, sources):
        kept = rows(tmp_path)
        broken = tmp_path / "broken"
        if how == "no process":
            # sockets of processes have a place there, and their names a length
            broken /= "-" * 120
            environment = {"TMPDIR": str(broken)}
        else:
            environment = {"PYTHONPATH": os.pathsep.join((str(broken), str(Path.cwd())))}
        broken.mkdir(parents=True)
        (broken / "trafilatura.py").write_text("raise ImportError('half of it is missing')")
        with Crawls(tmp_path, **environment) as ill:
            told = ill.crawl(tmp_path, sources, REMEMBERED)
            assert ill.errors == ""
        assert told.keys() == {"error"}
        assert told["error"].startswith("ParserUnavailable: the parser of pages cannot be started")
        assert rows(tmp_path) == kept
        assert "/new" not in town.asked()
        # and it is as if it had not been
        told = crawls.crawl(tmp_path, sources, REMEMBERED)
        assert [told["reports"][host]["articles"] for host in hosts] == [1, 1, 0]
