from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.occasions.structured import structured_events
from scrapers.article import Announced
from scrapers.bounded import LONGEST

EVENT = Announced(
    name="7. Klasztermenedzser Klub & kiállítás",
    start="2024-07-08T10:00:00+02:00",
    end="2024-07-09T16:30:00+02:00",
    place="Kölcsey Központ",
    town="Debrecen",
    link="https://example.org/klub",
    status="https://schema.org/EventScheduled",
)


def only(**changes: str):
    """The one event of the example with some of its properties changed."""
    (event,) = structured_events([replace(EVENT, **changes)])
    return event


def test_an_event_is_read_whole():
    event = only()
    assert (event.name, event.ordinal) == ("7. Klasztermenedzser Klub & kiállítás", 7)
    assert event.series == "klasztermenedzser klub"
    assert (event.start, event.end) == (date(2024, 7, 8), date(2024, 7, 9))
    assert (event.begins, event.ends) == (time(10), time(16, 30))
    assert (event.town, event.venue) == ("Debrecen", "Kölcsey Központ")
    assert (event.link, event.status) == ("https://example.org/klub", "announced")
    assert event.certain
    assert event.found == "json-ld"


def test_a_day_without_hours_lasts_all_day():
    event = only(start="2024-07-08", end="")
    assert (event.start, event.end, event.begins, event.ends) == (
        *2 * [date(2024, 7, 8)],
        None,
        None,
    )
    whole = only(start="2024-07-08T00:00:00+02:00", end="2024-07-08T23:59:00+02:00")
    assert (whole.begins, whole.ends) == (None, None)


@pytest.mark.parametrize("status", ["https://schema.org/EventCancelled", "EventPostponed"])
def test_what_is_called_off_is_cancelled(status):
    assert only(status=status).status == "cancelled"


@pytest.mark.parametrize(
    ("place", "address", "town", "venue"),
    [
        ("", "Hotel Panoráma, 8600 Siófok", "Siófok", None),
        ("Kongresszusi Központ", "1123 Budapest", "Budapest", "Kongresszusi Központ"),
        ("", "", None, None),
        ("Hall", "Košice", "Kassa", "Hall"),
        ("Hall", "Smalltown", "Smalltown", "Hall"),
    ],
)
def test_a_place_may_be_told_in_many_ways(place, address, town, venue):
    event = only(place=place, town=address)
    assert (event.town, event.venue) == (town, venue)


def test_an_end_before_the_start_or_years_after_it_is_a_slip():
    assert only(end="2024-07-01").end == date(2024, 7, 8)
    assert only(end="2034-07-01").end == date(2024, 7, 8)


def test_what_has_no_day_is_no_event():
    assert structured_events([replace(EVENT, start="soon")]) == ()


@given(st.builds(Announced, *[st.text(max_size=40) | st.just("2024-07-08")] * 7))
def test_whatever_is_announced_it_is_read(announced):
    for event in structured_events([announced]):
        assert event.start <= event.end


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:,x", f"https://x.hu/{'a' * 2000}"])
def test_what_is_no_address_on_the_web_is_no_link(link):
    assert only(link=link).link is None


@pytest.mark.parametrize("name", ["x" * 9_000, "𝔎𝔏" * 2_000, "ﷺ" * 300])
def test_a_key_is_no_longer_than_an_index_takes_whatever_the_name(name):
    event, other = only(name=name), only(name=f"{name} más")
    assert len(event.key.encode()) <= LONGEST < len(name.encode()) * 20
    assert event.key != other.key
