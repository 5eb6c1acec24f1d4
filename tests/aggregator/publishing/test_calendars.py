"""Calendars over many runs, read by another library than the one that wrote them."""

from datetime import date, timedelta

import pytest
import vobject

from scrapers.article import Announced
from scrapers.memory import Missing
from tests.aggregator.archive.releases import release

CLUB = Announced(
    name="7. Klasztermenedzser Klub", start="2021-07-08", end="2021-07-09", town="Tata"
)
MEETING = Announced(
    name="Faipari Fórum", start="2021-09-16T10:00", end="2021-09-16T15:30", town="Eger"
)


def told(*events: Announced, source="portal", path="hirek/klub", text="Klub lesz Tatán.", **more):
    title = f"Meghívó ({source})"
    return release(source, text, path, title, announced=events, **more)


@pytest.fixture
def read(room):
    """The occasions of a calendar, by their names."""

    def read(name="events"):
        file = room.config.output / f"{name}.ics"
        calendar = vobject.readOne(file.read_bytes().decode())
        return {one.summary.value: one for one in calendar.contents.get("vevent", ())}

    return read


def test_days_are_whole_ones_and_the_end_is_the_day_after(room, read):
    room.run(told(CLUB))
    club = read()["7. Klasztermenedzser Klub"]
    assert (club.dtstart.value, club.dtend.value) == (date(2021, 7, 8), date(2021, 7, 10))
    assert club.location.value == "Tata"


def test_times_are_those_of_budapest(room, read):
    room.run(told(MEETING))
    meeting = read()["Faipari Fórum"]
    assert meeting.dtstart.value.isoformat() == "2021-09-16T10:00:00+02:00"
    assert meeting.dtend.value - meeting.dtstart.value == timedelta(hours=5, minutes=30)


def test_an_event_keeps_its_id_and_counts_its_changes(room, read):
    room.run(told(CLUB))
    before = read()["7. Klasztermenedzser Klub"]
    later = Announced(name=CLUB.name, start="2021-07-15", end="2021-07-16", town="Tata")
    room.run(told(later, text="Elhalasztották: a klub július 15-én lesz Tatán."), day=1)
    after = read()["7. Klasztermenedzser Klub"]
    assert after.uid.value == before.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.dtstart.value == date(2021, 7, 15)
    assert after.dtstamp.value > before.dtstamp.value


def test_an_event_without_an_edition_is_the_same_on_another_day_of_its_story(room, read):
    room.run(told(MEETING))
    before = read()["Faipari Fórum"]
    put_off = Announced(MEETING.name, "2021-09-23T10:00", "2021-09-23T15:30", town="Eger")
    room.run(told(put_off, text="A fórum egy héttel később lesz Egerben."), day=1)
    after = read()["Faipari Fórum"]
    assert after.uid.value == before.uid.value
    assert (after.sequence.value, len(read())) == ("1", 1)


def test_one_more_who_tells_of_it_changes_nothing_that_who_comes_must_know(room, read):
    room.run(told(CLUB))
    before = read()["7. Klasztermenedzser Klub"]
    other = told(CLUB, source="member", text="Egészen más szavakkal: klub Tatán, megyünk.")
    room.run(other, day=1)
    after = read()["7. Klasztermenedzser Klub"]
    assert (after.uid.value, after.sequence.value) == (before.uid.value, before.sequence.value)
    assert "member.example.hu" in after.description.value
    assert "7. Klasztermenedzser Klub" in read("source-member")


def test_what_nobody_tells_any_more_leaves_and_comes_back_as_itself(room, read):
    finding = told(CLUB)
    room.run(finding)
    before = read()["7. Klasztermenedzser Klub"]
    for day in (1, 2):
        room.run(Missing(finding.source, finding.key), day=day)
    assert read() == {}
    room.run(finding, day=3)
    assert read()["7. Klasztermenedzser Klub"].uid.value == before.uid.value


def test_publishing_again_on_any_day_touches_no_calendar(room):
    room.run(told(CLUB, MEETING))
    before = (room.config.output / "events.ics").read_bytes()
    room.publish(day=400)
    assert (room.config.output / "events.ics").read_bytes() == before


def test_each_source_and_sector_has_a_calendar_and_the_page_names_them(room, read):
    room.run(told(CLUB))
    assert "7. Klasztermenedzser Klub" in read("source-portal")
    assert read("source-press") == {}
    page = (room.config.output / "events.html").read_text(encoding="utf-8")
    assert "webcal://example.org/hirek/events.ics" in page
    assert "source-portal.ics" in page


def test_a_calendar_is_as_valid_where_nothing_is_in_it(room):
    room.run()
    calendar = vobject.readOne((room.config.output / "calls.ics").read_bytes().decode())
    assert calendar.version.value == "2.0"
    assert isinstance(calendar.vtimezone.tzid.value, str)
