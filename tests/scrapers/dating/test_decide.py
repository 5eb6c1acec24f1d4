from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import BUDAPEST
from scrapers.dates import Moment
from scrapers.dating.address import read_address
from scrapers.dating.candidate import Candidate
from scrapers.dating.decide import believable, decide
from tests.scrapers.example import NOW


def moment(text: str) -> Moment:
    at = datetime.fromisoformat(text)
    return Moment(at.replace(tzinfo=BUDAPEST), "minute" if "T" in text else "day", text)


BYLINE = Candidate(moment("2021-06-04"), "text", "byline", None, 1)
LABELLED = Candidate(moment("2021-06-05"), "text", "below", "published", 40)
UPDATED = Candidate(moment("2021-06-09"), "text", "byline", "updated", 1)
EVENT = Candidate(moment("2021-09-10"), "text", "byline", "other", 1)
ABOVE = Candidate(moment("2021-06-06"), "text", "above", None, 1)
CLOCK = replace(ABOVE, clock=True)
IN_TEXT = Candidate(moment("2021-06-07"), "text", "text", None, 9)
ASIDE = Candidate(moment("2021-06-08"), "text", "aside", None, 2)
AN_HOUR_AGO = Candidate(moment("2026-11-24T10:00"), "relative", "byline", None, 1)


def decided(*seen: Candidate, address: str = "") -> str | None:
    published = decide([], seen, read_address(f"https://pelda.hu{address}"), NOW)
    return published.iso() if published else None


def test_what_a_page_tells_machines_goes_before_all_else():
    told = [("json-ld", moment("2020-01-01")), ("meta", moment("2020-01-02"))]
    published = decide(told, [LABELLED, BYLINE], read_address("https://pelda.hu/2021/06/04/x"), NOW)
    assert published is not None
    assert (published.iso(), published.found) == ("2020-01-01", "json-ld")


@pytest.mark.parametrize("surer", range(5))
def test_each_place_goes_before_those_less_sure(surer: int):
    ranked = (LABELLED, BYLINE, ABOVE, IN_TEXT, ASIDE)
    expected = None if surer == 4 else ranked[surer].moment.text
    assert decided(*reversed(ranked[surer:])) == expected


def test_a_change_an_event_and_a_clock_are_no_publication():
    assert decided(UPDATED, EVENT, CLOCK, ASIDE) is None


def test_the_nearest_of_equals_is_taken():
    assert decided(replace(BYLINE, moment=moment("2021-06-01"), distance=3), BYLINE) == "2021-06-04"


def test_what_is_marked_up_goes_before_what_is_written_and_what_is_counted():
    marked = replace(BYLINE, form="time", moment=moment("2021-06-04T12:30"))
    assert decided(BYLINE, AN_HOUR_AGO, marked) == "2021-06-04T12:30:00+02:00"
    assert decided(AN_HOUR_AGO, BYLINE) == "2021-06-04"


def test_a_date_that_stands_in_words_is_no_byline():
    assert (
        decided(replace(BYLINE, beside="Nemzeti Klaszter Konferencia Kisvároson, a Városházán"))
        is None
    )
    assert (
        decided(replace(IN_TEXT, beside="Audio eines Gesprächs in der Sendung von heute")) is None
    )


def test_a_date_far_down_in_the_text_is_the_text_s():
    assert decided(replace(IN_TEXT, distance=21)) is None


def test_several_dates_below_the_text_are_those_of_several_things():
    below = replace(LABELLED, label=None)
    assert decided(below, replace(below, distance=41)) == "2021-06-05"
    assert decided(below, replace(below, moment=moment("2021-06-06"))) is None


def test_the_address_must_agree_with_a_date_that_has_no_label():
    assert decided(BYLINE, address="/2021/06/05/x") == "2021-06-05"
    assert decided(BYLINE, address="/x-2021-06-05") == "2021-06-04"
    assert decided(BYLINE, address="/2020/03/x") == "2020-03"
    assert decided(LABELLED, address="/2020/03/x") == "2021-06-05"


def test_the_day_that_a_site_files_under_goes_before_a_date_elsewhere():
    assert decided(ABOVE, IN_TEXT, address="/2021/06/04/x") == "2021-06-04"
    assert decided(ABOVE, address="/x-2021-06-05") == "2021-06-06"


@given(st.datetimes(timezones=st.just(UTC)))
def test_nothing_unbelievable_is_decided(at: datetime):
    told = Moment(at, "minute", "x")
    published = decide([], [replace(BYLINE, moment=told)], None, NOW)
    assert (published is not None) == believable(at, NOW)
    assert believable(at, NOW) == (at.year >= 1990 and at <= NOW + timedelta(days=1))
