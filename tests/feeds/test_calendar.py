import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from feeds import calendar
from feeds.characters import line, text
from feeds.occasion import Calendar, Occasion
from tests.feeds.example import BASE, BUDAPEST
from tests.feeds.ugly import TEXTS

STAMP = datetime(2026, 11, 5, 14, 30, 12, 999, tzinfo=BUDAPEST)
ZONE = ZoneInfo("Europe/Budapest")
KEPT = Path(__file__).with_name("data") / "rendered" / "full" / "events.ics"

FAIR = Occasion(
    uid="tag:hirek.example,2026:event:1",
    sequence=2,
    stamp=STAMP,
    first=date(2026, 11, 10),
    last=date(2026, 11, 12),
    name="Klaszterbörze; nap, este",
    begins=time(9, 30),
    ends=time(16),
    place="Győr, Fő u. 1.",
    url="https://klaszter.example/borze?a=1;b=2,3",
    description="Első sor\nMásodik \\ sor",
)
DAYS = replace(FAIR, uid="2", begins=None, ends=None, cancelled=True)
DEADLINE = replace(DAYS, uid="3", kind="deadline", place="", description="", cancelled=False)
SAMPLE = Calendar("Klasztereseményei; 2026", "Ami jön, \\ és mikor", (FAIR, DAYS, DEADLINE), BASE)

DATES = st.dates(date(1, 1, 1), date(9999, 12, 30))
OCCASIONS = st.builds(
    Occasion,
    uid=TEXTS,
    sequence=st.integers(0, 99),
    stamp=st.datetimes(datetime(1000, 1, 1), datetime(9998, 1, 1), timezones=st.timezones()),
    first=DATES,
    last=DATES,
    name=TEXTS,
    begins=st.none() | st.times(),
    ends=st.none() | st.times(),
    place=TEXTS,
    url=st.sampled_from(["", "https://a.example/b?c=1;d=2,3:4#5"]),
    description=TEXTS,
    cancelled=st.booleans(),
    kind=st.sampled_from(["event", "deadline"]),
).map(lambda one: replace(one, last=max(one.first, one.last)))
CALENDARS = st.builds(
    Calendar, TEXTS, TEXTS, st.lists(OCCASIONS, max_size=3), st.sampled_from([None, BASE])
)


def parsed(sample: Calendar):
    """What another library makes of the file; it folds properties of one name into a list."""
    return vobject.readOne(calendar.render(sample).decode())


def event(occasion: Occasion):
    return parsed(Calendar("Naptár", "", [occasion])).vevent


def said(read, name: str) -> str:
    """A text of what was read; empty where there is none."""
    (found,) = read.contents.get(name, [None])
    return found.value if found else ""


def unfolded(sample: Calendar) -> list[str]:
    return calendar.render(sample).replace(b"\r\n ", b"").decode().split("\r\n")


def span(occasion: Occasion) -> list[str]:
    """The lines of when it is, as they are written."""
    lines = unfolded(Calendar("Naptár", "", [occasion]))
    return [one for one in lines[lines.index("BEGIN:VEVENT") :] if one.startswith("DT")][:-1]


def test_a_calendar_has_today_the_bytes_it_had_when_its_file_was_kept():
    assert calendar.render(SAMPLE) == KEPT.read_bytes()


def test_an_event_tells_all_that_is_known_of_it():
    read = event(FAIR)
    assert read.uid.value == "tag:hirek.example,2026:event:1"
    assert read.summary.value == "Klaszterbörze; nap, este"
    assert read.location.value == "Győr, Fő u. 1."
    assert read.description.value == "Első sor\nMásodik \\ sor"
    assert read.url.value == "https://klaszter.example/borze?a=1;b=2,3"
    assert (read.sequence.value, read.status.value) == ("2", "CONFIRMED")
    assert not hasattr(read, "transp")


def test_when_it_was_last_changed_is_its_stamp_and_not_the_clock():
    read = event(FAIR)
    assert read.dtstamp.value == datetime(2026, 11, 5, 13, 30, 12, tzinfo=UTC)
    assert read.last_modified.value == read.dtstamp.value


def test_what_is_not_known_is_not_there():
    bare = event(replace(DAYS, place=" ", url="", description="\x00"))
    assert not {"location", "url", "description"} & bare.contents.keys()


def test_days_without_a_clock_time_end_on_the_day_after_the_last():
    assert span(DAYS) == ["DTSTART;VALUE=DATE:20261110", "DTEND;VALUE=DATE:20261113"]
    assert span(replace(DAYS, last=DAYS.first)) == [
        "DTSTART;VALUE=DATE:20261110",
        "DTEND;VALUE=DATE:20261111",
    ]


def test_an_event_over_several_days_begins_and_ends_by_the_clock():
    assert span(FAIR) == [
        "DTSTART;TZID=Europe/Budapest:20261110T093000",
        "DTEND;TZID=Europe/Budapest:20261112T160000",
    ]


@pytest.mark.parametrize("ends", [None, time(9, 30), time(8)], ids=["none", "same", "earlier"])
def test_an_event_without_a_later_end_has_none(ends):
    one = replace(FAIR, last=FAIR.first, ends=ends)
    assert span(one) == ["DTSTART;TZID=Europe/Budapest:20261110T093000"]


def test_an_event_over_several_days_without_an_hour_of_its_end_lasts_through_the_last_day():
    assert span(replace(FAIR, ends=None))[1] == "DTEND;TZID=Europe/Budapest:20261113T000000"


def test_an_end_alone_makes_no_beginning():
    assert span(replace(FAIR, begins=None)) == span(DAYS)


def test_a_deadline_is_its_last_day_and_leaves_people_free():
    assert span(DEADLINE) == ["DTSTART;VALUE=DATE:20261112", "DTEND;VALUE=DATE:20261113"]
    assert event(DEADLINE).transp.value == "TRANSPARENT"


@pytest.mark.parametrize(
    "clock", [{"ends": time(12)}, {"begins": time(12)}], ids=["ends", "begins"]
)
def test_a_deadline_by_the_clock_takes_no_time(clock):
    assert span(replace(DEADLINE, **clock)) == ["DTSTART;TZID=Europe/Budapest:20261112T120000"]


def test_a_deadline_at_midnight_is_by_the_clock():
    assert span(replace(DEADLINE, ends=time(0))) == ["DTSTART;TZID=Europe/Budapest:20261112T000000"]


def test_what_is_cancelled_says_so():
    assert event(DAYS).status.value == "CANCELLED"


def test_a_calendar_tells_its_names_and_where_it_is():
    lines = unfolded(SAMPLE)
    assert {
        r"NAME:Klasztereseményei\; 2026",
        r"X-WR-CALNAME:Klasztereseményei\; 2026",
        r"DESCRIPTION:Ami jön\, \\ és mikor",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        f"URL:{BASE}events.html",
        f"SOURCE;VALUE=URI:{BASE}events.ics",
    } <= set(lines)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", lines[2]]


def test_a_calendar_without_a_base_names_no_address():
    lines = unfolded(replace(SAMPLE, base=None, occasions=()))
    assert not [one for one in lines if one.startswith(("URL", "SOURCE"))]


def test_a_calendar_without_occasions_is_still_one():
    read = parsed(Calendar("", "", ()))
    assert not hasattr(read, "vevent")
    assert read.x_wr_calname.value == "events"


@given(st.datetimes(datetime(1996, 4, 1), datetime(2090, 1, 1)))
def test_budapest_keeps_the_time_that_the_world_says_it_keeps(moment):
    moment = moment.replace(microsecond=0)
    told = event(
        replace(FAIR, first=moment.date(), last=moment.date(), begins=moment.time())
    ).dtstart.value
    # what is asked twice or never by the clock is told by no calendar
    there = moment.replace(tzinfo=ZONE)
    if there.utcoffset() == there.replace(fold=1).utcoffset():
        assert told.astimezone(UTC) == there.astimezone(UTC)


def test_the_zone_is_told_once_and_in_few_words():
    lines = unfolded(SAMPLE)
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert lines.index("END:VTIMEZONE") - lines.index("BEGIN:VTIMEZONE") < 20


@pytest.mark.parametrize(
    "ugly", ["C:\\News\\new", "\\N", "\\\\n", "a\\,b\\;c", "\r\nEND:VEVENT\r\n"]
)
def test_backslashes_arrive_as_they_are(ugly):
    read = event(replace(FAIR, description=ugly, name=ugly))
    assert read.description.value == text(ugly)
    assert read.summary.value == line(ugly)


@given(CALENDARS)
def test_every_occasion_of_any_calendar_reads_back_whole(sample):
    read = parsed(sample)
    events = read.contents.get("vevent", [])
    assert len(events) == len(sample.occasions)
    for one, occasion in zip(events, sample.occasions, strict=True):
        assert one.uid.value == line(occasion.uid)
        assert one.summary.value == (line(occasion.name) or occasion.url or line(occasion.uid))
        for name, value in (
            ("description", text(occasion.description)),
            ("location", line(occasion.place)),
        ):
            assert [found.value for found in one.contents.get(name, [])] == (
                [value] if value else []
            )
        assert (said(one, "transp") == "TRANSPARENT") == (occasion.kind == "deadline")


@given(CALENDARS)
def test_no_line_of_any_calendar_is_longer_than_75_octets_or_breaks_a_character(sample):
    *lines, last = calendar.render(sample).split(b"\r\n")
    assert last == b""
    for one in lines:
        assert len(one) <= 75
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", one.decode())
        assert not {*b"\r\n"} & {*one}


@given(CALENDARS)
def test_no_end_of_any_calendar_comes_before_its_beginning(sample):
    for one in parsed(sample).contents.get("vevent", []):
        end = one.contents.get("dtend")
        assert end is None or end[0].value > one.dtstart.value


@given(CALENDARS)
def test_rendering_a_calendar_twice_gives_the_same_bytes(sample):
    assert calendar.render(sample) == calendar.render(sample)


def test_a_stamp_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="without an offset"):
        calendar.render(Calendar("", "", [replace(FAIR, stamp=datetime(2026, 11, 5))]))
