from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article as article_table
from aggregator.archive.sources import (
    article_counts,
    histories,
    keep_reports,
    keep_sources,
    last_reports,
    latest_articles,
)
from aggregator.due import LATEST, History
from scrapers.report import CrawlReport
from tests.aggregator.archive.emptying import make_empty
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


# When the latest articles of each source came

HOUR = timedelta(hours=1)
hours = st.integers(-30, 30)
articles = st.tuples(
    st.sampled_from(["portal", "member"]),
    # at no minute at which anything is first seen: which of two goes first is nobody's choice
    st.none() | hours.map(lambda at: MONDAY + at * HOUR + HOUR / 2),
    hours.map(lambda at: MONDAY + at * HOUR),
)


def latest_of(told):
    """The latest of these articles of one source, each with its date and when it was first seen."""
    begun = min(seen for _, seen in told)
    moments = [(published or seen, seen) for published, seen in told if published or seen != begun]
    return sorted(min(one) for one in sorted(moments, reverse=True)[:LATEST])


@pytest.fixture
def row(archive):
    """What an article is in the archive, but for its source, its key and its moments."""
    ArchiveMemory(archive).keep([kept()], MONDAY)
    (row,) = contents(archive)["article"]
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
    return {name: value for name, value in row.items() if name != "id"}


def same_article(one):
    source, published, seen = one
    return (source, published or seen)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(told=st.lists(articles, max_size=40, unique_by=same_article))
def test_the_latest_articles_are_those_dated_last_or_seen_last(archive, row, told):
    rows = [
        {**row, "source": source, "key": str(at), "published_at": published, "first_seen": seen}
        for at, (source, published, seen) in enumerate(told)
    ]
    with archive.write() as connection:
        connection.execute(article_table.delete())
        if rows:
            connection.execute(insert(article_table), rows)
    of = {id: [one[1:] for one in told if one[0] == id] for id in ("portal", "member")}
    expected = {id: latest_of(some) for id, some in of.items() if some and latest_of(some)}
    with archive.read() as connection:
        every = latest_articles(connection)
        each = {id: latest_articles(connection, id) for id in of}
    assert {id: sorted(moments) for id, moments in every.items()} == expected
    assert each == {id: {id: every[id]} if id in every else {} for id in of}
