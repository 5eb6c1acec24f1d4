from __future__ import annotations

import tomllib
from dataclasses import asdict
from time import process_time
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.credit import KnownSource
from aggregator.stories.crediting import credits
from aggregator.stories.hosts import host_of, plain_host, same_host
from scrapers.article import Link
from tests.aggregator.stories.articles import DATA, KNOWN

TEXTS = tomllib.loads((DATA / "credits.toml").read_text("utf-8"))["text"]
PLACE = ("start", "end")
PIECES = (
    "írja a ",
    "Forrás: ",
    "www.portal.example.hu",
    "Hálózati Portál",
    "\n",
    ". ",
    "– közölte ",
    "(MTI)",
    "itt",
    "sajtóközlemény",
    " szerint",
    "berichtet die ",
    "„",
    "”",
)


def found_in(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The credits in a case of the file, as it tells them."""
    text = case["text"]
    lines = text.split("\n")
    links = [
        Link(one["url"], one["text"], next(line for line in lines if one["text"] in line))
        for one in case.get("links", ())
    ]
    own = next((source for source in KNOWN if source.name == case.get("own")), None)
    return [
        {key: value for key, value in asdict(one).items() if key not in PLACE and value}
        for one in credits(text, KNOWN, links, own)
    ]


def expected(case: dict[str, Any]) -> ParameterSet:
    """A case; one with a ``defect`` tells what the code ought to find and does not."""
    defect = case.get("defect")
    marks = [pytest.mark.xfail(strict=True, reason=defect)] if defect else []
    return pytest.param(case, id=case["about"], marks=marks)


@pytest.mark.parametrize("case", [*map(expected, TEXTS)])
def test_a_text_credits_whom_the_file_says(case: dict[str, Any]) -> None:
    assert found_in(case) == case["credits"]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=12).map("".join))
def test_credits_point_at_places_in_any_text(text: str) -> None:
    links = [Link("https://daily.example.hu/1", "itt", line) for line in text.split("\n")]
    found = credits(text, KNOWN, links)
    assert list(found) == sorted(found, key=lambda credit: (credit.start, credit.end))
    for credit in found:
        assert 0 <= credit.start < credit.end <= len(text)
        assert credit.passage == text[credit.start : credit.end]


def test_a_source_without_a_title_in_words_is_named_by_its_host_only() -> None:
    known = [KnownSource("nameless", "–", ("nameless.example.hu",))]
    told = [(c.source, c.who) for c in credits("Hír – írja a nameless.example.hu oldal.", known)]
    assert told == [("nameless", "nameless.example.hu")]
    assert credits("Hír – írja a – oldal.", known) == ()


def test_an_own_source_that_is_not_among_the_known_is_not_credited_either() -> None:
    own = KnownSource("new", "Friss Napló", ("friss.example.hu",))
    text = "Hír – írja a Friss Napló.\n\nfriss.example.hu"
    assert credits(text, KNOWN, own=own) == ()
    assert len(credits(text, KNOWN)) == 2


def test_a_text_that_is_one_cue_after_another_is_read_to_its_bound() -> None:
    assert len(credits("– írja a lap " * 100_000, KNOWN)) <= 500


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            " ",
            "\n",
            "a ",
            "Forrás: ",
            "Forrás:\n",
            "(",
            "(MTI",
            "(MTI) ",
            "MTI/",
            "MTI ",
            "„",
        ),
        *("a.", "www.a.hu/", "http://", "cikk ", "írja ", "A közlemény ", "press  ", "wie ", "- "),
        *(
            "Forrás",
            "sajtóközlemény ",
            "a Klaszter ",
            "2021. ",
            "in the press ",
            "Aussendung ",
            "\u00a0",
        ),
    ],
)
def test_a_hostile_line_is_read(piece: str) -> None:
    text = f"Hír.\n{piece * (300_000 // len(piece))}\nHír."
    links = [Link("https://daily.example.hu/1", "itt", "itt")] * 1000
    began = process_time()
    credits(text, KNOWN, links)
    assert process_time() - began < 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.Example.HU", "example.hu", True),
        ("example.hu:8080", "example.hu", True),
        ("example.hu:8080", "www.example.hu:8080", True),
        ("example.hu:8080", "example.hu:9090", False),
        ("example.hu", "hirek.example.hu", False),
    ],
)
def test_hosts_are_compared_without_www_case_or_a_port_that_one_leaves_out(
    one: str, other: str, same: bool
) -> None:
    assert same_host(one, other) is same


def test_the_host_of_an_address_is_plain() -> None:
    assert host_of("https://user@WWW.Example.hu:8080/a?b#c") == "example.hu:8080"
    assert host_of("/hirek/1") is None
    assert host_of("http://[broken") == "[broken"
    assert plain_host("www.Example.hu.") == "example.hu"
