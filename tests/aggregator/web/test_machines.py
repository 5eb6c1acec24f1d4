"""What programs ask for: robots, the map of the site, health and measures; and their turns."""

from collections import deque
from itertools import count
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request
from starlette.testclient import TestClient

from aggregator.archive.sources import keep_reports
from aggregator.editing import join
from aggregator.web import robots, turns
from aggregator.web.app import ROUTES, application
from aggregator.web.service import Service
from aggregator.web.turns import BURST, PAUSE, Turns
from scrapers.memory import Missing
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import MONDAY
from tests.aggregator.archive.releases import OTHER, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import short
from tests.aggregator.web.conftest import NOW, SOURCES, served

ADDRESS = "https://example.org/hirek/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_robots_leave_alone_what_costs_much(serve, address):
    client = serve(address=address)
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    told = RobotFileParser()
    told.parse(answer.text.splitlines())
    root = "/hirek" if address else ""
    for path in (
        "/search?q=x",
        "/search.rss",
        "/en/search?q=x",
        "/api/v1/search",
        "/metrics",
        "/en/api/",
    ):
        assert not told.can_fetch("bot", root + path), path
    for path in ("/", "/events", "/story/1", "/en/", "/feed.rss", "/sources"):
        assert told.can_fetch("bot", root + path), path
    base = address or "http://127.0.0.1:8000/"
    assert told.site_maps() == [f"{base}sitemap.xml"]


def locations(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    return [str(one.text) for one in etree.fromstring(answer.content).iter(f"{SITEMAP}loc")]


def mapped(client):
    """Every page of the map, by the paths of its parts."""
    parts = locations(client, "/sitemap.xml")
    return [one for part in parts for one in locations(client, urlsplit(part).path)]


@pytest.mark.parametrize("part", [3, 10_000])
def test_the_map_has_every_story_that_is_told_once_and_its_pages_are_there(room, monkeypatch, part):
    monkeypatch.setattr(robots, "PART", part)
    client = served(room, address=ADDRESS)
    room.run(RELEASE, REPRINT, OTHER, *(short(n) for n in range(5)))
    join(room.archive, None, RELEASE.url, OTHER.url, MONDAY)
    gone = short(3)
    for day in (1, 2):
        room.run(Missing(gone.source, gone.key), day=day)
    found = mapped(client)
    assert len(found) == len(set(found))
    assert all(one.startswith(ADDRESS) for one in found)
    stories = [one for one in found if "/story/" in one]
    assert len(stories) == len(room.titles()) == 5
    routes = {one.path.split("{")[0] for one in ROUTES} | {"/story/"}
    for one in found:
        path = urlsplit(one).path.removeprefix("/hirek")
        if f"{path.rpartition('/')[0]}/" == "/story/" or path not in routes:
            continue  # tested where it is made
        assert client.get(path).status_code == 200, one


def test_there_are_no_parts_beyond_the_last(room, client):
    room.run(short(1))
    assert client.get("/sitemap-1.xml").status_code == 404


@pytest.mark.parametrize("part", ["9" * 20, "9" * 5_000, "-1", "00", "x"])
def test_what_is_no_number_is_no_part_however_long(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


@pytest.mark.parametrize(
    "host", ["a&b.example", "a.example:80&amp;", "<b>", 'a"b', "a b", "x" * 300]
)
def test_a_map_is_well_formed_whatever_host_was_asked(client, host):
    for path in ("/sitemap.xml", "/sitemap-0.xml"):
        etree.fromstring(client.get(path, headers={"Host": host}).content)
    assert client.get("/robots.txt", headers={"Host": host}).text.count("\n") < 10


def test_a_map_is_well_formed_whatever_the_folder(room):
    client = served(room, address="https://example.org/a&b/")
    assert mapped(client)[0] == "https://example.org/a&b/"


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/robots.txt", "/sitemap.xml"])
def test_what_is_for_machines_has_one_address(client, path):
    assert client.get(path).status_code == 200
    assert client.get(f"/en{path}").status_code == 404


# Measures


def measures(client):
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.headers["cache-control"] == "no-store"
    return {
        (one.name, *sorted(one.labels.values())): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_measures_count_what_is_there_and_what_was_asked(room, client):
    room.run(RELEASE, REPRINT, OTHER)
    client.get("/")
    client.get("/en/")
    client.get("/nothing")
    client.get("/?kind=x")
    told = measures(client)
    assert told["klaszterhirek_articles",] == 3
    assert told["klaszterhirek_stories",] == 2
    assert told["klaszterhirek_request_seconds_count", "/", "2xx"] == 2
    assert told["klaszterhirek_request_seconds_count", "/", "4xx"] == 1
    assert told["klaszterhirek_request_seconds_count", "/{name}", "4xx"] == 1


def test_how_each_source_fares_is_a_measure(room, client):
    told = ["http 403", None]
    with room.archive.write() as connection:
        keep_reports(
            connection,
            [
                CrawlReport(source, NOW, doors={"x": why} if why else {}, problem=why)
                for source, why in zip(("portal", "member"), told, strict=True)
            ],
        )
    measured = {one for one in measures(client).items() if one[0][0].startswith("klaszterhirek_so")}
    fared = {(*names, value) for (name, *names), value in measured if "condition" in name}
    assert fared == {("blocked", "portal", 1), ("member", "well", 1), ("new", "press", 1)}
    looks = {(*names, value) for (name, *names), value in measured if "look" in name}
    assert looks == {("portal", 1), ("member", 0), ("press", 0)}


def test_no_address_makes_a_measure_of_its_own(client):
    before = len(measures(client))
    client.get("/a/b/c")
    for n in range(20):
        client.get(f"/x/{n}/y")
        client.get(f"/nobody{n}")
    assert len(measures(client)) <= before + 40


# Turns


@pytest.fixture
def hasty(room):
    app = application(Service(room.archive, room.config, SOURCES, lambda: NOW))
    now = [0.0]
    app.state.turns = Turns(lambda: now[0])

    def asking(address):
        return TestClient(app, client=(address, 1), follow_redirects=False)

    return asking, now


def test_who_asks_too_often_is_told_when_he_may_again_and_others_are_not(hasty):
    asking, now = hasty
    first = asking("192.0.2.1")
    answers = [first.get("/search?q=x").status_code for _ in range(BURST + 5)]
    assert answers == [200] * BURST + [429] * 5
    late = first.get("/search.csv?q=x")
    assert late.status_code == 429
    assert late.headers["content-security-policy"]
    assert first.get("/").status_code == 200
    assert asking("192.0.2.2").get("/search?q=x").status_code == 200
    now[0] += int(late.headers["retry-after"])
    assert first.get("/search?q=x").status_code == 200


def test_a_subscriber_s_network_is_one_and_two_are_two(hasty):
    asking, _ = hasty
    for n in range(BURST):
        assert asking(f"2001:db8:0:1::{n:x}").get("/search?q=x").status_code == 200
    assert asking("2001:db8:0:1:ffff::1").get("/search?q=x").status_code == 429
    assert asking("2001:db8:0:2::1").get("/search?q=x").status_code == 200


def client_of(host):
    return turns._client(Request({"type": "http", "client": (host, 1), "headers": []}))


def test_an_address_of_the_old_kind_is_itself_however_it_is_written():
    assert client_of("::ffff:192.0.2.1") == client_of("192.0.2.1") != client_of("::ffff:192.0.2.2")


@given(st.one_of(st.text(max_size=20), st.ip_addresses().map(str)))
def test_any_client_is_somebody(host):
    assert isinstance(client_of(host), str)


@given(st.lists(st.floats(0, 20), min_size=1, max_size=200))
def test_nobody_is_let_through_more_often_than_he_may(pauses):
    now = [0.0]
    asked, let = Turns(lambda: now[0]), deque[float]()
    for pause in pauses:
        now[0] += pause if pause > 15 else pause / 100
        waits = asked.wait("somebody")
        assert 0 <= waits <= PAUSE
        if not waits:
            let.append(now[0])
    for start, began in enumerate(let):
        for number, ended in enumerate([*let][start:], 1):
            assert number <= BURST + (ended - began) / PAUSE + 1e-6


@given(st.lists(st.sampled_from("abc"), max_size=120))
def test_what_one_asks_costs_nobody_else_anything(clients):
    asked = Turns(lambda: 0.0)
    let = [one for one in clients if not asked.wait(one)]
    assert all(let.count(one) == min(clients.count(one), BURST) for one in "abc")


def test_no_more_is_remembered_than_was_said(monkeypatch):
    monkeypatch.setattr(turns, "_REMEMBERED", 50)
    asked = Turns(count().__next__)
    for n in range(1_000):
        asked.wait(str(n))
        assert len(asked._free_at) <= 50
