from dataclasses import replace

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import (
    article_counts,
    histories,
    keep_reports,
    keep_sources,
    last_reports,
)
from aggregator.due import LATEST, History
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import (
    DAY,
    MONDAY,
    PORTAL,
    SOURCES,
    contents,
    kept,
    published,
)

REPORT = CrawlReport(
    source="portal",
    began=MONDAY,
    articles=3,
    unchanged=4,
    missing=1,
    owed=2,
    dropped={"foreign address": 5, "no-text": 1},
    problem="https://portal.example.hu/feed/: http 500",
)


def keep(archive, *reports):
    with archive.write() as connection:
        keep_reports(connection, reports)


def test_a_source_is_kept_as_its_file_describes_it(archive):
    full = PORTAL.model_copy(update={"aliases": ("regi.example.hu",), "full_text": True})
    with archive.write() as connection:
        keep_sources(connection, [full])
    row = next(row for row in contents(archive)["source"] if row["id"] == "portal")
    assert row == {
        "id": "portal",
        "name": "Hálózati Portál",
        "organisation": "Hálózati Portál Kft.",
        "home": "https://portal.example.hu/",
        "sector": None,
        "country": "hu",
        "full_text": True,
        "hosts": ["portal.example.hu", "regi.example.hu"],
        "since": None,
    }


def test_a_renamed_source_is_the_same_source(archive):
    ArchiveMemory(archive).keep([kept()], MONDAY)
    with archive.write() as connection:
        keep_sources(connection, [PORTAL.model_copy(update={"name": "Új Portál"})])
    rows = contents(archive)
    names = {row["id"]: row["name"] for row in rows["source"]}
    assert names["portal"] == "Új Portál"
    assert len(names) == len(SOURCES)
    assert len(rows["article"]) == 1


def test_a_source_whose_file_is_gone_stays_with_its_articles(archive):
    before = contents(archive)["source"]
    with archive.write() as connection:
        keep_sources(connection, [])
    assert contents(archive)["source"] == before


def test_keeping_sources_twice_changes_nothing(archive):
    before = contents(archive)
    with archive.write() as connection:
        keep_sources(connection, SOURCES)
    assert contents(archive) == before


def test_a_report_is_kept_whole(archive):
    keep(archive, REPORT)
    with archive.read() as connection:
        row = last_reports(connection)["portal"]
    names = CrawlReport.__slots__
    assert {name: getattr(row, name) for name in names} == {
        name: getattr(REPORT, name) for name in names
    }


def test_the_last_report_of_each_source_is_told(archive):
    healed = replace(REPORT, began=MONDAY + DAY, problem=None)
    keep(archive, REPORT, replace(REPORT, source="member"))
    keep(archive, healed)
    with archive.read() as connection:
        told = last_reports(connection)
    assert {name: row.problem for name, row in told.items()} == {
        "portal": None,
        "member": REPORT.problem,
    }


def test_no_reports_are_no_rows(archive):
    keep(archive)
    with archive.read() as connection:
        assert last_reports(connection) == {}


def test_articles_are_counted_by_source(archive):
    findings = [kept(path="1"), kept(path="2"), kept(source="press")]
    ArchiveMemory(archive).keep(findings, MONDAY)
    with archive.read() as connection:
        assert article_counts(connection) == {"portal": 2, "press": 1}


# What tells when a source is to be crawled next.


def history(archive, source="portal"):
    with archive.read() as connection:
        return histories(connection)[source]


def test_failures_are_counted_since_the_last_good_crawl(archive):
    good = replace(REPORT, problem=None)
    for one in (REPORT, good, REPORT, REPORT, replace(good, source="member")):
        keep(archive, one)
    keep(archive, replace(REPORT, source="press", began=MONDAY + DAY))
    assert history(archive).failures == 2
    assert history(archive, "member").failures == 0
    assert history(archive, "press") == History(MONDAY + DAY, failures=1, owed=2)


def test_a_source_never_crawled_has_no_history(archive):
    with archive.read() as connection:
        assert histories(connection) == {}


def test_the_latest_articles_are_told_by_their_dates(archive):
    days = [f"2021-05-{day:02}" for day in range(1, LATEST + 5)]
    dated = [kept(path=day, published=published(day)) for day in days]
    other = kept(source="press", published=published("2021-06-01"))
    ArchiveMemory(archive).keep([*dated, other], MONDAY)
    keep(archive, REPORT)
    assert set(history(archive).latest) == {published(day).at for day in days[-LATEST:]}


def test_an_undated_article_counts_from_when_it_was_seen_but_not_those_seen_first(archive):
    memory = ArchiveMemory(archive)
    memory.keep([kept(path="1"), kept(path="2")], MONDAY)
    memory.keep([kept(path="3")], MONDAY + DAY)
    keep(archive, REPORT)
    assert history(archive).latest == (MONDAY + DAY,)


def test_a_date_that_runs_ahead_counts_from_when_it_was_seen(archive):
    ArchiveMemory(archive).keep([kept(published=published("2021-08-01"))], MONDAY)
    keep(archive, REPORT)
    assert history(archive).latest == (MONDAY,)
