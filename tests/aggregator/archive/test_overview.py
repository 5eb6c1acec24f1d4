"""Numbers of an archive, the same on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.overview import months_of, overview
from aggregator.archive.sources import histories, keep_reports, last_read, latest_articles
from aggregator.config import Config
from aggregator.forgetting import forget
from aggregator.group import group
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import DAY, MONDAY, kept, published
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT, release, yearly


def told(archive, *findings):
    ArchiveMemory(archive).keep(findings, MONDAY)
    group(archive, None, MONDAY)
    with archive.read() as connection:
        return overview(connection)


def test_an_empty_archive_has_nothing_but_its_sources(archive):
    numbers = told(archive)
    assert (numbers.articles, numbers.stories, numbers.events, numbers.undated) == (0, 0, 0, 0)
    assert numbers.sources == 3
    assert numbers.since is None
    assert numbers.months == numbers.languages == numbers.pairs == {}


def test_articles_stories_and_who_carries_whom_are_counted(archive):
    numbers = told(archive, RELEASE, REPRINT, QUOTATION, OTHER)
    assert (numbers.articles, numbers.stories) == (4, 2)
    assert (numbers.reprints, numbers.quotations) == (1, 1)
    assert numbers.pairs == {("press", "portal"): 1}
    assert numbers.since == MONDAY
    assert numbers.languages == {"hu": 4}
    june = date(2021, 6, 1)
    assert numbers.months == {"portal": {june: 1}, "press": {june: 2}, "member": {june: 1}}


def test_what_a_source_says_twice_is_carried_of_nobody(archive):
    twice = release(path="hirek/ujra", title="Ismét: mérőlabor", published=published("2021-06-05"))
    numbers = told(archive, RELEASE, twice)
    assert numbers.articles == 2
    assert numbers.pairs == {}


def test_an_event_that_many_tell_of_counts_once(archive):
    invitation = yearly("VII.", 2021, "június 9-én", "Dombalján")
    one, other = (release(id, invitation, "nap", "Beszállítói nap") for id in ("portal", "press"))
    assert told(archive, one).events == 1
    assert told(archive, one, other).events == 1


def test_a_month_is_that_in_budapest(archive):
    late = published("2021-05-31T23:30")
    early = published("2021-06-01T00:30")
    winter = published("2020-12-01T00:30")
    ArchiveMemory(archive).keep(
        [kept(path=f"h/{n}", published=one) for n, one in enumerate((late, early, winter, None))],
        MONDAY,
    )
    with archive.read() as connection:
        counts = {date(2021, 5, 1): 1, date(2021, 6, 1): 1, date(2020, 12, 1): 1, None: 1}
        assert months_of(connection) == {"portal": counts}
        assert overview(connection).undated == 1


def test_what_was_forgotten_does_not_count(archive, tmp_path):
    told(archive, RELEASE, OTHER)
    forget(archive, Config(output=tmp_path), RELEASE.url, MONDAY + DAY)
    with archive.read() as connection:
        numbers = overview(connection)
        assert (numbers.articles, numbers.stories, numbers.events) == (1, 1, 0)
        assert months_of(connection) == {"press": {date(2021, 6, 1): 1}}


def test_the_last_reading_without_a_problem_is_known_of_each_source(archive):
    reports = [
        CrawlReport("portal", MONDAY),
        CrawlReport("portal", MONDAY + DAY),
        CrawlReport("portal", MONDAY + 2 * DAY, problem="timeout"),
        CrawlReport("press", MONDAY, problem="timeout"),
    ]
    with archive.write() as connection:
        keep_reports(connection, reports)
    with archive.read() as connection:
        assert last_read(connection) == {"portal": MONDAY + DAY}
        assert last_read(connection, "press") == {}


def test_the_history_of_one_source_is_that_among_all(archive):
    told(archive, RELEASE, REPRINT, OTHER)
    reports = [CrawlReport(id, MONDAY, problem="x") for id in ("portal", "press")]
    with archive.write() as connection:
        keep_reports(connection, reports)
    with archive.read() as connection:
        every, latest = histories(connection), latest_articles(connection)
        for id in ("portal", "press", "member"):
            assert histories(connection, id).get(id) == every.get(id)
            assert histories(connection, id, latest).get(id) == every.get(id)
            assert latest_articles(connection, id).get(id) == latest.get(id)
        assert latest["portal"] == (datetime(2021, 6, 3, 22, tzinfo=UTC),)
