"""Names, figures, files and carriers: the small parts that pages are made of."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time
from typing import get_args

import pytest

from aggregator.pages import figures, names
from aggregator.pages.carriers import ADDITIONS, Carrier, Carriers, carriers
from aggregator.pages.files import RESERVED, webcal
from aggregator.pages.static_files import static_files
from aggregator.pages.view import Group, State
from feeds.feed import Mention
from scrapers.folders import BUNDLED
from scrapers.source import load_sources
from tests.aggregator.pages import sample

THIRD = date(2026, 12, 3)


def test_every_state_and_every_group_has_words():
    assert set(names.STATES) == {one for part in get_args(State) for one in get_args(part)}
    assert set(names.GROUPS) == set(get_args(Group))


def test_every_sector_of_a_bundled_source_has_a_name():
    used = {one.sector for one in load_sources([BUNDLED]) if one.sector}
    assert used - set(names.SECTORS) == set()


@pytest.mark.parametrize(
    ("told", "hungarian", "english"),
    [
        (lambda one: names.sector("ict", one), "IKT", "ICT"),
        (lambda one: names.sector("szőlészet", one), "szőlészet", "szőlészet"),
        (lambda one: names.country("sk", one), "Szlovákia", "Slovakia"),
        (lambda one: names.country("eu", one), "Európai Unió", "European Union"),
        (lambda one: names.country("??", one), "??", "??"),
        (lambda one: names.language("sk", one), "szlovák", "Slovak"),
        (lambda one: names.language("sr-Latn", one), "szerb", "Serbian"),
        (lambda one: names.state(sample.source(), one), "rendszeresen olvassuk", "read regularly"),
        (lambda one: figures.day(THIRD, one), "2026. december 3.", "December 3, 2026"),
        (lambda one: figures.month(THIRD, one), "2026. december", "December 2026"),
        (lambda one: figures.number(12345, one), "12\xa0345", "12,345"),
        (lambda one: figures.size(1_240_000, one), "1,2 MB", "1.2 MB"),
        (lambda one: figures.size(45_678, one), "46 kB", "46 kB"),
        (lambda one: figures.size(3, one), "0,1 kB", "0.1 kB"),
        (lambda one: figures.clock(time(9, 5), one), "9:05", "9:05\u202fAM"),
    ],
)
def test_names_and_figures_are_those_of_the_language(told, hungarian, english):
    assert (told("hu"), told("en")) == (hungarian, english)


def test_one_day_is_told_with_its_weekday_and_several_as_a_span():
    assert figures.span(THIRD, THIRD, "hu") == "2026. december 3., csütörtök"
    assert figures.span(THIRD, date(2026, 12, 5), "hu") == "2026. dec. 3–5."


def test_hours_are_told_as_far_as_they_are_known():
    told = {
        figures.hours(sample.happening(begins=begins, ends=ends), "hu")
        for begins, ends in ((time(9), time(10)), (time(9), None), (None, time(10)), (None, None))
    }
    assert told == {"9:00–10:00", "9:00", "10:00", ""}


def mention(number, *added, source=None):
    return Mention(
        source or f"Forrás {number}", f"Cím {number}", f"https://{number}.example/", added
    )


def test_who_add_the_same_are_named_together_and_who_add_nothing_first():
    told = carriers([mention(1, "a"), mention(2), mention(3, "a"), mention(4, "b"), mention(5)])
    assert [(one.added, [who.url[8] for who in one.carriers]) for one in told] == [
        ((), ["2", "5"]),
        (("a",), ["1", "3"]),
        (("b",), ["4"]),
    ]


def test_a_source_that_is_there_twice_is_told_apart_by_titles():
    told = carriers([mention(1, source="Napló"), mention(2, source="Napló"), mention(3)])
    assert told == (
        Carriers(
            (
                Carrier("Napló: Cím 1", "https://1.example/"),
                Carrier("Napló: Cím 2", "https://2.example/"),
                Carrier("Forrás 3", "https://3.example/"),
            ),
            (),
        ),
    )


def test_of_very_many_additions_the_rest_is_only_named():
    first, *others = carriers([mention(number, str(number)) for number in range(ADDITIONS + 3)])
    assert (len(first.carriers), first.added, len(others)) == (3, (), ADDITIONS)


def test_nobody_is_no_line():
    assert carriers([]) == ()


def test_static_files_are_named_after_their_bytes():
    assert {name.partition("-")[0] for name in static_files()} == {"style", "icon", "page"}
    assert all(body and len(name.split("-")[1]) > 10 for name, body in static_files().items())


def test_calendar_programs_get_an_address_of_their_own_kind():
    assert webcal("https://a.example/k/", "x y.ics") == "webcal://a.example/k/x%20y.ics"


def test_the_names_of_pages_are_kept_free():
    assert {"index", "events", "sources", "feeds", "about"} == RESERVED


def test_pages_load_neither_the_archive_nor_the_crawler_nor_a_writer_of_feeds():
    asking = (
        "import sys, aggregator.pages.render, aggregator.pages.digest.digest\n"
        "print([n for n in ('sqlalchemy', 'scrapy', 'twisted', 'feedgen') if n in sys.modules])"
    )
    done = subprocess.run(
        (sys.executable, "-c", asking), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
