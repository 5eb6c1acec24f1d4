"""What the page of the archive at a glance tells."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from aggregator.archive.search import search
from aggregator.config import Config
from aggregator.web.app import application
from aggregator.web.service import Service
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, SOURCES
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.pages.reading import body, texts, tree
from tests.aggregator.publishing.newsroom import Newsroom, new_source, short

NOW = MONDAY + 3 * DAY
HOSTILE = '<script>alert(1)</script>"><img src=x>\u202eא'


@pytest.fixture
def room(file_archive, tmp_path):
    return Newsroom(file_archive, Config(output=tmp_path / "public", language="en"))


def client(room):
    return TestClient(application(Service(room.archive, room.config, SOURCES, clock=lambda: NOW)))


def page(room, path="/archive"):
    answer = client(room).get(path)
    assert answer.status_code == 200
    return tree(answer.content)


def table(root, section):
    """The rows of the table under a heading."""
    rows = root.xpath("//section[h2=$name]//table[last()]/tbody/tr", name=section)
    return [texts(row, "th|td") for row in rows]


def test_an_empty_archive_says_so(room):
    told = page(room)
    assert "There is no news yet." in body(told)
    assert texts(told, "//h2") == []
    assert dict(zip(texts(told, "//dt"), texts(told, "//dd"), strict=True))["Articles"] == "0"


def test_the_numbers_are_told_and_as_of_when(room):
    room.run(RELEASE, REPRINT, QUOTATION, OTHER)
    told = page(room)
    assert dict(zip(texts(told, "//dt"), texts(told, "//dd"), strict=True)) == {
        "Articles": "4",
        "Stories": "2",
        "Reprints": "1",
        "Quotations": "1",
        "Events and deadlines": "0",
        "Sources": "3",
    }
    assert "as of June 10, 2021 7:30 AM." in body(told)
    assert "The first article was taken in: June 7, 2021 7:30 AM." in body(told)


def test_articles_per_month_are_parted_by_sector_in_a_chart_and_a_table(room):
    room.know(PORTAL.model_copy(update={"sector": "ict"}),
              MEMBER.model_copy(update={"sector": "wood"}))  # fmt: skip
    room.run(short(1, "2021-05-20"), short(2, "2021-06-01"), short(3, "2021-06-02", "member"),
             short(4, "2021-06-02", "press"), short(5, None))  # fmt: skip
    told = page(room)
    rows = table(told, "Articles per month and sector")
    assert rows[:3] == [
        ["June 2021", "1", "1", "1", "3"],
        ["May 2021", "1", "–", "–", "1"],
        ["April 2021", "–", "–", "–", "0"],
    ]
    assert texts(told, "//*[@class='legend']/li") == ["ICT", "wood", "all others"]
    (title,) = texts(told, "//*[@class='bars']/*[local-name()='title']")
    assert title.endswith("May 2021: 1; June 2021: 3")
    assert "June 2021, wood: 1" in texts(told, "//*[local-name()='rect']/*[local-name()='title']")
    assert "1 article has no date and is not counted here." in body(told)


def test_years_and_languages_are_told_with_their_numbers(room):
    room.run(short(1, "2020-05-20"), short(2, "2021-06-01"), short(3, "2021-06-02", language="en"),
             short(4, "2021-06-02", language=None))  # fmt: skip
    told = page(room)
    assert [row[:2] for row in texts_of_measures(told, "Years")] == [["2021", "3"], ["2020", "1"]]
    assert [row[:2] for row in texts_of_measures(told, "Languages")] == [
        ["Hungarian", "2"],
        ["not known", "1"],
        ["English", "1"],
    ]


def texts_of_measures(root, section):
    rows = root.xpath("//section[h2=$name]//table[@class='measured']/tbody/tr", name=section)
    return [texts(row, "th|td") for row in rows]


def test_who_reprints_whom_leads_to_these_stories(room):
    room.run(RELEASE, REPRINT, QUOTATION, OTHER)
    told = page(room)
    (row,) = told.xpath("//table[contains(@class, 'matrix')]/tbody/tr")
    assert texts(row, "th") == ["Dombvidéki Hírmondó"]
    assert texts(row, "td") == ["1 – Dombvidéki Hírmondó ← Hálózati Portál"]
    (link,) = row.xpath("td/a/@href")
    (query,) = parse_qs(urlsplit(link).query)["q"]
    with room.archive.read() as connection:
        found = search(connection, query, NOW.date())
    assert [one["title"] for one in found.rows] == ["Mérőlabort kapnak a műhelyek"]


def test_hostile_names_and_sectors_stay_texts(room):
    told = new_source("portal", name=HOSTILE, sector=HOSTILE)
    room.know(told)
    room.run(RELEASE, REPRINT)
    root = page(room)
    assert root.xpath("//script[not(@src)] | //img | //@style | //style") == []
    assert any("<script>" in one for one in texts(root, "//*[@class='legend']/li"))


def test_the_page_speaks_hungarian_and_its_headings_are_in_order(room):
    room.run(RELEASE, REPRINT)
    root = page(room, "/hu/archive")
    assert "Ki kinek a híreit veszi át" in texts(root, "//h2")
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4")]
    assert levels == [1, *[2] * (len(levels) - 1)]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//@aria-labelledby")) <= set(ids)
    used = {one[5:-1] for one in root.xpath("//@fill") if one.startswith("url(#")}
    assert used
    assert used <= set(ids)


def test_the_numbers_are_counted_once_for_all_who_ask(room):
    room.run(RELEASE)
    asking = client(room)
    before = asking.get("/archive").content
    room.run(OTHER, day=1)
    assert asking.get("/archive").content == before
    assert b">2<" not in before
