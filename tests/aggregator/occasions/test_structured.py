from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.occasions.structured import MOST, structured_events

EVENT = {
    "@type": "BusinessEvent",
    "name": "7. Klasztermenedzser Klub &amp; kiállítás",
    "startDate": "2024-07-08T10:00:00+02:00",
    "endDate": "2024-07-09T16:30:00+02:00",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {
        "@type": "Place",
        "name": "Kölcsey Központ",
        "address": {"@type": "PostalAddress", "addressLocality": "Debrecen", "postalCode": "4026"},
    },
    "url": "https://example.org/klub",
}


def only(**changes: object):
    """The one event of the example with some of its properties changed."""
    (event,) = structured_events([{**EVENT, **changes}])
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
    event = only(startDate="2024-07-08", endDate=None)
    assert (event.start, event.end, event.begins, event.ends) == (
        *2 * [date(2024, 7, 8)],
        None,
        None,
    )
    whole = only(startDate="2024-07-08T00:00:00+02:00", endDate="2024-07-08T23:59:00+02:00")
    assert (whole.begins, whole.ends) == (None, None)


@pytest.mark.parametrize("status", ["https://schema.org/EventCancelled", "EventPostponed"])
def test_what_is_called_off_is_cancelled(status):
    assert only(eventStatus=status).status == "cancelled"


@pytest.mark.parametrize(
    ("location", "town", "venue"),
    [
        ("Hotel Panoráma, 8600 Siófok", "Siófok", None),
        (
            {"name": "Kongresszusi Központ", "address": "1123 Budapest"},
            "Budapest",
            "Kongresszusi Központ",
        ),
        ({"@type": "VirtualLocation", "url": "https://example.org"}, None, None),
        ([{"name": "Hall", "address": {"addressLocality": "Košice"}}], "Kassa", "Hall"),
        ({"name": "Hall", "address": {"addressLocality": "Smalltown"}}, "Smalltown", "Hall"),
        (7, None, None),
    ],
)
def test_a_place_may_be_told_in_many_ways(location, town, venue):
    event = only(location=location)
    assert (event.town, event.venue) == (town, venue)


def test_an_offer_s_address_is_where_to_register():
    assert only(offers=[{"url": "https://example.org/jegy"}]).link == "https://example.org/jegy"
    assert only(url="javascript:alert(1)").link is None


def test_an_end_before_the_start_or_years_after_it_is_a_slip():
    assert only(endDate="2024-07-01").end == date(2024, 7, 8)
    assert only(endDate="2034-07-01").end == date(2024, 7, 8)


def test_a_graph_is_looked_through_and_other_things_are_passed_by():
    nodes = [{"@graph": [EVENT, {"@type": "Article", "name": "x"}]}, "text", None, {"@type": 3}]
    assert len(structured_events(nodes)) == 1
    assert structured_events([{**EVENT, "name": ""}, {**EVENT, "startDate": "soon"}]) == ()


def test_of_very_many_events_the_first_are_read():
    assert len(structured_events([EVENT] * 10_000)) == MOST


def test_a_long_name_is_cut():
    assert len(only(name="név " * 100_000).name) <= 300


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("2024-07-08"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "name", "url", "address", "addressLocality"]), inner
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*EVENT, "offers", "@graph"]), VALUES), VALUES)
def test_whatever_stands_in_a_node_it_is_read(changes, other):
    for event in structured_events([{**EVENT, **changes}, other]):
        assert event.start <= event.end
