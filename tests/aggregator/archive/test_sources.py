from dataclasses import replace

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import article_counts, keep_reports, keep_sources, last_reports
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, contents, kept

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
