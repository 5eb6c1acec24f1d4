"""Events in invented news, and what holds for any text at all."""

from datetime import date, time
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.events import Quoted, events_of, kind_of, structured_events
from scrapers.article import Announced, Link
from tests.scrapers.tables import rows

DATA = Path(__file__).with_name("data")
SAID = date(2024, 5, 15)


def asked(row: dict[str, Any]):
    """The events of a row's article."""
    text = row["text"].strip()
    quoted = ()
    if words := row.get("quoted"):
        start = text.index(words)
        quoted = (Quoted(start, start + len(words), row.get("quoted_on")),)
    said = None if row.get("undated") else row.get("said", SAID)
    languages = row.get("languages", ["hu"])
    return events_of(row["title"], text, said, quoted=quoted, languages=languages)


FILES = ("events.toml", "event_names.toml", "event_forms.toml", "event_fresh.toml")
CASES = [row for file in FILES for row in rows(file, folder=DATA)]


def _told(event: dict[str, Any]) -> dict[str, Any]:
    """An event as a row tells it: an empty text stands for none."""
    return {key: None if value == "" else value for key, value in event.items()}


@pytest.mark.parametrize("row", CASES)
def test_an_article_tells_its_events_and_no_others(row: dict[str, Any]):
    found = asked(row)
    wanted = [{"kind": "event", **_told(event)} for event in row["events"]]
    told = [
        {key: getattr(one, key) for key in event} for one, event in zip(found, wanted, strict=False)
    ]
    assert (told, len(found)) == (wanted, len(wanted))


def test_a_registration_link_goes_to_the_only_event_ahead():
    text = "A Klaszter Workshopot június 20-án rendezik Pakson."
    links = (
        Link("https://example.org/rolunk", "Rólunk", text),
        Link("https://example.org/urlap", "Regisztráció", "Regisztráció"),
        Link("mailto:iroda@example.org", "Jelentkezés", "Jelentkezés"),
    )
    (event,) = events_of("Meghívó", text, SAID, links=links)
    assert event.link == "https://example.org/urlap"


def test_of_two_events_each_has_the_link_of_its_paragraph():
    one = "A Textilipari Fórumot június 11-én rendezik Szombathelyen, regisztráljon itt."
    other = "A Bútoripari Fórumot június 13-án rendezik Sopronban, regisztráljon itt."
    links = (Link("https://example.org/b", "itt", other), Link("https://example.org/a", "itt", one))
    told = events_of("Fórumok", f"{one}\n\n{other}", SAID, links=links)
    assert [event.link for event in told] == ["https://example.org/a", "https://example.org/b"]


def test_what_is_over_needs_no_registration():
    text = "A Klaszter Workshopot április 20-án rendezték meg Pakson."
    link = Link("https://example.org/urlap", "Regisztráció", "Regisztráció")
    assert [event.link for event in events_of("Volt", text, SAID, links=[link])] == [None]


def test_structured_data_is_certain_and_prose_adds_what_it_leaves_open():
    node = Announced("Klaszter Workshop", "2024-06-20T09:00:00+02:00")
    text = "A Klaszter Workshopot június 20-án rendezik Pakson, az Energia Házban."
    (event,) = events_of("Meghívó", text, SAID, structured=structured_events([node]))
    assert (event.found, event.certain, event.begins) == ("json-ld", True, time(9))
    assert (event.town, event.venue, event.sentence) == ("Paks", "Energia Ház", text)


def test_structured_data_of_a_day_that_is_over_tells_of_the_past():
    node = Announced("Klaszter Workshop", "2024-03-20")
    (event,) = events_of("Volt", "", SAID, structured=structured_events([node]))
    assert event.status == "past"


def test_the_key_of_a_series_is_its_name_and_edition():
    one = asked({"title": "A", "text": "A 7. Klasztermenedzser Klub július 8-án lesz Debrecenben."})
    other = asked({"title": "B", "text": "A VII. Klasztermenedzser Klubot június 8-án tartják."})
    third = asked({"title": "C", "text": "A nyolcadik Klasztermenedzser Klub június 8-án lesz."})
    assert one[0].key == other[0].key == "event klasztermenedzser klub 7"
    assert third[0].key == "event klasztermenedzser klub 8"


def test_the_key_of_an_event_without_edition_is_its_name_and_day():
    text = "A Klaszter Expo 2024 szeptember 5-én lesz Szegeden, jelentkezni augusztus 1-ig lehet."
    deadline, event = asked({"title": "Expo", "text": text})
    assert event.key == "event klaszter expo 2024-09-05"
    assert deadline.key == "deadline klaszter expo 2024-08-01"


@pytest.mark.parametrize("row", rows("article_kinds.toml", folder=DATA))
def test_an_article_is_a_call_an_announcement_or_news(row: dict[str, Any]):
    assert kind_of(row["title"], row["text"].strip(), asked(row)) == row["kind"]


WORDS = (
    *("2024.", "június", "5-én", "20-22.", "között", "május", "Debrecenben", "a", "az", "és"),
    *("kedden", "tegnap", "jövő héten", "7.", "-ig", "12:00", "Klasztermenedzser", "Klubot"),
    *("konferencia", "rendezik", "tartották", "határidő", "elmarad", "Helyszín:", "Óbudai"),
    *("Egyetemen", "„", "”", ".", ",", "\n\n"),
)
TIMELESS = [word for word in WORDS if word.isalpha() and word not in ("kedden", "tegnap")]
PROSE = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))


@settings(max_examples=300)
@given(PROSE, PROSE, DAYS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), DAYS)))
def test_whatever_is_read_the_events_are_sound(title, text, said, ranges):
    quoted = [Quoted(min(a, b), max(a, b), day) for a, b, day in ranges]
    for event in events_of(title, text, said, quoted=quoted, languages=("hu", "en", "sk")):
        assert event.start <= event.end
        assert event.sentence in text or event.sentence in title
    assert kind_of(title, text, ()) in ("news", "call")


@given(st.lists(st.sampled_from(TIMELESS)).map(" ".join))
def test_where_no_day_is_told_there_is_no_event(text):
    assert events_of("Klasztermenedzser Klub", text, SAID) == ()


@pytest.mark.parametrize(
    "line",
    [
        *("a" * 1_000_000, "A " * 500_000, "„" * 1_000_000, "7. " * 300_000, ". " * 500_000),
        *("2024. június 5-én " * 50_000, "Klub " * 200_000, "Debrecenben, " * 80_000),
        *(" " * 1_000_000, "Helyszín: " * 100_000, "konferencia-" * 80_000),
        "XX. Klub 2024. június 5-én.\n" * 30_000,
    ],
)
def test_a_line_of_a_million_letters_is_read_in_time(line):
    started = process_time()
    events_of(line, line, SAID, languages=("hu", "en"))
    kind_of(line, line, ())
    assert process_time() - started < 30


def test_a_quotation_that_begins_within_a_date_loses_no_event():
    text = "A Klaszter Workshopot június 20-án rendezik Pakson."
    start = text.index("nius")
    told = events_of("Meghívó", text, SAID, quoted=[Quoted(start, len(text), date(2023, 5, 2))])
    assert [event.start for event in told] == [date(2024, 6, 20)]


def test_a_whole_reprint_counts_from_its_original_s_day():
    text = "Holnap rendezik Debrecenben a Gépipari Szakkiállítást."
    quoted = [Quoted(0, len(text), date(2024, 3, 1))]
    (event,) = events_of("Kiállítás", text, SAID, quoted=quoted)
    assert event.start == date(2024, 3, 2)
