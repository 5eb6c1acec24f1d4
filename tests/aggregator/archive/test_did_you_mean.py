"""Typing errors set right by the archive's own words, on both databases."""

import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from aggregator.archive.index.spellings import near
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import spelling
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


CROWD = [
    f"{start}{''.join(rest)}"
    for start in ("pal", "klas", "ko")
    for rest in product("abcdefgh", repeat=5)
]


def test_a_word_is_set_right_in_a_crowd_of_words_that_begin_alike(archive, ask):
    ArchiveMemory(archive).keep([kept(path="hir/b", text="Kosár és borász.")], MONDAY)
    crowd = [
        *CROWD,
        *(word[::-1] for word in CROWD),
        *("ko" + "".join(rest) for rest in product("abcdefghijklmnop", repeat=3)),
    ]
    with archive.write() as connection:
        known = set(connection.scalars(select(spelling.c.stem)))
        rows = [{"stem": one, "backward": one[::-1], "shown": one} for one in set(crowd) - known]
        connection.execute(insert(spelling), rows)
    told = [
        ask(typed).instead
        for typed in ("kosír", "kosárr", "boárász", "borrász", "pályzat", "klszter")
    ]
    assert told == ["kosár", "kosár", "borász", "borász", "pályázatok", "klaszterek"]


MISTAKES = st.tuples(
    st.sampled_from(["swap", "drop", "add", "change"]),
    st.integers(0, 40),
    st.sampled_from("aeklmrst"),
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text("aeklmrst", min_size=4, max_size=12), MISTAKES)
def test_a_stem_with_one_mistake_anywhere_is_near(archive, word, mistake):
    kind, at, letter = mistake
    at %= len(word)
    typed = {
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "add": word[:at] + letter + word[at:],
        "change": word[:at] + letter + word[at + 1 :],
    }[kind]
    with archive.write() as connection:
        connection.execute(delete(spelling))
        connection.execute(insert(spelling).values(stem=word, backward=word[::-1], shown=word))
        found = near(connection, typed)
    assert found == ([(word, word)] if typed != word and len(typed) > 2 else [])


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
