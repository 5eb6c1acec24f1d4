"""How sources fare by a real archive: what is read of it, noted, and told by the command."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from typer.testing import CliRunner

from aggregator.archive.doors import PROPOSED, keep_discovery
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import trouble
from aggregator.archive.sources import keep_reports
from aggregator.archive.troubles import newest_troubles
from aggregator.cli import app
from aggregator.conditions import conditions
from aggregator.config import Config
from aggregator.findings import findings
from aggregator.publishing.troubles import known_troubles, note_troubles, troubles_feed
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, SOURCES, kept, published

BLOCKED = {"doors": {"https://portal.example.hu/feed": "http 403"}, "problem": "feed: http 403"}
CONFIG = Config(language="en")


def crawled(archive, source="portal", day=0.0, **told: Any) -> None:
    with archive.write() as connection:
        keep_reports(connection, [CrawlReport(source, MONDAY + day * DAY, **told)])


def articles(archive, day: float, *days: str | None, source="portal") -> None:
    """Take in an article of each of these days, or without one."""
    found = [
        kept(source=source, path=f"h/{day}/{n}", published=told and published(told))
        for n, told in enumerate(days)
    ]
    ArchiveMemory(archive).keep(found, MONDAY + day * DAY)


def fares(archive, id="portal", day=0.0, sources=SOURCES):
    with archive.read() as connection:
        return conditions(connection, sources, MONDAY + day * DAY)[id]


def weekly(count: int, until: str = "2021-06-07") -> list[str]:
    last = published(until).at.date()
    return [str(last - n * timedelta(days=7)) for n in range(count)]


def test_a_source_without_a_crawl_is_new_whatever_was_imported(archive):
    articles(archive, 0, "2021-06-04")
    assert fares(archive).kind == "new"


def test_the_newest_crawls_count(archive):
    for day in range(40):
        crawled(archive, day=day, **BLOCKED)
    assert fares(archive, day=40).kind == "blocked"
    crawled(archive, day=41)
    assert fares(archive, day=41).kind == "well"


def test_a_rhythm_is_told_by_dates_and_by_what_was_first_seen(archive):
    articles(archive, 0, *weekly(20))
    crawled(archive, day=80)
    assert fares(archive, day=80).kind == "unusually quiet"
    articles(archive, 78, None)
    assert fares(archive, day=80).kind == "well"


def test_what_was_there_at_the_first_crawl_without_a_date_is_no_news(archive):
    articles(archive, 80, *weekly(20), None, None)
    crawled(archive, day=80)
    assert fares(archive, day=80).kind == "unusually quiet"


def test_dates_that_vanish_are_noticed_after_a_few_articles(archive):
    articles(archive, 0, *weekly(30))
    crawled(archive, day=9)
    for day in (1, 4):
        articles(archive, day, None)
        assert fares(archive, day=9).kind == "well"
    articles(archive, 9, None)
    told = fares(archive, day=9)
    assert (told.kind, told.since) == ("lost a field", MONDAY + DAY)
    assert "klaszterhirek try https://portal.example.hu/h/9/0;" in str(told.advice)


def test_old_pages_without_dates_that_one_crawl_brings_are_no_loss(archive):
    articles(archive, 0, *weekly(20), *[None] * 20)
    articles(archive, 1, None)
    crawled(archive, day=1)
    assert fares(archive, day=1).kind == "well"


def test_what_came_together_with_what_has_a_date_is_no_loss(archive):
    articles(archive, 0, *weekly(20))
    articles(archive, 1, "2021-06-07", None)
    articles(archive, 2, None)
    articles(archive, 3, None)
    crawled(archive, day=3)
    assert fares(archive, day=3).kind == "well"


def test_how_a_source_fares_does_not_depend_on_others(archive):
    articles(archive, 0, *weekly(20))
    crawled(archive, day=80)
    crawled(archive, "member", day=80, **BLOCKED)
    alone = {one.id: fares(archive, one.id, 80, [one]) for one in SOURCES}
    assert [one.kind for one in alone.values()] == ["unusually quiet", "blocked", "new"]
    for day in range(78, 81):
        crawled(archive, "press", day, problem="x: timeout", doors={"x": "timeout"})
        articles(archive, day, "2021-08-20", None, source="press")
    together = {one.id: fares(archive, one.id, 80) for one in SOURCES}
    assert together["press"].kind == "down"
    assert {**together, "press": alone["press"]} == alone


# Noted


def troubles(archive):
    with archive.read() as connection:
        rows = newest_troubles(connection)
    return [(row["source"], row["kind"], row["until"] is not None) for row in rows]


def noted(archive, day, sources=SOURCES):
    note_troubles(archive, sources, CONFIG, MONDAY + day * DAY)
    return troubles(archive)


def test_a_trouble_keeps_its_entry_while_it_lasts_and_its_words(archive):
    crawled(archive, **BLOCKED)
    assert noted(archive, 0) == [("portal", "blocked", False)]
    crawled(archive, day=1, doors={"x": "http 401"}, problem="x: http 401")
    assert noted(archive, 1) == [("portal", "blocked", False)]
    known = known_troubles(archive, None, MONDAY)
    (entry,) = troubles_feed(archive, known, CONFIG).entries
    assert entry.title.endswith("since June 7, 2021: it answers with the error 403")
    assert "<p>ask its operator to let us in;" in entry.content_html


def test_an_entry_says_when_it_was_over_and_never_falls_back(archive):
    crawled(archive, **BLOCKED)
    noted(archive, 0)
    crawled(archive, day=1)
    assert noted(archive, 1) == [("portal", "blocked", False)]
    crawled(archive, day=1.5, **BLOCKED)
    assert noted(archive, 1.5) == [("portal", "blocked", False)]
    crawled(archive, day=2)
    noted(archive, 2)
    assert noted(archive, 3) == [("portal", "blocked", True)]
    (entry,) = troubles_feed(archive, known_troubles(archive, None, MONDAY), CONFIG).entries
    assert entry.updated == MONDAY + 2 * DAY
    crawled(archive, day=4, **BLOCKED)
    assert noted(archive, 4) == [("portal", "blocked", False), ("portal", "blocked", True)]


def test_the_feed_is_made_again_only_when_something_is_new(archive):
    def edition(day):
        note_troubles(archive, SOURCES, CONFIG, MONDAY + day * DAY)
        return known_troubles(archive, None, MONDAY).edition

    crawled(archive)
    before = edition(0)
    crawled(archive, day=1, **BLOCKED)
    assert edition(1) == edition(2) == before + 1


def test_what_is_wrong_with_a_source_that_is_no_more_is_over(archive):
    crawled(archive, **BLOCKED)
    noted(archive, 0)
    noted(archive, 1, [MEMBER])
    assert noted(archive, 2, [MEMBER]) == [("portal", "blocked", True)]


def test_troubles_of_older_programs_end_with_the_first_run(archive):
    crawled(archive, **BLOCKED)
    with archive.write() as connection:
        old = {"uid": "urn:x", "source": "portal", "problem": "feed: http 403", "since": MONDAY}
        connection.execute(insert(trouble).values(**old))
    assert noted(archive, 1) == [("portal", "blocked", False), ("portal", None, True)]
    with archive.read() as connection:
        assert connection.scalar(select(trouble.c.until).where(trouble.c.kind.is_(None)))


# Told


@pytest.fixture
def health(file_archive, tmp_path):
    """What ``health`` says of three sources, line by line, and its exit code."""
    (tmp_path / "sources").mkdir()
    for one in SOURCES:
        lines = (f'{name} = "{getattr(one, name)}"\n' for name in ("name", "organisation", "home"))
        (tmp_path / "sources" / f"{one.id}.toml").write_text("".join(lines))
    given = ["--archive", f"sqlite:///{tmp_path / 'archive.sqlite'}"]
    given += ["--sources", str(tmp_path / "sources")]

    def run(*words):
        done = CliRunner().invoke(app, ["health", *given, *words])
        return done.stdout, done.exit_code

    return run


def test_health_says_why_and_what_to_do_and_exits_with_1(file_archive, health):
    crawled(file_archive, **BLOCKED)
    crawled(file_archive, "member")
    told, code = health()
    assert told.splitlines() == [
        "portal: blocked: it has not let us in since June 7, 2021: it answers with the error 403",
        "    ask its operator to let us in; https://portal.example.hu/ tells whom to write to",
        "3 sources: 1 blocked, 1 new, 1 well",
    ]
    assert code == 1
    records = json.loads(health("--format", "json")[0])
    assert [(one["source"], one["condition"], one["look"]) for one in records] == [
        ("portal", "blocked", True),
        ("press", "new", False),
        ("member", "well", False),
    ]


def test_what_may_pass_is_shown_and_exits_with_0(file_archive, health):
    crawled(file_archive, doors={"x": "timeout"}, problem="x: timeout")
    told, code = health()
    assert told.startswith("portal: passing: it could not be read the last time")
    assert code == 0


def test_a_page_that_steers_terminals_steers_none(file_archive, health):
    hostile = "3 of its links are spam, such as “\x1b[2J\nportal: well”"
    crawled(file_archive, **BLOCKED)
    with file_archive.write() as connection:
        keep_discovery(connection, "portal", "hacked", hostile, [], {}, MONDAY)
    told, _ = health()
    assert "\x1b" not in told
    assert len(told.splitlines()) == 3


def test_a_door_that_is_proposed_is_told_with_the_command_that_takes_it(file_archive):
    crawled(file_archive, doors={"x": "http 404"}, problem="x: http 404")
    door = FeedDoor(kind="feed", url="https://portal.example.hu/rss")
    with file_archive.write() as connection:
        keep_discovery(connection, "portal", PROPOSED, "3 articles", [(door, "x")], {}, MONDAY)
    (one,) = findings(file_archive, [PORTAL], MONDAY)
    assert "klaszterhirek add --accept portal takes it" in one["advice"]
