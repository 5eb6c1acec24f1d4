"""Typing errors set right by the archive's own words, on both databases."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.search import Limits, search
from aggregator.query.stemming import stem
from aggregator.query.words import words
from tests.aggregator.archive.findings import DAY, MONDAY, kept, published
from tests.aggregator.archive.library import TODAY

DATA = tomllib.loads((Path(__file__).parent / "data" / "typing.toml").read_text(encoding="utf-8"))
PAGE = kept(path="hir/a", title="Hírek", text=DATA["text"], published=published("2021-06-04"))
TYPED = DATA["typed"]


@pytest.fixture
def ask(archive):
    ArchiveMemory(archive).keep([PAGE], MONDAY)

    def search_in(text, **more):
        with archive.read() as connection:
            return search(connection, text, TODAY, **more)

    return search_in


def test_a_mistyped_word_is_set_right(ask):
    wrong = {}
    for typed, meant in TYPED:
        found = ask(typed)
        told = [word.stem for word in words(found.instead or "")]
        if found.rows:
            assert found.instead is None
            wrong[typed] = "found something"
        elif told != [stem(meant)]:
            wrong[typed] = found.instead
        else:
            assert ask(found.instead).rows
    print(wrong)
    assert len(wrong) <= len(TYPED) // 20, wrong


def test_what_is_like_no_word_of_the_archive_has_no_suggestion(ask):
    for strange in DATA["strange"]:
        assert (list(ask(strange).rows), ask(strange).instead) == ([], None)


def test_what_is_found_has_no_suggestion(ask):
    for text in (
        "pályázat",
        "palyazatok",
        "",
        "klaszter -konferencia -pályzat",
        "klas*",
        "source:portal",
    ):
        assert ask(text).instead is None


def test_a_suggestion_keeps_all_else_of_the_query(ask):
    assert ask("pályázatok klszter source:portal -uszoda").rows == []
    found = ask('Pályázatok, KLSZTER! source:portal -uszoda "innovációs ügynökség" innov*')
    assert found.instead.startswith("Pályázatok, klaszterek! source:portal -uszoda ")
    assert ask(found.instead).rows


def test_two_mistyped_words_are_both_set_right(ask):
    found = ask("pályzat klszter")
    assert found.instead
    assert ask(found.instead).rows


def test_a_mistyped_phrase_is_set_right(ask):
    found = ask('"inovációs ügynökség"')
    assert found.instead
    assert found.instead.startswith('"innov')
    assert ask(found.instead).rows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("klszter kvantumfizika", id="with another word that nobody has"),
        pytest.param("klszter source:press", id="of a source that has none"),
        pytest.param("klszter -pályázat", id="without what all have"),
        pytest.param("klszter from:2021-06-07", id="later"),
        pytest.param('"klszter pályázat"', id="not in this row"),
        pytest.param("klszter kind:call", id="of another kind"),
        pytest.param("-klszter -klaszter", id="only excluded"),
        pytest.param("kvantumfizika -klszter", id="excluded beside a strange one"),
        pytest.param("source:klszter", id="a name"),
    ],
)
def test_nothing_is_suggested_that_finds_nothing(ask, text):
    found = ask(text)
    assert found.instead is None or ask(found.instead).rows


def test_limits_hold_for_suggestions_too(ask):
    for limits in (Limits(sources=["press"]), Limits(language="de"), Limits(since=MONDAY)):
        found = ask("klszter", limits=limits)
        assert found.instead is None or ask(found.instead, limits=limits).rows


def test_as_of_a_day_nothing_is_suggested_that_was_not_known(ask, archive):
    assert ask("klszter", as_of=MONDAY - DAY).instead is None
    ArchiveMemory(archive).keep([kept(path="hir/b", text="Uszodák nyílnak.")], MONDAY + DAY)
    assert ask("uszda", as_of=MONDAY).instead is None
    assert ask("uszda", as_of=MONDAY + DAY).instead
    assert ask("klszter", as_of=MONDAY).instead


def test_words_that_nobody_says_any_more_are_not_suggested(ask, archive):
    ArchiveMemory(archive).keep([kept(path="hir/b", text="Uszodák nyílnak.")], MONDAY)
    assert ask("uszda").instead == "uszodák"
    ArchiveMemory(archive).keep([kept(path="hir/b", text="Semmi.")], MONDAY + DAY)
    assert ask("uszda").instead is None


def test_of_two_words_the_one_that_more_articles_have_is_suggested(ask, archive):
    some = [kept(path=f"b{n}", text="A kantár." if n else "A kandár.") for n in range(4)]
    ArchiveMemory(archive).keep(some, MONDAY)
    assert ask("kancár").instead == "kantár"


def test_a_suggestion_is_spelt_as_the_archive_spells_it_without_what_is_not_seen(ask, archive):
    text = "Geo\u00adtermi\u00adkus Bányá\u200bszat, u\u0301szo\u0301mester"
    ArchiveMemory(archive).keep([kept(path="hir/b", text=text)], MONDAY)
    told = [ask(one).instead for one in ("geotermikos", "bányiszat", "úszómster")]
    assert told == ["geotermikus", "bányászat", "úszómester"]


def test_a_long_query_has_a_short_suggestion_or_none(ask):
    found = ask("klszter " + "x" * 100_000)
    assert len(found.instead or "") < 10_000
    found = ask("klszter " * 12_000)
    assert len(found.instead or "") < 10_000


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.sampled_from("pályázt klsgenk\"-*:'") | st.characters(), max_size=16))
def test_any_text_may_have_a_suggestion_that_finds_something(ask, text):
    found = ask(text)
    assert not (found.rows and found.instead)
    if found.instead:
        assert ask(found.instead).rows
