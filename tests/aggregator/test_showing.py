"""A story as it is shown: what was edited, and how it was known once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aggregator.archive.credits import replace_credits
from aggregator.archive.memory import ArchiveMemory
from aggregator.errors import NotFound
from aggregator.group import group
from aggregator.showing import story_details
from scrapers.memory import Missing
from tests.aggregator.archive.findings import DAY, MONDAY, contents, kept, published
from tests.aggregator.storied import finding, prose

HOUR = timedelta(hours=1)
TEXT = prose(1)
RELEASE = "https://portal.example.hu/hir"


def told(archive, which=RELEASE, as_of=None):
    return story_details(archive, which, as_of)


@pytest.fixture
def edited(archive):
    """A release of Monday, reprinted on Tuesday, edited on Wednesday."""
    memory = ArchiveMemory(archive)
    for day, one in enumerate(
        (
            finding("portal/hir", TEXT),
            finding("press/hir", TEXT),
            finding("portal/hir", f"{TEXT}\n\nA határidő pénteken délben jár le."),
        )
    ):
        memory.keep([one], MONDAY + day * DAY)
        group(archive, None, MONDAY + day * DAY)
    return archive


def test_what_an_article_said_before_is_shown_with_the_difference(edited):
    (earlier,) = told(edited)["earlier versions"]
    assert earlier["of"].endswith(RELEASE)
    assert earlier["until"] == MONDAY + 2 * DAY
    assert (earlier["because"], earlier["title"]) == ("edited", None)
    assert earlier["taken out"] == []
    assert earlier["put in"] == ["A határidő pénteken délben jár le."]


def test_as_of_a_moment_a_story_has_the_members_that_it_had_then(edited):
    assert told(edited, as_of=MONDAY + HOUR)["reprinted by"] == []
    (reprint,) = told(edited, as_of=MONDAY + DAY + HOUR)["reprinted by"]
    assert reprint["in common"] == "100% of it, 100% of the original"
    assert len(told(edited)["reprinted by"]) == 1


def test_as_of_a_moment_nothing_is_told_of_later_edits(edited):
    assert told(edited, as_of=MONDAY + DAY + HOUR)["earlier versions"] == []


def test_before_it_was_known_a_story_is_not_there(edited):
    assert told(edited, as_of=MONDAY - HOUR) is None
    assert told(edited, str(told(edited)["story"]), as_of=MONDAY - HOUR) is None


def test_a_date_that_was_found_later_is_not_told_of_before(archive):
    memory = ArchiveMemory(archive)
    memory.keep([finding("portal/hir", TEXT)], MONDAY)
    group(archive, None, MONDAY)
    memory.keep([finding("portal/hir", TEXT, published=published("2021-06-04"))], MONDAY + DAY)
    group(archive, None, MONDAY + DAY)
    assert told(archive)["published"] == "2021-06-04"
    assert told(archive, as_of=MONDAY + HOUR)["published"] is None


def test_as_of_a_moment_stories_that_are_one_now_were_two(archive):
    memory = ArchiveMemory(archive)
    memory.keep([finding("portal/hir", TEXT), finding("press/mas", prose(2))], MONDAY)
    group(archive, None, MONDAY)
    other = "https://press.example.hu/mas"
    before = told(archive, other)
    memory.keep([finding("press/mas", TEXT)], MONDAY + DAY)
    group(archive, None, MONDAY + DAY)
    assert told(archive, other)["story"] == told(archive)["story"]
    then = told(archive, str(before["story"]), as_of=MONDAY + HOUR)
    assert (then["story"], then["original"]) == (before["story"], before["original"])
    assert told(archive, other, as_of=MONDAY + HOUR)["summary"] == before["summary"]


def test_a_reprint_that_is_gone_now_is_shown_as_of_when_it_was_there(edited):
    memory = ArchiveMemory(edited)
    for day in (4, 5):
        memory.keep([Missing("press", "press.example.hu/hir")], MONDAY + day * DAY)
    group(edited, None, MONDAY + 5 * DAY)
    assert told(edited)["reprinted by"] == []
    assert len(told(edited, as_of=MONDAY + 3 * DAY)["reprinted by"]) == 1


def test_a_story_of_an_old_id_is_shown_with_the_older_one(edited):
    assert told(edited, told(edited)["id"])["story"] == told(edited)["story"]


def test_credits_end_and_begin_and_are_not_changed(archive):
    memory = ArchiveMemory(archive)
    credited = "Közös mérőlabor nyílik, írja a Hálózati Portál. " + prose(3)
    memory.keep([kept(source="press", path="hir", text=credited)], MONDAY)
    group(archive, None, MONDAY)
    rows = contents(archive)["credit"]
    assert [(row["who"], row["source"], row["until"]) for row in rows] == [
        ("Hálózati Portál", "portal", None)
    ]
    group(archive, None, MONDAY + DAY, everything=True)
    assert contents(archive)["credit"] == rows
    with archive.write() as connection:
        replace_credits(connection, {rows[0]["article"]: ()}, MONDAY + 2 * DAY)
    assert [row["until"] for row in contents(archive)["credit"]] == [MONDAY + 2 * DAY]


def test_a_story_is_shown_by_the_address_from_which_its_page_has_moved(archive):
    memory, one = ArchiveMemory(archive), finding("portal/hir", TEXT)
    memory.keep([one], MONDAY)
    group(archive, None, MONDAY)
    new = "https://portal.example.hu/uj/hir"
    moved = replace(
        one, article_key="portal.example.hu/uj/hir", article=replace(one.article, url=new)
    )
    memory.keep([moved], MONDAY + 2 * DAY)
    group(archive, None, MONDAY + 2 * DAY)
    shown = told(archive, new)
    assert shown["original"].endswith(new)
    assert told(archive, RELEASE) == told(archive, "HTTPS://portal.example.hu/hir#x") == shown
    for address in (RELEASE, new):
        assert told(archive, address, as_of=MONDAY + HOUR)["story"] == shown["story"]


def test_an_address_that_is_another_articles_now_shows_that(archive):
    memory, one = ArchiveMemory(archive), finding("portal/hir", TEXT)
    new = "https://portal.example.hu/uj/hir"
    moved = replace(
        one, article_key="portal.example.hu/uj/hir", article=replace(one.article, url=new)
    )
    memory.keep([moved], MONDAY)
    other = replace(finding("portal/hir", prose(2)), key="portal.example.hu/mas")
    memory.keep([other], MONDAY)
    group(archive, None, MONDAY)
    assert told(archive, RELEASE)["original"].endswith(RELEASE)


def test_an_article_that_was_kept_and_in_no_story_yet_is_told_as_of_then(archive):
    ArchiveMemory(archive).keep([finding("portal/hir", TEXT)], MONDAY)
    for as_of in (None, MONDAY, MONDAY + HOUR):
        with pytest.raises(NotFound, match="kept, but in no story yet"):
            told(archive, as_of=as_of)
    group(archive, None, MONDAY + DAY)
    with pytest.raises(NotFound, match="kept, but in no story yet"):
        told(archive, as_of=MONDAY + HOUR)
    assert told(archive, as_of=MONDAY - HOUR) is None
    assert told(archive, as_of=MONDAY + DAY)
