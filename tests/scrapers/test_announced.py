import json

from hypothesis import given
from hypothesis import strategies as st

from scrapers.announced import MOST, announced_in, read_announced
from scrapers.page import Page

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
    "url": "https://pelda.hu/klub",
}
URL = "https://pelda.hu/klub"


def only(**changes: object):
    """The one event of the example with some of its properties changed."""
    (event,) = announced_in(iter([{**EVENT, **changes}]))
    return event


def page(*nodes: object) -> Page:
    script = f"<script type='application/ld+json'>{json.dumps(list(nodes))}</script>"
    return Page.parse(f"<html><body>{script}<h1>Klub</h1></body></html>".encode(), URL)


def test_an_event_is_read_whole():
    event = only()
    assert event.name == "7. Klasztermenedzser Klub & kiállítás"
    assert (event.start, event.end) == (EVENT["startDate"], EVENT["endDate"])
    assert (event.place, event.town) == ("Kölcsey Központ", "Debrecen")
    assert (event.link, event.status) == (URL, "https://schema.org/EventScheduled")


def test_a_place_may_be_told_in_many_ways():
    def told(location: object) -> tuple[str, str]:
        event = only(location=location)
        return event.place, event.town

    assert told("Hotel Panoráma, 8600 Siófok") == ("", "Hotel Panoráma, 8600 Siófok")
    assert told({"name": "Központ", "address": "1123 Budapest"}) == ("Központ", "1123 Budapest")
    assert told({"@type": "VirtualLocation", "url": "https://example.org"}) == ("", "")
    assert told([{"name": "Hall", "address": {"addressLocality": "Košice"}}]) == ("Hall", "Košice")
    assert told(7) == ("", "")


def test_an_offer_s_address_is_where_to_register():
    assert only(offers=[{"url": "https://example.org/jegy"}]).link == "https://example.org/jegy"
    assert only(url="javascript:alert(1)").link == ""


def test_a_long_name_is_cut():
    assert len(only(name="név " * 100_000).name) <= 300


def test_of_very_many_events_the_first_are_read():
    assert len(list(announced_in(iter([EVENT] * 10_000)))) == MOST


def test_what_has_no_name_or_no_start_is_none():
    nodes = [{**EVENT, "name": ""}, {**EVENT, "startDate": None}, {"@type": "Article", "name": "x"}]
    assert list(announced_in(iter(nodes))) == []


def test_an_article_is_about_the_event_of_its_title_or_its_address():
    other = {**EVENT, "name": "Faipari nap", "url": "https://pelda.hu/nap"}
    named = read_announced(page(other, EVENT), "Klasztermenedzser Klub & kiállítás")
    assert [event.name for event in named] == ["7. Klasztermenedzser Klub & kiállítás"]
    assert len(read_announced(page(other, EVENT), "Meghívó")) == 1
    assert read_announced(page(other), "Meghívó") == ()


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


@given(st.dictionaries(st.sampled_from([*EVENT, "offers", "@graph"]), VALUES))
def test_whatever_stands_in_a_node_it_is_read(changes):
    for event in read_announced(page({**EVENT, **changes}), "Klub"):
        assert event.name
        assert event.start
