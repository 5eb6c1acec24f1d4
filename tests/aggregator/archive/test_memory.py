from dataclasses import replace
from datetime import UTC

import pytest
from sqlalchemy import select

from aggregator.archive.doors import take_doors
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.moments import published_of
from aggregator.archive.resting import ATTEMPTS
from aggregator.archive.schema import article as article_table
from aggregator.errors import ArchiveFailed
from scrapers.article import BUDAPEST
from scrapers.doors.teaser import Teaser
from scrapers.memory import (
    Answer,
    DoorSeen,
    KnownDoor,
    KnownPage,
    KnownRobots,
    Missing,
    Owed,
    Recollection,
    Refused,
    RobotsSeen,
    Unanswered,
    Unchanged,
    Validators,
)
from scrapers.source import FeedDoor
from tests.aggregator.archive.findings import DAY, MONDAY, article, contents, kept, published

ANSWER = Answer("https://portal.example.hu/hirek/1", "text/html", b"", None, 0)
OPENING = replace(kept(), answer=ANSWER)
KEY = OPENING.key
EDITED = replace(kept(text="A klaszter tagjai októberben közös mérőlabort nyitnak."), answer=ANSWER)
TEASER = Teaser(
    url=OPENING.url,
    title="Közös mérőlabor nyílik – „hamarosan”",
    summary="A tagok együtt mérnek.",
    updated="2021-06-07T06:00:00+02:00",
    published=published("2021-06-04", found="feed", text="2021. június 4."),
)
OWED = Owed("portal", KEY, TEASER, "http 503")
DOOR = DoorSeen(
    "portal",
    FeedDoor(kind="feed", url="https://portal.example.hu/feed/"),
    "as defined",
    Validators('W/"abc"', "Mon, 07 Jun 2021 05:00:00 GMT", "digest"),
    {KEY: "mark-1", "portal.example.hu/hirek/masik": "mark-2"},
)


@pytest.fixture
def memory(archive):
    return ArchiveMemory(archive)


def the_article(archive):
    (row,) = contents(archive)["article"]
    return row


def the_moment(archive):
    with archive.read() as connection:
        return published_of(connection.execute(select(article_table)).mappings().one())


def the_page(memory):
    (known,) = memory.recall("portal").pages.values()
    return known


# Recalled


@pytest.mark.parametrize("source", ["nobody", "portal", "", "'; DROP TABLE page; --"])
def test_of_a_new_source_nothing_is_recalled(memory, source):
    assert memory.recall(source) == Recollection()


def test_of_an_article_its_page_is_recalled(memory):
    memory.keep([OPENING], MONDAY)
    known = KnownPage(OPENING.url, OPENING.validators, MONDAY, checks=0, missed=False, gone=False)
    assert memory.recall("portal") == Recollection(pages={KEY: known})


def test_each_source_has_its_own_memory(memory):
    memory.keep([OPENING], MONDAY)
    assert memory.recall("member") == Recollection()


def test_the_same_key_in_two_sources_is_two_pages(memory, archive):
    other = replace(kept(source="member"), key=KEY, article_key=KEY)
    memory.keep([OPENING, other], MONDAY)
    assert [row["source"] for row in contents(archive)["article"]] == ["portal", "member"]


def test_recalled_times_are_aware(memory):
    memory.keep([OPENING], MONDAY.astimezone(BUDAPEST))
    assert the_page(memory).asked == MONDAY
    assert the_page(memory).asked.tzinfo is UTC


# An article


def test_an_article_is_kept_as_its_page_tells_it(memory, archive):
    told = article(
        title="„Közös” mérőlabor – nyílik",
        text="Első bekezdés.\n\nMásodik bekezdés: árvíztűrő tükörfúrógép 𝔎.",
        authors=("Szerkesztőség", "Titkárság"),
        image="https://portal.example.hu/kep.jpg",
    )
    memory.keep([kept(told)], MONDAY)
    row = the_article(archive)
    names = ("source", "url", "title", "text", "html", "image", "language")
    assert {name: row[name] for name in names} == {name: getattr(told, name) for name in names}
    assert row["authors"] == ["Szerkesztőség", "Titkárság"]
    assert (row["first_seen"], row["last_seen"]) == (MONDAY, MONDAY)
    assert (row["changed"], row["gone"], row["published_at"]) == (None, None, None)


@pytest.mark.parametrize(
    "moment",
    [
        published("2021-06-04"),
        published("2021-06-01", found="byline", precision="month", text="2021. június"),
        published("2021-06-04T10:30", found="meta", precision="minute"),
    ],
    ids=lambda moment: moment.iso(),
)
def test_a_publication_moment_comes_back_as_precise_as_it_was_told(memory, archive, moment):
    memory.keep([kept(published=moment)], MONDAY)
    assert the_moment(archive) == moment
    assert the_moment(archive).iso() == moment.iso()


@pytest.mark.parametrize(
    "letters",
    [
        "2021. június 4.\t10:30",
        pytest.param("Fri, 04 Jun 2021 10:00 +0200 (\ud800)", id="lone surrogate"),
        pytest.param("Fri, 04 Jun 2021 10:00 +0200 (\x00)", id="NUL"),
    ],
)
def test_no_letter_of_a_date_stops_the_others(memory, archive, letters):
    odd = kept(path="hirek/kulonos", published=published("2021-06-04", text=letters))
    memory.keep([OPENING, odd], MONDAY)
    assert len(contents(archive)["article"]) == 2


# Kept twice


def test_what_is_off_topic_is_remembered_as_that_until_it_is_not(memory):
    memory.keep([Refused("portal", KEY, OPENING.url, "off topic")], MONDAY)
    assert the_page(memory).off_topic
    memory.keep([OPENING], MONDAY + DAY)
    assert not the_page(memory).off_topic


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(OPENING, id="kept"),
        pytest.param(EDITED, id="edited"),
        pytest.param(Unchanged("portal", KEY), id="unchanged"),
        pytest.param(Missing("portal", KEY), id="missing"),
        pytest.param(Refused("portal", KEY, OPENING.url, "no-text"), id="refused"),
        pytest.param(OWED, id="owed"),
        pytest.param(replace(OWED, asked=False), id="not reached"),
        pytest.param(Unanswered("portal", KEY, "timeout"), id="unanswered"),
        pytest.param(DOOR, id="door"),
    ],
)
def test_keeping_a_batch_twice_changes_nothing(memory, archive, finding):
    memory.keep([OPENING], MONDAY)
    memory.keep([finding], MONDAY + DAY)
    before = contents(archive)
    memory.keep([finding], MONDAY + DAY)
    assert contents(archive) == before


def test_a_first_batch_kept_twice_makes_one_of_everything(memory, archive):
    batch = [OPENING, replace(OWED, key="portal.example.hu/hirek/masik"), DOOR]
    memory.keep(batch, MONDAY)
    memory.keep(batch, MONDAY)
    counts = {name: len(rows) for name, rows in contents(archive).items() if rows}
    index = (counts.pop("document"), counts.pop("spelling") > 0)
    one_each = {"source": 3, "article": 1, "answer": 1, "page": 2, "door": 1}
    assert (counts, index) == (one_each, (1, True))


def test_an_owed_page_told_again_by_a_lost_run_is_not_given_up(memory):
    for _ in range(ATTEMPTS + 1):
        memory.keep([replace(OWED, reason="timeout")], MONDAY)
    assert KEY in memory.recall("portal").owed


# Changed, unchanged


def test_a_changed_article_leaves_a_revision_with_the_old_text(memory, archive):
    first = kept(published=published("2021-06-04"))
    memory.keep([first], MONDAY)
    memory.keep([EDITED], MONDAY + DAY)
    row = the_article(archive)
    assert row["text"] == EDITED.article.text
    assert (row["first_seen"], row["changed"]) == (MONDAY, MONDAY + DAY)
    (old,) = contents(archive)["revision"]
    assert old["article"] == row["id"]
    names = ("title", "text", "html")
    assert {name: old[name] for name in names} == {
        name: getattr(first.article, name) for name in names
    }
    assert (old["since"], old["until"]) == (MONDAY, MONDAY + DAY)
    assert (old["published_at"], old["published_precision"]) == (first.article.published.at, "day")


def test_revisions_follow_each_other_without_a_gap(memory, archive):
    for day, text in enumerate(("egy", "kettő", "három", "kettő")):
        memory.keep([kept(text=text)], MONDAY + day * DAY)
    rows = contents(archive)["revision"]
    assert [(row["text"], row["since"], row["until"]) for row in rows] == [
        ("egy", MONDAY, MONDAY + DAY),
        ("kettő", MONDAY + DAY, MONDAY + 2 * DAY),
        ("három", MONDAY + 2 * DAY, MONDAY + 3 * DAY),
    ]


def test_layout_and_pictures_make_no_revision(memory, archive):
    memory.keep([OPENING], MONDAY)
    told = article(
        html="<p><strong>más betűk</strong></p>", image="https://portal.example.hu/k.jpg"
    )
    memory.keep([kept(told)], MONDAY + DAY)
    assert contents(archive)["revision"] == []
    row = the_article(archive)
    assert (row["html"], row["image"], row["changed"]) == (told.html, told.image, None)


def test_another_headline_makes_a_revision(memory, archive):
    memory.keep([OPENING], MONDAY)
    memory.keep([kept(title="Mégsem nyílik mérőlabor")], MONDAY + DAY)
    assert [row["title"] for row in contents(archive)["revision"]] == [OPENING.article.title]


def test_an_unchanged_page_was_seen_and_checked_and_is_else_the_same(memory, archive):
    memory.keep([OPENING], MONDAY)
    before = the_article(archive)
    memory.keep([Unchanged("portal", KEY)], MONDAY + DAY)
    assert the_article(archive) == before | {"last_seen": MONDAY + DAY}
    known = the_page(memory)
    assert (known.asked, known.checks, known.validators) == (MONDAY + DAY, 1, OPENING.validators)


def test_two_addresses_of_one_article_are_two_pages_and_one_article(memory, archive):
    memory.keep([OPENING, replace(OPENING, key="portal.example.hu/?p=12")], MONDAY)
    assert len(contents(archive)["article"]) == 1
    assert set(memory.recall("portal").pages) == {KEY, "portal.example.hu/?p=12"}


# Dates


def test_an_unknown_date_never_replaces_a_known_one(memory, archive):
    memory.keep([kept(published=published("2021-06-04"))], MONDAY)
    memory.keep([EDITED], MONDAY + DAY)
    assert the_moment(archive) == published("2021-06-04")


def test_a_known_date_replaces_an_unknown_one(memory, archive):
    memory.keep([OPENING], MONDAY)
    told = published("2021-06-04", found="byline")
    memory.keep([kept(published=told)], MONDAY + DAY)
    assert the_moment(archive) == told


@pytest.mark.parametrize(
    ("found", "replaces"),
    [("json-ld", True), ("meta", True), ("time", True), ("feed", False), ("byline", False)],
)
def test_only_a_stated_date_replaces_a_known_one(memory, archive, found, replaces):
    known, other = published("2021-06-04", found="meta"), published("2021-06-05", found=found)
    memory.keep([kept(published=known)], MONDAY)
    memory.keep([kept(published=other)], MONDAY + DAY)
    assert the_moment(archive) == (other if replaces else known)


# Missing


def missing(memory, *days):
    for day in days:
        memory.keep([Missing("portal", KEY)], MONDAY + day * DAY)


def test_missing_once_is_not_gone(memory, archive):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1)
    assert (the_page(memory).missed, the_page(memory).gone) == (True, False)
    assert the_article(archive)["gone"] is None


def test_missing_twice_on_one_day_is_not_gone(memory, archive):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1, 1.25)
    assert the_page(memory).gone is False
    assert the_article(archive)["gone"] is None


def test_missing_on_two_days_is_gone(memory, archive):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1, 2)
    assert the_page(memory).gone is True
    row = the_article(archive)
    assert row["gone"] == MONDAY + 2 * DAY
    assert row["text"] == OPENING.article.text


@pytest.mark.parametrize(
    "back", [OPENING, Unchanged("portal", KEY), Refused("portal", KEY, "", "no-text")]
)
def test_an_answer_between_two_misses_clears_the_first(memory, archive, back):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1)
    memory.keep([back], MONDAY + 2 * DAY)
    missing(memory, 3)
    assert the_page(memory).gone is False
    assert the_article(archive)["gone"] is None


def test_an_article_that_came_back_is_not_gone(memory, archive):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1, 2)
    memory.keep([OPENING], MONDAY + 9 * DAY)
    assert (the_page(memory).missed, the_page(memory).gone) == (False, False)
    assert the_article(archive)["gone"] is None


def test_an_article_went_when_it_was_first_believed(memory, archive):
    memory.keep([OPENING], MONDAY)
    missing(memory, 1, 2, 9)
    assert the_article(archive)["gone"] == MONDAY + 2 * DAY


def test_a_page_that_was_never_known_cannot_be_missing(memory, archive):
    missing(memory, 0)
    assert contents(archive)["page"] == []


# Refused


def test_a_refused_page_is_known_and_no_article(memory, archive):
    memory.keep([Refused("portal", KEY, OPENING.url, "no-text")], MONDAY)
    assert memory.recall("portal") == Recollection(
        pages={KEY: KnownPage(OPENING.url, Validators(), MONDAY)}
    )
    assert contents(archive)["article"] == []
    assert contents(archive)["page"][0]["reason"] == "no-text"


def test_a_refused_page_is_asked_for_anew_whatever_it_was_before(memory):
    memory.keep([OPENING], MONDAY)
    memory.keep([Refused("portal", KEY, OPENING.url, "no-text")], MONDAY + DAY)
    assert the_page(memory).validators == Validators()


def test_a_refusal_never_harms_a_kept_article(memory, archive):
    memory.keep([OPENING], MONDAY)
    before = the_article(archive)
    memory.keep([Refused("portal", KEY, OPENING.url, "http 403")], MONDAY + DAY)
    assert the_article(archive) == before
    assert contents(archive)["page"][0]["article"] == before["id"]
    memory.keep([OPENING], MONDAY + 2 * DAY)
    assert the_article(archive) == before | {"last_seen": MONDAY + 2 * DAY}


# Owed


def owe(memory, times, start=0):
    for day in range(start, start + times):
        memory.keep([OWED], MONDAY + day * DAY)


def test_an_owed_page_is_recalled_with_its_teaser(memory):
    owe(memory, 1)
    assert memory.recall("portal") == Recollection(owed={KEY: TEASER})


@pytest.mark.parametrize(
    "teaser", [Teaser(OPENING.url), replace(TEASER, title="\ud83d és \x00", published=None)]
)
def test_any_teaser_can_be_owed(memory, teaser):
    memory.keep([replace(OWED, teaser=teaser)], MONDAY)
    assert memory.recall("portal").owed == {KEY: teaser}


def test_an_owed_page_shows_its_newest_teaser(memory):
    owe(memory, 1)
    newer = replace(TEASER, title="Elhalasztva")
    memory.keep([replace(OWED, teaser=newer)], MONDAY + DAY)
    assert memory.recall("portal").owed == {KEY: newer}


def test_an_owed_page_is_given_up_after_its_attempts_and_new_to_a_door_that_shows_it(memory):
    owe(memory, ATTEMPTS - 1)
    assert KEY in memory.recall("portal").owed
    owe(memory, 1, start=ATTEMPTS - 1)
    assert memory.recall("portal") == Recollection()
    memory.keep([OPENING], MONDAY + 30 * DAY)
    assert the_page(memory).asked == MONDAY + 30 * DAY


def test_a_day_is_one_attempt_however_often_it_is_tried(memory):
    for quarter in range(4 * 24):
        memory.keep([OWED], MONDAY.replace(hour=0) + quarter * DAY / 200)
    assert KEY in memory.recall("portal").owed


def test_what_is_never_asked_for_is_never_given_up(memory):
    for day in range(5 * ATTEMPTS):
        memory.keep([replace(OWED, asked=False)], MONDAY + day * DAY)
    assert memory.recall("portal").owed == {KEY: TEASER}


def test_a_page_given_up_is_not_owed_again_when_the_batch_is_kept_twice(memory, archive):
    owe(memory, ATTEMPTS)
    before = contents(archive)
    owe(memory, 1, start=ATTEMPTS - 1)
    assert contents(archive) == before


@pytest.mark.parametrize("answer", [OPENING, Refused("portal", KEY, OPENING.url, "no-text")])
def test_an_answer_settles_the_debt_and_the_count(memory, answer):
    owe(memory, ATTEMPTS - 1)
    memory.keep([answer], MONDAY + 20 * DAY)
    assert memory.recall("portal").owed == {}
    owe(memory, ATTEMPTS - 1, start=21)
    assert KEY in memory.recall("portal").owed


def test_a_known_article_that_is_owed_stays_as_it_is(memory, archive):
    memory.keep([OPENING], MONDAY)
    before = the_article(archive)
    owe(memory, ATTEMPTS + 1, start=1)
    assert the_article(archive) == before


def test_a_look_that_is_not_answered_is_put_off_and_changes_nothing_else(memory, archive):
    memory.keep([OPENING], MONDAY)
    before = the_article(archive), the_page(memory)
    memory.keep([Unanswered("portal", KEY, "timeout")], MONDAY + DAY)
    assert (the_article(archive), the_page(memory)) == (
        *(before[0], replace(before[1], asked=MONDAY + DAY)),
    )


# One article, several addresses


def at(path, finding=OPENING, **changes):
    """The finding of a page at another address whose article is at ``finding``'s, or its own."""
    article = replace(finding.article, **changes)
    key = f"portal.example.hu/{path}"
    return replace(finding, key=key, url=f"https://{key}", article=article)


def test_pages_that_name_one_address_as_theirs_wrongly_are_articles_of_their_own(memory, archive):
    others = [at(f"hir/{n}", title=f"Hír {n}", text=f"Egészen más szöveg: {n}.") for n in (1, 2)]
    memory.keep([at("hir/0"), *others], MONDAY)
    rows = contents(archive)["article"]
    assert {row["title"] for row in rows} == {OPENING.article.title, "Hír 1", "Hír 2"}
    assert {row["url"] for row in rows} >= {one.url for one in others}
    assert contents(archive)["revision"] == []


def test_an_article_moves_with_its_page(memory, archive):
    memory.keep([OPENING], MONDAY)
    url = "https://portal.example.hu/uj/merolabor"
    key = url.removeprefix("https://")
    moved = replace(OPENING, article_key=key, article=replace(OPENING.article, url=url))
    memory.keep([moved], MONDAY + DAY)
    row = the_article(archive)
    assert (row["url"], row["key"], row["first_seen"]) == (url, key, MONDAY)


def test_a_page_that_leads_to_something_else_gives_its_article_to_nobody(memory, archive):
    memory.keep([OPENING], MONDAY)
    url = "https://portal.example.hu/friss"
    text = "A lista a klaszter legújabb híreit mutatja."
    other = replace(OPENING.article, url=url, title="Friss hírek", text=text)
    led = replace(OPENING, article_key=url.removeprefix("https://"), article=other)
    memory.keep([led], MONDAY + DAY)
    old, new = contents(archive)["article"]
    assert (old["title"], old["gone"]) == (OPENING.article.title, MONDAY + DAY)
    assert (new["title"], new["gone"]) == ("Friss hírek", None)


def test_texts_that_have_nothing_in_common_are_no_edit_of_each_other(memory, archive):
    words = [" ".join(f"szó{n}x{word}" for word in range(30)) for n in range(3)]
    memory.keep([at(f"hir/{n}", title="Hírek", text=words[n]) for n in range(3)], MONDAY)
    assert {row["text"] for row in contents(archive)["article"]} == set(words)


def test_an_article_whose_page_leads_to_another_is_gone(memory, archive):
    memory.keep([OPENING], MONDAY)
    new = replace(at("uj/merolabor"), article_key="portal.example.hu/uj/merolabor")
    memory.keep([new], MONDAY + DAY)
    memory.keep([replace(OPENING, article_key=new.key)], MONDAY + 2 * DAY)
    old, young = contents(archive)["article"]
    assert (old["gone"], young["gone"]) == (MONDAY + 2 * DAY, None)


def test_a_former_address_that_is_missing_takes_no_article_away(memory, archive):
    memory.keep([OPENING, at("regi/merolabor")], MONDAY)
    for day in (1, 2):
        memory.keep([Missing("portal", "portal.example.hu/regi/merolabor")], MONDAY + day * DAY)
    assert the_article(archive)["gone"] is None
    for day in (3, 4):
        memory.keep([Missing("portal", KEY)], MONDAY + day * DAY)
    assert the_article(archive)["gone"] == MONDAY + 4 * DAY


# Doors


def test_a_door_is_recalled_with_its_validators_and_marks(memory):
    memory.keep([DOOR], MONDAY)
    assert memory.recall("portal") == Recollection(
        doors={DOOR.door.url: KnownDoor(DOOR.validators, DOOR.marks, DOOR.definition)}
    )


def test_a_door_is_recalled_as_it_was_last_seen(memory, archive):
    memory.keep([DOOR], MONDAY)
    later = replace(DOOR, validators=Validators(), marks={KEY: "mark-3"}, definition="otherwise")
    memory.keep([later], MONDAY + DAY)
    seen = KnownDoor(Validators(), {KEY: "mark-3"}, "otherwise")
    assert memory.recall("portal").doors == {DOOR.door.url: seen}
    (row,) = contents(archive)["door"]
    assert (row["since"], row["seen"]) == (MONDAY, MONDAY + DAY)


# Whole or not at all


class Strange:
    """Something that is no finding."""


@pytest.mark.parametrize(
    "bad", [Strange(), replace(OPENING, source="nobody")], ids=["no finding", "unknown source"]
)
def test_a_batch_is_kept_whole_or_not_at_all(memory, archive, bad):
    before = contents(archive)
    with pytest.raises((TypeError, ArchiveFailed)):
        memory.keep([OPENING, bad, DOOR], MONDAY)
    assert contents(archive) == before
    memory.keep([OPENING, DOOR], MONDAY)
    assert len(contents(archive)["article"]) == 1


def test_nothing_to_keep_is_nothing_kept(memory, archive):
    before = contents(archive)
    memory.keep([], MONDAY)
    assert contents(archive) == before


def test_a_naive_moment_is_refused_and_nothing_kept(memory, archive):
    before = contents(archive)
    with pytest.raises((ValueError, ArchiveFailed)):
        memory.keep([OPENING], MONDAY.replace(tzinfo=None))
    assert contents(archive) == before


def test_every_moment_in_the_archive_is_aware(memory, archive):
    memory.keep([kept(published=published("2021-06-04")), DOOR], MONDAY)
    rows = [row for table in contents(archive).values() for row in table]
    moments = [value for row in rows for value in row.values() if hasattr(value, "tzinfo")]
    assert len(moments) >= 6
    assert all(moment.tzinfo is UTC for moment in moments)


def test_robots_txt_is_remembered_by_its_place_for_the_sources_on_it(memory):
    place, feeds = "portal.example.hu:8080", "feeds.example"
    memory.keep([RobotsSeen("portal", place, b"User-agent: *")], MONDAY)
    memory.keep([RobotsSeen("portal", place, b""), RobotsSeen("press", feeds, b"x")], MONDAY + DAY)
    known = {place: KnownRobots(b"", MONDAY + DAY)}
    assert memory.recall("portal").robots == known
    assert memory.recall("member").robots == {}
    there = replace(DOOR, door=FeedDoor(kind="feed", url=f"https://{feeds}/portal"))
    memory.keep([there], MONDAY + DAY)
    known[feeds] = KnownRobots(b"x", MONDAY + DAY)
    assert memory.recall("portal").robots == known


def test_a_robots_txt_that_serves_nobody_any_more_is_forgotten(memory, archive):
    memory.keep([RobotsSeen("portal", "portal.example.hu", b"x")], MONDAY)
    memory.keep([RobotsSeen("press", "press.example.hu", b"x")], MONDAY + 3 * DAY)
    assert [row["netloc"] for row in contents(archive)["robots"]] == ["press.example.hu"]


# After a redesign


def test_after_healing_an_invitation_of_another_year_replaces_nothing(memory, archive):
    text = "Tisztelt Tagok! A klaszter közgyűlését idén is a nagyteremben tartjuk, kilenc órakor."
    first = article(path="hirek/1", text=text, published=published("2020-05-04"))
    second = replace(first, url="https://portal.example.hu/uj/9", published=published("2021-06-14"))
    memory.keep([kept(first)], MONDAY)
    with archive.write() as connection:
        take_doors(connection, "portal", [], [DOOR.door], MONDAY + DAY)
    memory.keep([kept(second)], MONDAY + DAY)
    assert [row["url"] for row in contents(archive)["article"]] == [first.url, second.url]
    moved = replace(first, url="https://portal.example.hu/uj/1")
    memory.keep([kept(moved)], MONDAY + DAY)
    assert [row["url"] for row in contents(archive)["article"]] == [moved.url, second.url]


def test_an_old_address_that_still_answers_after_its_article_moved_makes_no_second_one(
    memory, archive
):
    first = article(path="hirek/1", published=published("2020-05-04"))
    memory.keep([kept(first)], MONDAY)
    with archive.write() as connection:
        take_doors(connection, "portal", [], [DOOR.door], MONDAY + DAY)
    moved = replace(first, url="https://portal.example.hu/uj/1")
    memory.keep([kept(moved)], MONDAY + DAY)
    memory.keep([kept(first)], MONDAY + 2 * DAY)
    assert [row["url"] for row in contents(archive)["article"]] == [moved.url]
