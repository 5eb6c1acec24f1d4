"""Hubs are told of feeds that changed; operators of what is wrong with sources."""

import json

import pytest

from aggregator.archive.sources import keep_reports
from aggregator.publishing.output import NOTES
from aggregator.publishing.troubles import note_troubles
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES
from tests.aggregator.publishing.newsroom import ADDRESS, short
from tests.feeds.hub import hub, status


def topics(running):
    return [form["hub.url"][0] for _, form, _ in running.asked]


def owed(room):
    return json.loads((room.config.output / NOTES).read_text())["owed"]


def test_a_hub_hears_once_of_each_feed_whose_bytes_changed(room):
    with hub(status(204)) as running:
        room.run(short(1))
        room.publish(hub=running.url)
        assert f"{ADDRESS}feed.rss" in topics(running)
        assert len(topics(running)) == len(set(topics(running)))
        running.asked.clear()
        room.publish(hub=running.url)
        assert topics(running) == []
        room.keep(short(2), day=1)
        room.group(1)
        room.publish(1, hub=running.url)
        told = set(topics(running))
    assert {f"{ADDRESS}feed.rss", f"{ADDRESS}feed.atom", f"{ADDRESS}source-portal.json"} <= told
    assert [one for one in told if "press" in one or one.endswith((".html", ".ics"))] == []


def test_what_a_hub_does_not_take_is_owed_to_it(room):
    with hub(status(410)) as running:
        room.run(short(1))
        assert "feed.rss" in room.publish(hub=running.url)
        assert "feed.atom" in owed(room)
    with hub(status(204)) as running:
        room.publish(hub=running.url)
        assert f"{ADDRESS}feed.atom" in topics(running)
    assert owed(room) == []


def test_a_hub_hears_of_what_a_run_wrote_that_was_killed_before_it_noted_so(room):
    with hub(status(204)) as running:
        room.run(short(1))
        room.publish(hub=running.url)
        noted = (room.config.output / NOTES).read_bytes()
        room.keep(short(2), day=1)
        room.group(1)
        room.publish(1, hub=running.url)
        (room.config.output / NOTES).write_bytes(noted)
        running.asked.clear()
        assert room.publish(1, hub=running.url) == ()
        told = set(topics(running))
    assert {f"{ADDRESS}feed.rss", f"{ADDRESS}source-portal.json"} <= told
    assert [one for one in told if "press" in one] == []


def test_without_a_hub_nothing_is_owed_and_no_feed_names_one(room):
    room.run(short(1))
    assert owed(room) == []
    assert "hub" not in (room.config.output / "feed.atom").read_text()


def test_feeds_name_their_hub(room):
    with hub(status(204)) as running:
        room.publish(hub=running.url)
        assert f'href="{running.url}" rel="hub"' in (room.config.output / "feed.atom").read_text()


# What is wrong with sources


@pytest.fixture
def crawl(room):
    """A crawl that found something wrong with the door of a source, or nothing; then a publish."""

    def crawl(day, **wrong):
        now = MONDAY + day * DAY
        with room.archive.write() as connection:
            reports = [
                CrawlReport(id, now, doors={"x": name} if name else {}, problem=name)
                for id, name in wrong.items()
            ]
            keep_reports(connection, reports)
        note_troubles(room.archive, SOURCES, room.config, now)
        room.publish(day)
        return room.titles("problems")

    return crawl


REFUSED = "Hálózati Portál: nem enged be (a hiba kezdete: 2021. június 8.): hibával válaszol: 403"


def test_a_problem_is_told_once_from_when_it_began(room, crawl):
    assert crawl(0, portal=None, press=None) == []
    assert crawl(1, portal="http 403", press=None) == [REFUSED]
    (before,) = room.items("problems")
    assert before["date_published"] == "2021-06-08T07:30:00+02:00"
    assert "kérje meg az üzemeltetőjét" in before["content_html"]
    crawl(2, portal="http 403", press="http 404")
    first, second = room.titles("problems")
    assert first.startswith("Dombvidéki Hírmondó: az oldalai válaszolnak")
    assert second == REFUSED
    assert room.items("problems")[1] == before


def test_a_problem_that_may_pass_is_told_when_it_has_not(room, crawl):
    assert crawl(1, portal="http 503") == crawl(2, portal="http 503") == []
    assert len(crawl(3, portal="http 503")) == 1


def test_what_is_over_says_so_and_what_comes_again_is_another(room, crawl):
    crawl(1, portal="http 403")
    first = room.ids("problems")
    assert crawl(2, portal=None) == [REFUSED]
    assert crawl(3, portal=None) == [f"{REFUSED} (elmúlt)"]
    again = REFUSED.replace("június 8.", "június 11.")
    assert crawl(4, portal="http 403") == [again, f"{REFUSED} (elmúlt)"]
    ids = room.ids("problems")
    assert ids[f"{REFUSED} (elmúlt)"] == first[REFUSED]
    assert len(set(ids.values())) == 2


def test_readers_of_the_site_are_not_pointed_to_the_feed_of_problems(room, crawl):
    crawl(1, portal="http 403")
    assert (room.config.output / "problems.html").exists()
    assert "problems" not in (room.config.output / "feeds.html").read_text(encoding="utf-8")
