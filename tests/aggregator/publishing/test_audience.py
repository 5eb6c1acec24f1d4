"""What subscribers of every kind are shown over many runs: each story once, and no date twice."""

from dataclasses import replace

import pytest

from aggregator.archive.doors import take_doors
from aggregator.archive.schema import door
from aggregator.archive.sources import keep_reports
from aggregator.editing import join, split
from aggregator.publishing.window import LEAST, MOST
from scrapers.memory import DoorSeen, Missing, Validators
from scrapers.report import CrawlReport
from scrapers.source import FeedDoor
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, kept, published
from tests.aggregator.archive.releases import (
    COLD_STORE,
    CREDITED,
    FIFTH,
    FOURTH,
    LABORATORY,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
)
from tests.aggregator.publishing.newsroom import (
    ADDRESS,
    Audience,
    files,
    new_source,
    short,
)

TITLE = RELEASE.article.title
BY_LINK = ("by link",)
"""Who knows entries by their links can be promised nothing where an original has another."""


def edited(finding, **values):
    return replace(finding, article=replace(finding.article, **values))


def gone(room, *findings, day):
    """Pages that were missing on two days."""
    missing = [Missing(one.source, one.key) for one in findings]
    room.keep(*missing, day=day)
    room.keep(*missing, day=day + 1)
    room.group(day + 1)


# Edits


@pytest.mark.parametrize(
    ("values", "is_material"),
    [
        ({"title": "Mérőlabor nyílik Dombalján"}, True),
        ({"title": f"{TITLE}!"}, False),
        ({"text": LABORATORY.replace("szeptember 14-én", "szeptember 21-én")}, True),
        ({"text": LABORATORY.replace("ennek", "és ennek")}, False),
        ({"html": f"<div><p>{LABORATORY}</p></div>"}, False),
        ({"authors": ("Kiss Anna",)}, False),
        ({"image": "https://portal.example.hu/kep.jpg"}, False),
        ({"published": published("2021-05-02")}, False),
        ({"published": None}, False),
        ({"language": "en"}, False),
    ],
)
def test_an_edit_is_no_new_entry_and_an_update_only_where_it_matters(audience, values, is_material):
    assert audience.run(RELEASE, OTHER).new == ["Új hűtőház", TITLE]
    told = audience.run(edited(RELEASE, **values), day=1)
    assert (told.new, told.gone) == ([], [])
    assert audience.watch.raised == ([values.get("title", TITLE)] if is_material else [])


def test_many_small_edits_are_never_a_new_entry_and_are_at_last_one_update(audience):
    audience.run(RELEASE)
    text, raised = LABORATORY, 0
    for day, word in enumerate(("mérnökei", "berendezéseket", "műhelyek", "bevétel"), 1):
        text = text.replace(word, f"{word} mind")
        assert audience.run(edited(RELEASE, text=text), day=day).new == []
        raised += len(audience.watch.raised)
    assert raised <= 1


def test_what_a_story_became_is_shown_after_one_run(audience, room):
    audience.run(RELEASE)
    audience.run(edited(RELEASE, title="Egészen más cím"), day=1)
    assert room.titles() == room.titles("source-portal") == ["Egészen más cím"]


# Originals, reprints, merges, splits


def test_a_late_original_takes_over_the_entry_but_neither_its_id_nor_its_date(room):
    audience = Audience(room, but=BY_LINK)
    audience.run(REPRINT)
    ((id, date),) = ((one["id"], one["date_published"]) for one in room.items())
    told = audience.run(RELEASE, day=2)
    (item,) = room.items()
    assert (told.new, told.gone) == ([], [])
    assert (item["id"], item["date_published"], item["title"]) == (id, date, TITLE)
    assert item["_klaszterhirek"]["source"]["name"] == PORTAL.name
    assert audience.watch.raised == []


def test_of_stories_that_turn_out_to_be_one_the_older_entry_stays_and_the_younger_leaves(room):
    audience = Audience(room, but=BY_LINK)
    wrong = release("press", COLD_STORE, title="Labort kapunk", published=FOURTH)
    audience.run(wrong)
    older = room.ids()["Labort kapunk"]
    audience.run(RELEASE, day=1)
    told = audience.run(edited(wrong, text=CREDITED), day=2)
    assert told.new == []
    assert [item["id"] for item in room.items()] == [older]
    assert {item["id"] for item in room.items("originals")} <= {older}


def test_a_split_mints_an_id_for_the_part_split_off_alone(room):
    audience = Audience(room)
    audience.run(RELEASE, REPRINT)
    before = room.ids()
    split(room.archive, ADDRESS, REPRINT.url, MONDAY + DAY)
    told = audience.publish(day=1)
    assert told.new == [REPRINT.article.title]
    assert room.ids()[TITLE] == before[TITLE]
    join(room.archive, ADDRESS, RELEASE.url, REPRINT.url, MONDAY + 2 * DAY)
    assert audience.publish(day=2).new == []
    assert room.ids() == before


def test_the_original_split_off_leaves_the_id_to_those_who_stay_or_takes_it_but_never_both(room):
    audience = Audience(room, but=BY_LINK)
    audience.run(RELEASE, REPRINT, QUOTATION)
    (before,) = room.ids().values()
    split(room.archive, ADDRESS, RELEASE.url, MONDAY + DAY)
    told = audience.publish(day=1)
    assert len(told.new) == 1
    assert list(room.ids().values()).count(before) == 1


def test_joining_and_splitting_for_days_never_swaps_two_entries(room):
    audience = Audience(room, but=BY_LINK)
    audience.run(RELEASE, OTHER)
    first = room.ids()[TITLE]
    for day in range(1, 9, 2):
        join(room.archive, ADDRESS, RELEASE.url, OTHER.url, MONDAY + day * DAY)
        audience.publish(day=day)
        split(room.archive, ADDRESS, OTHER.url, MONDAY + (day + 1) * DAY)
        audience.publish(day=day + 1)
        assert first in room.ids().values()


def test_the_whole_archive_grouped_anew_shows_nobody_anything(audience, room):
    news = [short(n) for n in range(40)]
    audience.run(RELEASE, REPRINT, QUOTATION, OTHER, *news)
    before = files(room.config.output)
    room.group(5, everything=True)
    told = audience.publish(day=0)
    assert (told.new, told.updated, told.gone) == ([], [], [])
    assert files(room.config.output) == before


# Addresses


def moved_key(finding, url):
    key = url.partition("://")[2]
    return replace(finding, article_key=key, article=replace(finding.article, url=url))


@pytest.mark.parametrize(
    "url",
    [
        "https://portal.example.hu/2021/06/uj-slug",
        "https://www.uj-portal.example.com/hirek/merolabor",
        "https://portal.example.hu/hirek/merolabor/",
    ],
    ids=["slug", "host", "slash"],
)
def test_an_article_that_moves_with_its_page_stays_the_same_entry_at_its_new_address(room, url):
    audience = Audience(room, but=BY_LINK)
    audience.run(RELEASE)
    told = audience.run(moved_key(RELEASE, url), day=1)
    assert (told.new, told.gone, audience.watch.raised) == ([], [], [])
    (item,) = room.items()
    assert item["url"] == url


def test_from_http_to_https_is_no_new_entry_and_the_link_follows(room):
    audience = Audience(room, but=BY_LINK)
    plain = RELEASE.article.url.replace("https:", "http:")
    audience.run(edited(RELEASE, url=plain))
    told = audience.run(RELEASE, day=1)
    assert (told.new, told.gone, audience.watch.raised) == ([], [], [])
    (item,) = room.items()
    assert item["url"] == RELEASE.article.url


def test_after_a_new_door_what_is_at_new_addresses_is_the_same_entry(room):
    audience = Audience(room, but=BY_LINK)
    audience.run(RELEASE, OTHER)
    with room.archive.write() as connection:
        new = FeedDoor(kind="feed", url="https://portal.example.hu/feed")
        take_doors(connection, "portal", [(new, "found")], [], MONDAY + DAY)
        old = FeedDoor(kind="feed", url="https://portal.example.hu/regi")
        take_doors(connection, "portal", [], [old], MONDAY + DAY)
    told = audience.run(release(path="uj/7", published=FOURTH), day=2)
    assert (told.new, told.gone) == ([], [])
    assert "https://portal.example.hu/uj/7" in {item["url"] for item in room.items()}


# Gone and back


def test_what_was_gone_does_not_come_back_when_its_page_does(audience, room):
    audience.run(RELEASE, OTHER)
    gone(room, RELEASE, day=1)
    assert audience.publish(day=2).gone == [TITLE]
    assert audience.run(RELEASE, day=3).new == []
    assert audience.run(edited(RELEASE, title="Mérőlabor más néven"), day=4).new == []
    assert room.titles() == ["Új hűtőház"]


def test_a_page_missing_for_a_day_leaves_nothing(audience):
    audience.run(RELEASE)
    told = audience.run(Missing("portal", RELEASE.key), day=1)
    assert told.gone == []
    assert audience.run(RELEASE, day=2).new == []


def test_when_the_original_is_gone_its_story_leaves_and_no_reprint_takes_its_place(audience, room):
    audience.run(RELEASE, REPRINT)
    gone(room, RELEASE, day=1)
    assert audience.publish(day=2).gone == [TITLE]
    assert room.titles() == []


# Windows


@pytest.fixture
def crowd():
    """More than a feed holds, each a minute younger than the one before."""
    return [short(n, f"2021-06-04T{n // 60:02}:{n % 60:02}") for n in range(MOST + 12)]


def test_what_moved_out_of_the_window_does_not_come_back_when_newer_ones_vanish(
    audience, room, crowd
):
    audience.run(*crowd)
    assert len(room.items()) == MOST
    gone(room, *crowd[-10:], day=1)
    assert audience.publish(day=2).new == []
    assert len(room.items()) == MOST - 10
    changed = [edited(one, title=f"{one.article.title} (bővült)") for one in crowd[:12]]
    assert audience.run(*changed, day=3).new == []
    room.group(4, everything=True)
    assert audience.publish(day=4).new == []


def test_a_run_of_many_days_shows_each_story_once_though_the_window_moves(audience):
    shown = []
    for day in range(7):
        news = [short(100 * day + n, f"2021-06-{7 + day:02}") for n in range(50)]
        shown += audience.run(*news, day=day).new
    assert len(shown) == len(set(shown)) == 350


def test_undated_and_day_precise_stories_of_one_moment_come_and_go_once(audience, room):
    for day in range(6):
        dated = [short(100 * day + n, "2021-06-07") for n in range(30)]
        undated = [short(100 * day + 50 + n, None) for n in range(30)]
        audience.run(*dated, *undated, day=day)
    assert len(room.items()) == MOST


def test_the_order_of_equal_moments_is_that_of_minting(audience, room):
    for day in range(4):
        audience.run(short(day, "2021-06-04"), day=day)
    assert room.titles() == ["Hír 3", "Hír 2", "Hír 1", "Hír 0"]


def test_a_late_old_story_below_the_window_is_shown_to_nobody(audience, room, crowd):
    audience.run(*crowd)
    assert audience.run(short(900, "2021-06-03"), day=1).new == []
    assert audience.run(short(901, "2021-06-05"), day=2).new == ["Hír 901"]


def test_an_undated_story_gets_its_date_once_and_stays_where_it_is(audience, room):
    audience.run(short(1, None), short(2))
    assert audience.run(short(1, "2021-06-01"), day=1).new == []
    assert audience.watch.raised == []
    assert room.titles() == ["Hír 1", "Hír 2"]
    assert audience.run(short(1, "2021-05-01"), day=2).new == []
    assert {one["title"]: one["date_published"] for one in room.items()}["Hír 1"] == (
        "2021-06-01T00:00:00+02:00"
    )


def test_an_undated_story_that_turns_out_to_be_old_lets_nothing_come_back(audience, room, crowd):
    undated = short(900, None)
    audience.run(undated, *crowd)
    assert audience.run(short(900, "2019-01-01"), day=1).new == []
    changed = [edited(one, title=f"{one.article.title} (bővült)") for one in crowd[:20]]
    assert audience.run(*changed, day=2).new == []


def test_an_undated_story_that_left_the_window_does_not_come_back_when_it_gets_a_date(
    audience, room
):
    audience.run(short(900, None))
    news = [short(n, f"2021-06-09T{n // 60:02}:{n % 60:02}") for n in range(MOST + 2)]
    assert "Hír 900" in audience.run(*news, day=3).gone
    assert audience.run(short(900, "2021-06-10"), day=4).new == []


def test_an_undated_story_that_left_the_window_does_not_come_back_with_another_original(room):
    audience = Audience(room, but=BY_LINK)
    audience.run(release("press", CREDITED, title="Labort kapunk"))
    news = [short(n, f"2021-06-09T{n // 60:02}:{n % 60:02}") for n in range(MOST + 2)]
    assert "Labort kapunk" in audience.run(*news, day=3).gone
    assert audience.run(release(), day=4).new == []


def test_a_publishers_clock_that_is_years_ahead_drives_nobody_out(audience, room):
    news = [short(n) for n in range(LEAST + 20)]
    audience.run(*news)
    assert audience.run(short(900, "2031-06-07"), day=1).gone == []


def notes(room):
    """The lines on changes that stand above the texts of the feed."""
    return [
        item["content_html"].partition("</em>")[0].partition("<em>")[2]
        for item in room.items()
        if item["content_html"].startswith("<p><em>")
    ]


def test_a_material_change_is_told_in_one_dated_line_in_every_format_and_on_the_page(room):
    text = "A klaszter közgyűlését június 10-én tartja.\n\nA napirend a költségvetés."
    news = kept(text=text, published=published("2021-06-04"))
    room.run(news)
    assert notes(room) == []
    later = edited(news, text=text.replace("június 10-én", "június 17-én"))
    room.run(later, day=1)
    said = (
        "Módosult: 2021. június 8. Most ez áll benne: „A klaszter közgyűlését június 17-én tartja.”"
    )
    assert notes(room) == [said]
    for suffix in (".rss", ".atom", ".html"):
        assert said in (room.config.output / f"feed{suffix}").read_text(encoding="utf-8")
    # what is no matter leaves the line as it is
    room.run(edited(later, html=f"<p><b>{later.article.text}</b></p>"), day=2)
    assert notes(room) == [said]


def test_an_undated_story_was_first_seen_when_it_was_whatever_changes_later(room):
    news = kept(text="A klaszter közgyűlését június 10-én tartja.", published=None)
    room.run(news)
    page = room.config.output / "feed.html"
    told = "mi ekkor láttuk először: 2021. június 7."
    assert told in page.read_text(encoding="utf-8")
    room.run(edited(news, text="A klaszter közgyűlését június 17-én tartja."), day=3)
    assert "Módosult: 2021. június 10." in page.read_text(encoding="utf-8")
    assert told in page.read_text(encoding="utf-8")


def test_a_new_headline_is_told_and_the_old_one_not_repeated(room):
    news = kept(title="A klaszter elnöke lemond", published=published("2021-06-04"))
    room.run(news)
    room.run(edited(news, title="A klaszter elnöke nem mond le"), day=3)
    assert notes(room) == ["Módosult: 2021. június 10. Új a címe."]
    assert "elnöke lemond" not in (room.config.output / "feed.atom").read_text(encoding="utf-8")


# New and healed sources


def history(source, number=60):
    """What a site has told for years, half of it without dates."""
    return [short(n, None if n % 2 else f"20{10 + n // 10}-03-04", source) for n in range(number)]


def seen(url, source):
    one = FeedDoor(kind="feed", url=url)
    return DoorSeen(source, one, "definition", Validators(), {})


def test_a_new_source_starts_quietly_in_the_feeds_there_are_and_has_all_in_its_own(room):
    audience = Audience(room)
    audience.run(RELEASE, OTHER)
    room.know(new_source("uj", sector="energia"), day=1)
    old, young = history("uj"), [short(900, "2021-06-01", "uj"), short(901, "2021-05-10", "uj")]
    told = audience.run(*old, *young, seen("https://uj.example.hu/feed", "uj"), day=1)
    assert sorted(told.new) == ["Hír 900", "Hír 901"]
    # in its own: what its window holds, the undated ones as of today
    assert len(room.items("source-uj")) == len(room.items("sector-energia")) == 32
    assert len(room.items("country-hu")) == len(room.items("language-hu")) == 4
    later = audience.run(short(902, None, "uj"), seen("https://uj.example.hu/feed", "uj"), day=2)
    assert later.new == ["Hír 902"]


def test_a_new_source_whose_history_comes_in_over_several_crawls_starts_quietly(room):
    audience = Audience(room)
    audience.run(RELEASE)
    room.know(new_source("uj"), day=1)
    door = seen("https://uj.example.hu/feed", "uj")
    told = []
    for day, owed in ((1, 4), (2, 2), (3, 0), (4, 0), (5, 1)):
        with room.archive.write() as connection:
            keep_reports(connection, [CrawlReport("uj", MONDAY + day * DAY, owed=owed)])
        told += audience.run(short(day, None, "uj"), door, day=day).new
    assert told == ["Hír 4", "Hír 5"]


def test_a_source_that_always_puts_a_page_off_is_heard_after_a_month(room):
    audience = Audience(room)
    audience.run(RELEASE)
    room.know(new_source("uj"), day=1)
    told = []
    for day in (1, 20, 32):
        with room.archive.write() as connection:
            keep_reports(connection, [CrawlReport("uj", MONDAY + day * DAY, owed=1)])
        door = seen("https://uj.example.hu/feed", "uj")
        told += audience.run(short(day, None, "uj"), door, day=day).new
    assert told == ["Hír 32"]


def test_a_new_source_whose_first_crawl_failed_has_all_in_its_own_feed_later(room):
    audience = Audience(room)
    audience.run(RELEASE)
    room.know(new_source("uj"), day=1)
    audience.publish(day=1)  # nothing was found yet
    audience.run(*history("uj", 10), seen("https://uj.example.hu/feed", "uj"), day=2)
    assert len(room.items("source-uj")) == 10
    assert room.titles() == [TITLE]


def test_an_old_story_that_changes_after_its_quiet_start_is_still_shown_to_nobody(room):
    audience = Audience(room)
    audience.run(RELEASE)
    room.know(new_source("uj"), day=1)
    old = history("uj", 20)
    audience.run(*old, seen("https://uj.example.hu/feed", "uj"), day=1)
    changed = [edited(one, title=f"{one.article.title} (bővült)") for one in old]
    assert audience.run(*changed, day=2).new == []
    room.group(3, everything=True)
    assert audience.publish(day=3).new == []


def test_a_healed_source_floods_nobody(room):
    audience = Audience(room)
    audience.run(RELEASE, seen("https://portal.example.hu/regi", "portal"))
    with room.archive.write() as connection:
        new = FeedDoor(kind="feed", url="https://portal.example.hu/uj")
        old = FeedDoor(kind="feed", url="https://portal.example.hu/regi")
        take_doors(connection, "portal", [(new, "found")], [old], MONDAY + 5 * DAY)
        assert len(connection.execute(door.select()).all()) == 2
    found = [*history("portal"), short(900, "2021-06-10")]
    told = audience.run(*found, seen(new.url, "portal"), day=5)
    assert told.new == ["Hír 900"]
    assert audience.run(short(901, None), day=6).new == ["Hír 901"]


# Sources that change


def test_a_source_that_changes_its_sector_changes_only_the_feeds_of_sectors(room):
    room.know(PORTAL.model_copy(update={"sector": "faipar"}))
    audience = Audience(room)
    audience.run(RELEASE, OTHER)
    assert room.titles("sector-faipar") == [TITLE]
    room.know(PORTAL.model_copy(update={"sector": "energia"}), day=1)
    told = audience.publish(day=1)
    assert (told.new, told.gone, audience.watch.raised) == ([], [], [])
    assert room.titles("sector-energia") == [TITLE]
    assert not (room.config.output / "sector-faipar.rss").exists()
    room.know(PORTAL.model_copy(update={"sector": "faipar"}), day=2)
    audience.publish(day=2)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Új név"},
        {"organisation": "Új Kft."},
        {"home": "https://uj.example.hu/"},
        {"country": "sk"},
        {"full_text": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_source_described_otherwise_shows_its_entries_otherwise_and_none_as_new(
    room, tmp_path, change
):
    audience = Audience(room)
    audience.run(RELEASE, REPRINT, OTHER)
    room.know(PORTAL.model_copy(update=change), day=1)
    told = audience.publish(day=1)
    assert (told.new, told.gone, audience.watch.raised) == ([], [], [])
    assert files(room.config.output) == room.afresh(tmp_path / "afresh", day=1)


def test_a_feed_that_begins_later_has_what_there_was_and_the_id_everybody_knows(room):
    audience = Audience(room)
    english = kept(language="en", title="A laboratory opens", published=FIFTH)
    audience.run(RELEASE)
    assert not (room.config.output / "language-en.rss").exists()
    audience.run(english, day=1)
    assert room.ids("language-en").items() <= room.ids().items()
    late = Audience(room, "language-en")
    assert late.poll().new == ["A laboratory opens"]
    room.know(PORTAL.model_copy(update={"sector": "faipar"}), day=2)
    audience.publish(day=2)
    assert room.ids("sector-faipar") == room.ids()


def test_an_original_that_changes_its_language_changes_feeds_once_and_for_good(room):
    audience = Audience(room)
    audience.run(RELEASE)
    for day, language in enumerate(("en", "hu", "en"), 1):
        audience.run(edited(RELEASE, language=language), day=day)
    assert room.titles() == [TITLE]


# Both databases


def test_on_both_databases_the_same_is_shown(room_of_both):
    room, audience = room_of_both, Audience(room_of_both, but=BY_LINK)
    assert sorted(audience.run(REPRINT, OTHER).new) == sorted(
        [REPRINT.article.title, OTHER.article.title]
    )
    assert audience.run(RELEASE, short(1, None), day=1).new == ["Hír 1"]
    gone(room, OTHER, day=2)
    assert audience.publish(day=3).gone == [OTHER.article.title]
    assert audience.run(OTHER, day=4).new == []
    news = [short(n + 10, f"2021-06-09T{n // 60:02}:{n % 60:02}") for n in range(MOST + 5)]
    audience.run(*news, day=5)
    gone(room, *news[-5:], day=6)
    audience.publish(day=7)
    assert audience.run(short(1, None, title="Más"), day=8).new == []
    room.group(9, everything=True)
    told = audience.publish(day=9)
    assert (told.new, told.gone) == ([], [])


def test_an_id_says_nothing_of_its_story(room):
    room.run(RELEASE)
    (id,) = room.ids().values()
    assert id.startswith("tag:example.org,2021:")
    assert not any(word in id for word in ("merolabor", "portal", "2021-06"))
