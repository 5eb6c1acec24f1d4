"""The front page: what it shows in which order, what can be chosen, and the way to the oldest."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from aggregator.archive import browsing
from aggregator.archive.browsing import Wanted, places_of
from aggregator.editing import join
from aggregator.web import front
from scrapers.memory import Missing
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MONDAY
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.pages.reading import body, texts
from tests.aggregator.publishing.newsroom import short
from tests.aggregator.web.conftest import SOURCES, newsroom, served
from tests.aggregator.web.paging import links, older, read, titles, tree, walk

LABORATORY, COLD_STORE = RELEASE.article.title, OTHER.article.title
ENGLISH = short(1, "2021-06-03", "member", language="en", title="Open day", text="Come and see.")
CALL = short(2, "2021-06-02", "press", title="Pályázati felhívás",
             text="Pályázati felhívás: beadási határidő 2021. július 1.")  # fmt: skip
UNDATED = short(3, None, "member", title="Mikor volt ez", text="Nem tudni.")


def told(room):
    room.run(RELEASE, REPRINT, QUOTATION, OTHER, ENGLISH, CALL, UNDATED)


@pytest.fixture(scope="module")
def reader(blank, tmp_path_factory):
    """Somebody who reads what was told, and changes nothing."""
    with newsroom(blank, tmp_path_factory.mktemp("told")) as room:
        told(room)
        yield served(room)


def test_the_newest_is_first_under_its_day(room, client):
    room.run(*(short(n, f"2021-06-0{n}") for n in (2, 1, 5)), short(8, "2021-06-05"))
    page = read(client, "/")
    assert sorted(titles(page)[:2]) == ["Hír 5", "Hír 8"]
    assert titles(page)[2:] == ["Hír 2", "Hír 1"]
    days = [str(one) for one in page.xpath("//section[@class='day']/h2/time/@datetime")]
    assert days == ["2021-06-05", "2021-06-02", "2021-06-01"]
    counts = [len(one.xpath(".//article")) for one in page.xpath("//section[@class='day']")]
    assert counts == [2, 1, 1]


def test_an_archive_without_news_says_so(client):
    assert "Még nincs hír." in body(read(client, "/"))


def test_a_story_tells_how_many_reprint_and_quote_it_and_leads_to_its_details(reader):
    page = read(reader, "/")
    (story,) = page.xpath(f"//article[.//bdi='{LABORATORY}']")
    (onward,) = texts(story, ".//p[@class='onward']")
    assert "1 átvétel" in onward
    assert "1 idézet" in onward
    (details,) = story.xpath(".//p[@class='onward']/a/@href")
    assert details.startswith("/story/")
    (english,) = read(reader, "/en/").xpath(f"//article[.//bdi='{LABORATORY}']")
    assert english.xpath(".//p[@class='onward']/a/@href") == [f"/en{details}"]


def test_what_has_no_date_says_so_and_stands_under_no_day_of_its_own(reader):
    (story,) = read(reader, "/").xpath("//article[.//bdi='Mikor volt ez']")
    (said,) = texts(story, ".//p[@class='undated']")
    assert "2021. június 7." in said
    assert not story.xpath(".//time")


ALL = {LABORATORY, COLD_STORE, "Open day", "Pályázati felhívás", "Mikor volt ez"}


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({}, ALL),
        ({"source": "portal"}, {LABORATORY}),
        # the press reprints the release, the member quotes it
        ({"source": "press"}, {LABORATORY, COLD_STORE, "Pályázati felhívás"}),
        ({"source": "member"}, {LABORATORY, "Open day", "Mikor volt ez"}),
        ({"sector": "wood"}, {LABORATORY, "Open day", "Mikor volt ez"}),
        ({"sector": "cluster-policy"}, {LABORATORY}),
        ({"sector": "wood", "source": "member"}, {LABORATORY, "Open day", "Mikor volt ez"}),
        ({"sector": "wood", "source": "press"}, set()),
        ({"language": "en"}, {"Open day"}),
        ({"language": "hu"}, ALL - {"Open day"}),
        ({"language": "en", "source": "press"}, set()),
        ({"kind": "call"}, {"Pályázati felhívás"}),
        ({"kind": "call", "source": "press", "language": "hu"}, {"Pályázati felhívás"}),
        ({"kind": "call", "source": "member"}, set()),
        # a form sends what was left as it was, too
        ({"kind": "", "sector": "", "source": "portal", "language": ""}, {LABORATORY}),
    ],
)
@pytest.mark.parametrize("few", [0, browsing.FEW])
def test_what_is_chosen_is_shown_and_nothing_else(reader, monkeypatch, few, chosen, shown):
    monkeypatch.setattr(browsing, "FEW", few)
    monkeypatch.setattr(browsing, "TOGETHER", few)
    page = read(reader, f"/?{urlencode(chosen)}")
    assert sorted(titles(page)) == sorted(shown)
    selected = {
        str(one.getparent().get("name")): str(one.get("value"))
        for one in page.xpath("//select/option[@selected]")
    }
    assert selected == {name: value for name, value in chosen.items() if value}
    assert ("Nincs ilyen hír" in body(page)) == (not shown)


def test_what_is_many_things_at_once_is_not_looked_for_among_all_the_news(room, monkeypatch):
    told(room)
    monkeypatch.setattr(browsing, "FEW", 1)
    asked = []
    with room.archive.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        for wanted in (Wanted({"press"}), Wanted({"press"}, "hu"), Wanted({"press"}, "hu", "call")):
            assert places_of(connection, wanted, None, 30)
    stories = [one for one in asked if "FROM story" in one]
    assert ["EXISTS" in one for one in stories] == [True, False, False]


@pytest.mark.parametrize("name", ["sector", "source", "language", "kind", "before"])
@pytest.mark.parametrize("value", ["nobody", "hu' OR 1=1", "\x00", "x" * 501, "1-2-3", "é"])
def test_what_is_not_offered_cannot_be_chosen(reader, name, value):
    answer = reader.get(f"/?{urlencode({name: value})}")
    assert answer.status_code == 400
    # who is read to hears in which language that is said
    assert tree(answer.content).xpath(f"//main//*[@lang='en'][contains(., '{name}')]")


def test_a_story_that_turned_out_to_be_another_is_there_once(room, client):
    told(room)
    join(room.archive, room.config.address, RELEASE.url, OTHER.url, MONDAY + DAY)
    room.publish(1)
    assert len(titles(read(client, "/"))) == len(ALL) - 1
    assert len(set(walk(client, "/"))) == len(ALL) - 1


def test_what_its_publisher_has_withdrawn_is_not_shown(room, client):
    told(room)
    assert COLD_STORE in titles(read(client, "/"))
    for day in (1, 2):
        room.run(Missing(OTHER.source, OTHER.key), day=day)
    assert set(titles(read(client, "/"))) == ALL - {COLD_STORE}


def test_a_page_whose_stories_were_all_withdrawn_leads_on_and_does_not_say_there_are_none(
    room, client, monkeypatch
):
    monkeypatch.setattr(front, "STORIES", 1)
    told(room)
    first = titles(read(client, "/"))[0]
    kept = {one.article.title: one for one in (RELEASE, OTHER, ENGLISH, CALL, UNDATED)}
    for day in (1, 2):
        room.run(Missing(kept[first].source, kept[first].key), day=day)
    page = read(client, "/")
    assert titles(page) == []
    assert "Még nincs hír" not in body(page)
    assert set(walk(client, "/")) == ALL - {first}


def test_the_page_of_an_edited_story_shows_what_it_says_now(room, client):
    room.run(short(1, title="Régi cím"))
    assert titles(read(client, "/")) == ["Régi cím"]
    room.keep(short(1, title="Új cím"), day=1)
    assert titles(read(client, "/")) == ["Új cím"]
    room.group(1)
    room.publish(1)
    assert titles(read(client, "/")) == ["Új cím"]


def test_choosing_is_kept_on_the_way_to_older_news(room, client, monkeypatch):
    monkeypatch.setattr(front, "STORIES", 2)
    news = [short(n, f"2021-06-0{n}", ("portal", "press")[n % 2]) for n in range(1, 8)]
    room.run(*news)
    page = read(client, "/?source=press")
    assert titles(page) == ["Hír 7", "Hír 5"]
    asked = parse_qs(urlsplit(older(page) or "").query)
    assert asked["source"] == ["press"]
    assert walk(client, "/?source=press") == ["Hír 7", "Hír 5", "Hír 3", "Hír 1"]


def test_the_last_page_leads_to_the_newest_and_no_further(room, client, monkeypatch):
    monkeypatch.setattr(front, "STORIES", 2)
    room.run(*(short(n, f"2021-06-0{n}") for n in range(1, 5)))
    first = read(client, "/")
    last = read(client, older(first))
    assert (titles(first), titles(last)) == (["Hír 4", "Hír 3"], ["Hír 2", "Hír 1"])
    assert older(last) is None
    assert "/" in [link for link in links(last) if link == "/"]


@settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    days=st.lists(st.one_of(st.none(), st.integers(1, 28)), min_size=1, max_size=8),
    meanwhile=st.lists(st.integers(1, 28), max_size=3),
    size=st.integers(1, 4),
)
def test_who_leafs_sees_each_story_once_in_order_while_others_arrive(
    room, serve, days, meanwhile, size
):
    with room.archive.write() as connection:
        make_empty(connection)
    room.know(*SOURCES)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(front, "STORIES", size)
        room.run(*(short(n, day and f"2021-05-{day:02}") for n, day in enumerate(days)))
        with room.archive.read() as connection:
            places = places_of(connection, Wanted(), None, 1_000)
        assert places == sorted(places, reverse=True)
        client, seen, address = serve(), list[str](), "/"
        late = [short(100 + n, f"2021-05-{day:02}") for n, day in enumerate(meanwhile)]
        while address:
            page = read(client, address)
            seen += titles(page)
            if late:
                room.run(late.pop(), day=1)
            address = older(page) or ""
        old = [one for one in seen if int(one.removeprefix("Hír ")) < 100]
        assert sorted(old) == sorted(f"Hír {n}" for n in range(len(days)))
        assert len(seen) == len(set(seen))
        order = [n for n in (int(one.removeprefix("Hír ")) for one in old) if days[n]]
        assert [days[n] for n in order] == sorted((days[n] for n in order), reverse=True)


def test_links_of_the_page_are_made_of_what_was_asked_and_can_be_followed(reader):
    page = read(reader, "/?sector=wood&kind=news")
    for link in links(page):
        if not link.startswith(("/story/", "/sources", "/archive", "/en/sources", "/en/archive")):
            assert reader.get(link).status_code in (200, 308), link
