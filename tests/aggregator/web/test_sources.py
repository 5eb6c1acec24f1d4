"""What the pages of sources tell, of real archives."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from aggregator.archive.doors import PROPOSED, keep_discovery, take_doors
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_reports
from aggregator.config import Config
from aggregator.web.app import application
from aggregator.web.service import Service
from scrapers.memory import DoorSeen, Validators
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor, ListingDoor, Source
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, PRESS, SOURCES
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.pages.reading import body, texts, tree
from tests.aggregator.publishing.newsroom import Newsroom, new_source, short

NOW = MONDAY + 3 * DAY
FEED = FeedDoor(kind="feed", url="https://portal.example.hu/feed")
LIST = ListingDoor(kind="listing", url="https://portal.example.hu/hirek")
HOSTILE = '<script>alert(1)</script>"><img src=x>\u202eא'


@pytest.fixture
def room(file_archive, tmp_path):
    return Newsroom(file_archive, Config(output=tmp_path / "public"))


def asked(room, path, sources=SOURCES, language="en", status=200):
    """What a server answers that has just been started."""
    config = room.config.model_copy(update={"language": language})
    serving = Service(room.archive, config, sources, clock=lambda: NOW)
    client = TestClient(application(serving), raise_server_exceptions=False)
    answer = client.get(path)
    assert answer.status_code == status
    return tree(answer.content)


def report(room, source="portal", day=0, **told):
    with room.archive.write() as connection:
        keep_reports(connection, [CrawlReport(source, MONDAY + day * DAY, **told)])


def rows(page):
    """The cells of each source by the name of the source."""
    return {texts(row, "th")[0]: texts(row, "td") for row in page.xpath("//tbody/tr")}


def facts(page):
    return dict(
        zip(texts(page, "//dl/dt"), texts(page, "//dl/dd"), strict=True),
    )


# All of them


def test_every_source_is_there_with_its_page_its_state_and_its_rhythm(room):
    room.run(*(short(n, f"2021-0{n}-20") for n in range(1, 6)))
    report(room, articles=5)
    report(room, "press", problem="no door is known yet")
    page = asked(room, "/sources")
    told = rows(page)
    portal = told["Hálózati PortálHálózati Portál Kft."]
    assert portal[1] == "5"
    assert portal[2] == "May 20, 2021"
    assert portal[3] == "quiet, as usuallast: June 7, 2021 7:30 AM"
    assert portal[4].endswith("about once a month")
    press = page.xpath("//tr[contains(., 'Hírmondó')]/td[contains(@class, 'no-door')]")
    assert [one.text for one in press] == ["no way to its news is known"]
    assert "/sources/portal" in page.xpath("//tbody//th/a/@href")


def test_a_spark_tells_the_articles_of_the_last_whole_months(room):
    room.run(short(1, "2021-05-20"), short(2, "2021-05-31"), short(3, "2021-06-01"),
             short(4, "2019-06-01"), short(5, "2019-05-31"))  # fmt: skip
    (told,) = texts(asked(room, "/sources"), "//*[@class='spark']/*[local-name()='title']")
    assert told == f"Articles per month, June 2019 – May 2021: 1, {'0, ' * 22}2"


def test_a_source_that_has_only_a_file_yet_is_listed_and_has_its_page(room):
    fresh = new_source("fresh", country="sk", languages=["sk", "hu"])
    page = asked(room, "/sources", (*SOURCES, fresh))
    assert "The news comes from 4 sources." in body(page)
    assert rows(page)["A fresh híreifresh"][3] == "not read yet"
    one = asked(room, "/sources/fresh", (*SOURCES, fresh))
    assert "It has not been read yet." in body(one)
    assert "It is asked at the next run: it was never crawled." in body(one)
    assert facts(one)["Languages"] == "Slovak, Hungarian"
    assert facts(one)["Country"] == "Slovakia"


def test_a_source_that_has_lost_its_file_is_listed_and_has_its_page(room):
    room.run(RELEASE)
    report(room, articles=1)
    page = asked(room, "/sources", ())
    assert rows(page)["Hálózati PortálHálózati Portál Kft."][3].startswith("no longer read")
    one = asked(room, "/sources/portal", ())
    assert "It is no longer among the sources that are read" in body(one)
    assert "asked" not in " ".join(texts(one, "//*[@class='health']"))
    assert "Közös mérőlabor nyílik Somlóváron" in texts(one, "//h3")


@pytest.mark.parametrize("status", ["frozen", "lapsed", "hacked"])
def test_what_a_file_says_of_a_site_is_told(room, status):
    report(room, articles=1)
    (lost,) = [PORTAL.model_copy(update={"status": status})]
    well = body(asked(room, "/sources/portal"))
    told = body(asked(room, "/sources/portal", (lost, MEMBER, PRESS)))
    assert "Its " not in well.partition("How it is read")[2].partition("The last reading")[0]
    assert "Its " in told.partition("How it is read")[2].partition("The last reading")[0]
    assert ("It is not asked any more" in told) == (status != "frozen")


# One of them


def test_nobody_has_heard_of_other_sources(room):
    for path in ("nobody", "%00", "a'--", "<b>", "x" * 3000):
        asked(room, f"/sources/{path}", status=404)


def test_a_source_is_described_as_its_file_does_and_with_what_it_was_once(room):
    former = PORTAL.model_copy(
        update={
            "name": "Régi Portál",
            "home": "https://regi.example.hu/",
            "aliases": ("r.example",),
        }
    )
    room.know(former, day=1)
    now = PORTAL.model_copy(
        update={"former_names": ("Még Régebbi",), "sector": "ict", "topics": ("klaszter",)}
    )
    room.know(now, day=2)
    told = facts(asked(room, "/sources/portal", (now, MEMBER, PRESS)))
    assert told["Organisation"] == "Hálózati Portál Kft."
    assert told["Sector"] == "ICT"
    assert told["Former names"] == "Még Régebbi, Régi Portál"
    assert told["Former and further hosts"] == "regi.example.hu, r.example"
    assert told["Read for"] == "klaszter"


def test_doors_are_told_with_their_history(room):
    pinned = PORTAL.model_copy(update={"doors": (FEED,)})
    with room.archive.write() as connection:
        take_doors(connection, "portal", [(LIST, "a list of news")], [FEED], MONDAY)
    seen = DoorSeen("portal", LIST, pinned.definition(LIST), Validators(), {})
    ArchiveMemory(room.archive).keep([seen], MONDAY + DAY)
    report(room, day=2, doors={LIST.url: "http 503"}, problem=f"{LIST.url}: http 503")
    page = asked(room, "/sources/portal", (pinned, MEMBER, PRESS))
    first, second = rows(page).items()
    assert first[0] == LIST.url
    assert first[1][0] == "page that lists newsfound by the program"
    assert first[1][2] == "June 8, 2021 7:30 AM"
    assert first[1][3].startswith("it answers with the error 503")
    assert "a list of news" in first[1][3]
    assert second[0] == FEED.url
    assert second[1][3] == "until June 7, 2021 7:30 AM: replaced by another one"


def test_a_door_of_the_file_that_was_never_asked_is_told(room):
    pinned = PORTAL.model_copy(update={"doors": (FEED,)})
    told = rows(asked(room, "/sources/portal", (pinned,)))
    assert told == {FEED.url: ["feedin its file", "", "not yet", ""]}


def test_a_reading_that_went_well_is_told_with_what_was_left_out(room):
    report(room, articles=2, owed=3, dropped={"off topic": 4, "http 404": 1, "a<b>": 2})
    page = asked(room, "/sources/portal")
    told = body(page)
    assert "went well. 2 articles were new or changed. 3 pages were put off" in told
    assert texts(page, "//*[@class='dropped']/li") == [
        "a<b>: 2",
        "it answers with the error 404: 1",
        "about something else: 4",
    ]
    assert "It is asked at the next run: it owes 3 pages." in told


def test_a_failure_is_told_in_words_and_its_line_to_the_operator_only(room):
    report(room, articles=1)
    for day in (1, 2):
        report(room, day=day, problem="none of 5 pages could be read (timeout: 5)")
    with room.archive.write() as connection:
        found = [(LIST, "a list of news")]
        keep_discovery(connection, "portal", PROPOSED, "nothing in common", found, {}, MONDAY)
    page = asked(room, "/sources/portal")
    said = body(page)
    assert "met a problem. That makes 2 in a row." in said
    assert "It was last read without a problem: June 7, 2021" in said
    assert "the operator has yet to look at it" in said
    assert "because 2 crawls in a row have failed" in said
    (details,) = texts(page, "//*[@class='health']/details")
    assert "none of 5 pages could be read (timeout: 5)" in details
    assert "proposed: nothing in common" in details
    assert "none of 5" not in said.replace(details, "")


def test_how_a_source_fares_is_told_in_the_readers_language_and_what_to_do_to_the_operator(room):
    for day in range(3):
        report(room, day=day, problem="x: http 503", doors={FEED.url: "http 503"})
    section = "//*[@class='health']"
    (english,) = texts(asked(room, "/sources/portal"), section)
    (hungarian,) = texts(asked(room, "/sources/portal", language="hu"), section)
    assert "It has not answered since June 7, 2021: it answers with" in english
    assert "open https://portal.example.hu/; if the site has moved" in english
    assert "Nem válaszol (a hiba kezdete: 2021. június 7.)" in hungarian
    assert "nyissa meg: https://portal.example.hu/" in hungarian


def test_articles_per_month_are_a_chart_and_a_table_and_undated_ones_are_told(room):
    room.run(short(1, "2021-04-20"), short(2, "2021-06-01"), short(3, "2021-06-02"), short(4, None))
    page = asked(room, "/sources/portal")
    (title,) = texts(page, "//*[@class='bars']/*[local-name()='title']")
    assert title.startswith("Articles per month, July 2019 – June 2021. July 2019: 0; ")
    assert title.endswith("April 2021: 1; May 2021: 0; June 2021: 2")
    (row,) = page.xpath("//table[@class='numbers']/tbody/tr")
    assert texts(row, "*") == ["2021", *"–––1–2––––––", "3"]
    assert "1 article has no date and is not counted here." in body(page)


def test_the_newest_stories_lead_to_their_pages_and_to_all_others(room):
    room.run(RELEASE, REPRINT, QUOTATION, OTHER)
    page = asked(room, "/sources/press")
    assert set(texts(page, "//article/h3")) == {"Közös mérőlabor nyílik Somlóváron", "Új hűtőház"}
    assert len(page.xpath("//a[starts-with(@href, '/story/')]")) == 2
    assert "/?source=press" in page.xpath("//a/@href")


def test_feeds_and_the_calendar_of_a_source_are_offered(room):
    room.run(RELEASE)
    links = asked(room, "/sources/portal").xpath("//a/@href")
    wanted = {f"/source-portal{suffix}" for suffix in (".rss", ".atom", ".json", ".ics")}
    assert wanted <= set(links)


def test_the_pages_speak_the_language_that_is_asked_for(room):
    room.run(RELEASE)
    report(room, articles=1)
    hungarian = asked(room, "/sources/portal", language="hu")
    assert "Az utolsó olvasás (2021. június 7. 7:30) rendben lezajlott." in body(hungarian)
    assert "Hogyan olvassuk" in texts(hungarian, "//h2")
    assert "hetente körülbelül egyszer" in body(asked(room, "/hu/sources"))


def test_hostile_names_and_addresses_stay_texts(room):
    told = Source.model_construct(
        **{**dict(PORTAL), "name": HOSTILE, "organisation": HOSTILE, "sector": HOSTILE}
    )
    bad = replace_home(told, "javascript:alert(1)")
    room.know(bad)
    room.run(RELEASE)
    with room.archive.write() as connection:
        door = FeedDoor.model_construct(kind="feed", url="javascript:alert(2)")
        take_doors(connection, "portal", [(door, HOSTILE)], [], MONDAY)
    report(room, problem=HOSTILE, dropped={HOSTILE: 1})
    for path in ("/sources", "/sources/portal"):
        page = asked(room, path, (bad, MEMBER, PRESS))
        assert page.xpath("//script[not(@src)] | //img") == []
        assert not [one for one in page.xpath("//@href") if one.startswith("javascript:")]
        assert page.xpath("//@style | //style") == []
        assert "\u202e" not in page.xpath("//title")[0].text


def replace_home(source, home):
    return source.model_copy(update={"home": home})


def test_headings_are_in_order_and_ids_are_there_once(room):
    room.run(RELEASE, REPRINT)
    report(room, articles=1, dropped={"off topic": 1})
    for path in ("/sources", "/sources/portal"):
        page = asked(room, path)
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_a_list_is_counted_once_for_all_who_ask(room):
    room.run(RELEASE)
    client = TestClient(application(Service(room.archive, room.config, SOURCES)))
    (before, _, _) = (row[1] for row in rows(tree(client.get("/sources").content)).values())
    room.run(short(1), day=1)
    (after, _, _) = (row[1] for row in rows(tree(client.get("/sources").content)).values())
    assert before == after


def test_what_is_known_is_told_of_a_source_without_any_article(room):
    page = asked(room, "/sources/member")
    assert facts(page)["Articles"] == "0"
    assert "Articles per month" not in texts(page, "//h2")
    assert "There is no news yet." in body(page)


def test_the_next_turn_is_told_when_it_is_to_come(room):
    report(room, day=3, articles=1)
    daily = PORTAL.model_copy(update={"every": "2d"})
    told = body(asked(room, "/sources/portal", (daily,)))
    at = NOW + timedelta(days=2)
    assert f"It is asked next: June {at.day}, 2021" in told
    assert "because its file says 2d." in told
