"""What each page says, and that all of them are sound documents that lead to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

import pytest

from aggregator.pages import files, render
from aggregator.pages.static_files import LOOKS, static_files
from feeds.feed import Attachment, Walk
from tests.aggregator.pages import sample
from tests.aggregator.pages.reading import body, texts, tree

WRITTEN = sample.written()
PAGES = sorted(name for name in WRITTEN if name.endswith(".html"))
ENGLISH = sample.written(sample.site(language="en", description="News of clusters"))


@pytest.fixture(params=PAGES)
def page(request):
    return tree(WRITTEN[request.param])


def front(**changes):
    return tree(render.front_page(sample.site(), sample.feed(**changes), (), sample.TODAY))


# Every page


def test_the_same_values_make_the_same_bytes():
    assert sample.written() == WRITTEN


def test_a_page_has_one_heading_of_the_first_level_and_skips_none(page):
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_has_its_landmarks_once_and_a_skip_link_first(page):
    assert [len(page.xpath(f"//body/{name}")) for name in ("header", "main", "footer")] == [1, 1, 1]
    assert page.xpath("//header/nav/@aria-label") == ["Oldalak"]
    (skip,) = page.xpath("//body/*[1]/@href")
    assert page.xpath("//main/@id") == [skip.removeprefix("#")]


def test_no_two_elements_share_an_id_and_every_label_leads_to_one(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_a_page_tells_its_language_and_where_it_is(page):
    assert page.get("lang") == "hu"
    assert page.xpath("//meta[@charset]/@charset") == ["utf-8"]
    assert len(page.xpath("//*[@aria-current='page']")) <= 1


def test_a_page_has_no_script_no_style_of_its_own_and_nothing_from_elsewhere(page):
    assert page.xpath("//script | //style | //img | //iframe | //@style") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
    assert set(loaded) == set(static_files(LOOKS))


def test_the_policy_comes_before_anything_is_loaded_and_allows_nothing_inline(page):
    metas = page.xpath("//head/*[position() <= 2]/@http-equiv")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert metas == ["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_site_leads_to_a_file_that_is_there(name):
    for address in tree(WRITTEN[name]).xpath("//a/@href | //link[@rel!='canonical']/@href"):
        parts = urlsplit(address)
        if not parts.scheme and parts.path:
            assert unquote(parts.path) in WRITTEN, address
            assert PurePath(parts.path).name == parts.path


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_reached_from_the_front_page(name):
    seen, edge = set(), {files.INDEX}
    while edge:
        seen |= edge
        leads = {unquote(one) for at in edge for one in tree(WRITTEN[at]).xpath("//a/@href")}
        edge = {one for one in leads if one in PAGES} - seen
    assert name in seen


@pytest.mark.parametrize("name", PAGES)
def test_the_whole_site_speaks_english_when_told_to(name):
    root = tree(ENGLISH[name])
    assert root.get("lang") == "en"
    said = body(root)
    assert not [one for one in ("Eredeti:", "Átvette", "Névjegy", "Határidők") if one in said]


def test_without_a_public_address_nothing_names_one():
    told = sample.written(sample.site(base=None))
    pages = [tree(told[name]) for name in PAGES]
    assert [one for page in pages for one in page.xpath("//link[@rel='canonical']")] == []
    assert [one for page in pages for one in page.xpath("//a[starts-with(@href,'webcal')]")] == []
    assert tree(told[files.EVENTS]).xpath("//main//a[@href='events.ics']")


def test_with_one_every_page_knows_its_own_address():
    root = tree(WRITTEN[files.ABOUT])
    assert root.xpath("//link[@rel='canonical']/@href") == [
        "https://hirek.example/klaszter/about.html"
    ]


# Stories


def test_stories_are_under_their_days_the_newest_first():
    days = front().xpath("//section[@class='day']/h2/time/@datetime")
    assert days == ["2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22"]


def test_an_undated_story_is_under_the_day_it_was_first_seen_and_says_so():
    found = front().xpath("//section[@class='day'][.//*[@class='undated']]")
    (day,) = found
    assert day.xpath("h2/time/@datetime") == ["2026-11-25"]
    assert texts(day, ".//*[@class='undated']") == [
        "A forrás nem közöl dátumot; mi ekkor láttuk először: 2026. november 25."
    ]


def test_a_story_names_its_original_its_carriers_and_what_each_adds():
    story = front().xpath("//article")[0]
    assert texts(story, ".//p[@class='credit'] | .//blockquote/p") == [
        "Eredeti: Zalai Fa- és Bútoripari Klaszter, Titkárság faipar",
        "Átvette: Göcseji Napló, Nyugat-dunántúli Gazdaság",
        "Átvette: Faipari Szemle, ezzel kiegészítve:",
        "A beruházás 184 millió forintba került, felét a tagok adták össze.",
        "Jövőre klímakamrát is vesznek, hogy a padlóburkolatokat vizsgálhassák.",
        "Idézi: Ipar és Vidék, ezzel kiegészítve:",
        "A lenti labor a negyedik ilyen a régióban, de az első, amelyet nem egyetem tart fenn. […]",
        "Dokumentumok: A laboratórium árlistája (PDF, 1,2 MB)",
    ]


def test_a_headline_leads_to_the_original():
    assert front().xpath("(//article)[1]/h3/a/@href") == [sample.STORIES[0].url]


def test_words_of_another_language_say_which_it_is():
    (story,) = front(entries=(sample.STORIES[2],)).xpath("//article")
    assert story.xpath("h3//bdi/@lang") == ["en"]
    assert story.xpath("p[@class='summary']/@lang") == ["en"]
    assert "angol" in texts(story, ".//*[@class='tag']")


def test_words_of_the_pages_own_language_say_nothing():
    (story,) = front(entries=(sample.STORIES[1],)).xpath("//article")
    assert story.xpath(".//@lang") == []


@pytest.mark.parametrize("code", ['en" onclick="x', "", "en_GB", "x" * 9])
def test_what_is_no_language_tag_is_left_out(code):
    entry = replace(sample.STORIES[1], language=code)
    assert front(entries=(entry,)).xpath("//article//@lang") == []


@pytest.mark.parametrize("title", ["", "  \n", "\u202e", "\u200b\x00"])
def test_a_story_without_a_title_has_one_to_click_at(title):
    entry = replace(sample.STORIES[1], title=title)
    assert texts(front(entries=(entry,)), "//article/h3/a") == ["(cím nélkül)"]


def test_a_document_without_title_type_or_size_is_called_as_its_file():
    entry = sample.entry(1, attachments=(Attachment("https://a.example/x/felhivas.bin"),))
    told = texts(front(entries=(entry,)), "//article/p[last()]")
    assert told == ["Dokumentumok: felhivas.bin"]


def test_the_front_page_stops_somewhere_and_says_where_it_goes_on():
    entries = tuple(sample.entry(number) for number in range(render.STORIES + 1))
    root = front(entries=entries, walk=None)
    assert len(root.xpath("//article")) == render.STORIES
    assert "feed.html" in root.xpath("//p[@class='onward']/a/@href")
    assert "feed.html" not in front(walk=None).xpath("//p[@class='onward']/a/@href")


def test_a_feed_without_stories_says_so():
    assert "Még nincs hír." in body(front(entries=()))
    assert "Még nincs hír." in body(tree(render.feed_page(sample.site(), sample.feed(entries=()))))


# Feeds


@pytest.mark.parametrize("name", [files.INDEX, files.ABOUT, "feed.html"])
def test_a_page_offers_the_combined_feed_in_every_format(name):
    root = tree(WRITTEN[name])
    assert list(
        zip(
            root.xpath("//link[@rel='alternate']/@href"),
            root.xpath("//link[@rel='alternate']/@type"),
            strict=True,
        )
    ) == [(f"feed{form.suffix}", form.media_type) for form in sample.FORMATS]


def test_the_page_of_a_feed_offers_that_feed():
    root = tree(WRITTEN["sector-ict.html"])
    assert root.xpath("//link[@rel='alternate']/@href") == [
        f"sector-ict{form.suffix}" for form in sample.FORMATS
    ]
    assert "https://hirek.example/klaszter/sector-ict.rss" in body(root)


def test_an_archive_document_leads_to_those_beside_it_and_to_the_present():
    root = tree(WRITTEN["feed-2026-10.html"])
    rels = {"current": "feed.html", "prev-archive": "feed-2026-09.html",
            "next-archive": "feed-2026-11.html"}  # fmt: skip
    assert {one: root.xpath(f"//link[@rel='{one}']/@href") for one in rels} == {
        one: [file] for one, file in rels.items()
    }
    assert root.xpath("//nav[@class='walk']//a/@href") == [
        "feed-2026-09.html",
        "feed-2026-11.html",
        "feed.html",
    ]


def test_the_present_leads_to_the_archive_only():
    root = tree(WRITTEN["feed.html"])
    assert root.xpath("//nav[@class='walk']//a/@href") == ["feed-2026-10.html"]


def test_a_feed_without_an_archive_leads_nowhere():
    told = sample.feed(walk=Walk("feed"))
    assert tree(render.feed_page(sample.site(), told)).xpath("//nav[@class='walk']") == []


def test_the_page_of_a_feed_with_odd_signs_in_its_name_is_addressed_by_them_escaped():
    root = tree(render.feed_page(sample.site(base=None), sample.feed(name='a b:"&?#', walk=None)))
    assert "a%20b%3A%22%26%3F%23.rss" in root.xpath("//link[@rel='alternate']/@href")


def test_all_feeds_are_listed_by_group_with_every_format():
    root = tree(WRITTEN[files.FEEDS])
    assert texts(root, "//main//h2") == [
        *("Minden hír", "Ágazatonként", "Országonként", "Nyelvenként", "Forrásonként"),
        *("Mentett keresések", "Naptárak"),
    ]
    listed = root.xpath("//ul[@class='formats']//a/@href")
    assert set(listed) == {
        one.name + form.suffix for one in sample.site().feeds for form in sample.FORMATS
    }
    assert texts(root, "//section[2]/ul/li/a") == [
        *("élelmiszeripar", "faipar", "IKT", "klaszterpolitika"),
    ]
    assert root.xpath("//a[@href='feeds.opml']")


# Sources


def test_sources_are_told_by_country_with_all_that_is_known():
    root = tree(WRITTEN[files.SOURCES])
    assert texts(root, "//h2") == [
        "Magyarország 7 forrás",
        "Szlovákia 2 forrás",
        "Európai Unió 1 forrás",
    ]
    (row,) = root.xpath("//tr[th//a[@href='https://orseg.example/']]")
    assert texts(row, "th//bdi") == [
        "Őrségi Ökoturisztikai Klaszter",
        "Őrségi Vendégfogadók Egyesülete",
    ]
    assert texts(row, "td") == [
        "turizmus",
        "86",
        "2026. augusztus 11.",
        "nem válaszol (2026. november 19. óta)",
        "hírek – Őrségi Ökoturisztikai Klaszter",
    ]


def test_sources_are_in_the_order_of_the_alphabet_accents_or_not():
    names = texts(tree(WRITTEN[files.SOURCES]), "(//table)[1]//th//a")
    assert names == ["Agrárposta", "Dél-Alföldi Műanyagipari Klaszter", "Göcseji Napló",
                     "Kelet Gépipari Klaszter", "Őrségi Ökoturisztikai Klaszter",
                     "Tiszamenti IKT Klaszter", "Zalai Fa- és Bútoripari Klaszter"]  # fmt: skip


# Events


def test_what_is_over_is_left_out_and_what_goes_on_is_under_the_present_month():
    root = tree(render.events_page(sample.site(), sample.HAPPENINGS, date(2026, 12, 4)))
    assert texts(root, "//h2") == ["2026. december", "2027. január", "Határidők", "Átnézésre vár"]
    root = tree(render.events_page(sample.site(), sample.HAPPENINGS[1:2], date(2026, 11, 28)))
    assert texts(root, "//h2") == ["2026. november"]
    root = tree(render.events_page(sample.site(), sample.HAPPENINGS[1:2], date(2026, 11, 29)))
    assert texts(root, "//h2") == []
    assert "Nem tudunk eseményről." in body(root)


def test_an_event_says_when_where_and_who_tells_of_it():
    root = tree(WRITTEN[files.EVENTS])
    (told,) = root.xpath("//li[.//h3[contains(., 'VII.')]]")
    assert texts(told, ".//p") == [
        "2026. december 3., csütörtök, 10:00–15:30",
        "Szolnok, Aba-Novák Agóra Kulturális Központ",
        "Erről ír: Tiszamenti IKT Klaszter, Göcseji Napló",
    ]
    assert told.xpath(".//h3/a/@href") == ["https://www.tiszamente.example/regisztracio"]


def test_what_is_uncertain_is_apart_with_its_sentence():
    (section,) = tree(WRITTEN[files.EVENTS]).xpath("//section[contains(@class, 'uncertain')]")
    assert texts(section, ".//h3") == ["Ipari nap Szolnokon"]
    assert texts(section, ".//blockquote") == [sample.WITNESS.sentence]
    assert "Ipari nap" not in body(tree(WRITTEN[files.INDEX]))


def test_what_is_off_or_may_be_is_marked():
    told = texts(tree(WRITTEN[files.EVENTS]), "//h3")
    assert "Téli műhelylátogatás elmarad" in told
    assert "Exportnap élelmiszeripari kisvállalkozásoknak nem biztos, hogy megtartják" in told


def test_calendars_are_subscribed_to_where_there_is_a_public_address():
    links = tree(WRITTEN[files.EVENTS]).xpath("//ul[@class='calendars']//a/@href")
    assert links[:2] == ["webcal://hirek.example/klaszter/events.ics", "events.ics"]


def test_a_happening_that_nobody_is_known_to_tell_of_is_still_told():
    told = sample.happening(name="", witnesses=())
    root = tree(render.events_page(sample.site(), [told], sample.TODAY))
    assert texts(root, "//h3") == ["(cím nélkül)"]


# Whom to write to


@pytest.mark.parametrize(
    ("told", "link"),
    [
        ("szerkesztoseg@hirek.example", "mailto:szerkesztoseg@hirek.example"),
        ("mailto:szerkesztoseg@hirek.example", "mailto:szerkesztoseg@hirek.example"),
        ("https://hirek.example/kapcsolat", "https://hirek.example/kapcsolat"),
    ],
)
def test_publishers_know_whom_to_write_to(told, link):
    root = tree(render.about_page(sample.site(corrections=told)))
    assert root.xpath("//main//a/@href") == [link]
    assert link in root.xpath("//footer//a/@href")


def test_a_site_without_an_address_for_corrections_says_so():
    root = tree(render.about_page(sample.site(corrections=None)))
    assert root.xpath("//main//a/@href") == []
    assert "még nem adott meg címet" in body(root)
