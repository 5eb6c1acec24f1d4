"""Feeds of what a query finds, run by run."""

from dataclasses import replace

import pytest

from aggregator.config import Config, Search
from aggregator.editing import join
from scrapers.memory import Missing
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL
from tests.aggregator.archive.releases import CREDITED, LABORATORY, OTHER, RELEASE, REPRINT, release
from tests.aggregator.publishing.newsroom import ADDRESS, Audience, Newsroom, files, short

LABOR, TITLE = "search-labor", RELEASE.article.title
QUERY = Search(name="labor", title="Laborok", query="mérőlabor*")


def searching(room: Newsroom, *feeds: Search) -> Newsroom:
    return Newsroom(room.archive, room.config.model_copy(update={"feed": feeds}))


@pytest.fixture
def labor(room):
    return searching(room, QUERY)


def edited(finding, **values):
    return replace(finding, article=replace(finding.article, **values))


def test_what_a_query_finds_is_in_its_feed_with_the_id_it_has_elsewhere(labor):
    audience = Audience(labor, LABOR)
    assert audience.run(RELEASE, OTHER).new == [TITLE]
    assert labor.ids(LABOR).items() < labor.ids().items()


def test_a_story_is_found_by_any_article_of_it_and_is_there_once(labor):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE, REPRINT)
    assert labor.titles(LABOR) == [TITLE]


def test_what_is_found_no_longer_leaves_and_does_not_come_back(labor):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE, OTHER)
    away = edited(RELEASE, title="Más", text="Egészen más szöveg.")
    assert audience.run(away, day=1).gone == [TITLE]
    assert audience.run(RELEASE, day=2).new == []
    assert labor.titles(LABOR) == []


def test_what_is_gone_leaves_and_what_is_merged_leaves_the_older_one(labor):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE, OTHER)
    join(labor.archive, ADDRESS, RELEASE.url, OTHER.url, MONDAY + DAY)
    audience.publish(day=1)
    assert len(labor.items(LABOR)) == 1
    for day in (2, 3):
        labor.keep(Missing("portal", RELEASE.key), day=day)
        labor.group(day)
        audience.publish(day=day)
    assert TITLE not in labor.titles(LABOR)


def test_days_that_count_from_today_move_with_the_days(room):
    week = searching(room, Search(name="het", title="A hét", query="hír from:7d"))
    audience = Audience(week, "search-het")
    assert audience.run(short(1, "2021-06-04"), short(2, "2021-05-28")).new == ["Hír 1"]
    assert audience.publish(day=3).gone == []
    assert audience.publish(day=9).gone == ["Hír 1"]
    assert audience.publish(day=0).new == []


HOSTILE = [
    '"', '""', "(", ")(", "OR OR", "-", "--", "*", "?*", "%_", "\\", "NEAR(a b)", "sector:",
    "from:9999-99-99", "to:0000-00-00", "from:99999999999999999999d", ":", "::::", 'title:"',
    "'; DROP TABLE story; --", "a" * 5_000, "a " * 5_000, "-mérőlabor", "ﷺ", "🏭", "{a: b}", "^a",
    "a AND NOT b", "language:xx", "event:", "credit:nobody", "kind:?", "source:nobody",
]  # fmt: skip


def test_no_query_stops_a_run_and_twice_is_the_same(room):
    feeds = tuple(
        Search(name=f"q-{n}", title="Egy", query=query) for n, query in enumerate(HOSTILE)
    )
    hostile = searching(room, *feeds)
    audience = Audience(hostile)
    assert sorted(audience.run(RELEASE, OTHER).new) == sorted([TITLE, OTHER.article.title])
    for n in range(len(HOSTILE)):
        assert len(hostile.items(f"search-q-{n}")) <= 2
    before = files(hostile.config.output)
    assert hostile.publish() == ()
    assert audience.run(day=1).new == []
    assert before.keys() == files(hostile.config.output).keys()


@pytest.mark.parametrize("query", ['"mérőlabor', "nem-létező-szó", "kind:call labor"])
def test_a_query_that_finds_other_things_on_both_databases(room_of_both, query):
    room = searching(room_of_both, Search(name="q", title="Q", query=query))
    room.run(RELEASE, OTHER)
    assert len(room.items("search-q")) == (1 if query.startswith('"') else 0)


def test_a_search_removed_from_the_configuration_has_no_files_and_is_the_same_when_it_is_back(
    labor, room
):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE, OTHER)
    with_it = files(labor.config.output)
    room.publish()
    assert not any(name.startswith(LABOR) for name in files(room.config.output))
    labor.publish()
    assert files(labor.config.output) == with_it
    assert audience.publish().new == []


def test_another_query_under_the_same_name_is_the_same_feed(labor, room):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE, OTHER)
    other = searching(room, QUERY.model_copy(update={"query": "hűtőház*"}))
    other.publish(day=1)
    told = audience.poll()
    assert (told.new, told.gone) == ([OTHER.article.title], [TITLE])


def test_a_search_that_begins_later_has_what_there_was(room, labor):
    room.run(RELEASE, OTHER)
    labor.publish(day=1)
    assert labor.titles(LABOR) == [TITLE]


def test_more_than_fits_is_the_newest_and_what_leaves_the_window_stays_out(room):
    all_of_them = searching(room, Search(name="hir", title="Hír", query="hír"))
    audience = Audience(all_of_them, "search-hir")
    news = [short(n, f"2021-06-04T{n // 60:02}:{n % 60:02}") for n in range(210)]
    audience.run(*news)
    assert len(all_of_them.items("search-hir")) == 200
    more = [short(n, f"2021-06-05T{n // 60:02}:{n % 60:02}") for n in range(300, 320)]
    assert len(audience.run(*more, day=1).new) == 20
    for day in (2, 3):
        missing = [Missing("portal", one.key) for one in more]
        all_of_them.keep(*missing, day=day)
    all_of_them.group(3)
    assert audience.publish(day=3).new == []


def test_a_described_source_is_found_by_its_sector_and_no_longer_when_it_has_another(room):
    energy = searching(room, Search(name="en", title="Energia", query="sector:energia"))
    energy.know(PORTAL.model_copy(update={"sector": "energia"}))
    audience = Audience(energy, "search-en")
    assert audience.run(RELEASE, OTHER).new == [TITLE]
    energy.know(PORTAL.model_copy(update={"sector": "faipar"}), day=1)
    assert audience.publish(day=1).gone == [TITLE]


def test_an_edit_reaches_the_feed_of_a_search(labor):
    audience = Audience(labor, LABOR)
    audience.run(RELEASE)
    audience.run(edited(RELEASE, title="Mérőlabor, más néven"), day=1)
    audience.run(release("press", CREDITED, title="Labort kapunk"), day=2)
    (item,) = labor.items(LABOR)
    assert item["title"] == "Mérőlabor, más néven"
    assert len(item["_klaszterhirek"]["reprints"]) == 1
    assert LABORATORY[:20] in item["summary"]


def test_a_name_that_is_no_file_name_is_refused():
    for name in ("../a", "A", "a b", "", "a.", "é"):
        with pytest.raises(ValueError, match="name"):
            Config(feed=[{"name": name, "title": "a", "query": "a"}])
