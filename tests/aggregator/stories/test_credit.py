from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.credit import KnownSource, credits
from aggregator.stories.hosts import host_of, plain_host, same_host
from tests.aggregator.stories.articles import DATA, KNOWN

TEXTS = tomllib.loads((DATA / "credits.toml").read_text("utf-8"))["text"]
PIECES = (
    "írja a ",
    "Forrás: ",
    "www.portal.example.hu",
    "Hálózati Portál",
    "\n",
    ". ",
    "– közölte ",
)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["about"])
def test_a_text_credits_whom_the_file_says(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {"source": c.source, "host": c.host, "phrase": c.phrase, "says": text[c.start : c.end]}
        for c in credits(text, KNOWN)
    ]
    nobody = {"source": None, "host": None}
    assert found == [nobody | credit for credit in case["credits"]]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=12).map("".join))
def test_credits_point_at_places_in_any_text(text: str) -> None:
    found = credits(text, KNOWN)
    assert list(found) == sorted(found, key=lambda credit: (credit.start, credit.end))
    for credit in found:
        assert 0 <= credit.start < credit.end <= len(text)


def test_a_source_without_a_title_in_words_is_named_by_its_host_only() -> None:
    known = [KnownSource("nameless", "–", ("nameless.example.hu",))]
    assert [c.source for c in credits("Hír – írja a nameless.example.hu oldal.", known)] == [
        "nameless"
    ]
    assert credits("Hír – írja a – oldal.", known) == ()


def test_a_text_that_is_one_cue_after_another_is_read_to_its_bound() -> None:
    assert len(credits("– írja a lap " * 100_000, KNOWN)) <= 500


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
