"""The query language against ``data/queries.toml``, and any text as a query."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.query.parse import IN_A_ROW, MOST_LETTERS, MOST_TERMS, parse
from aggregator.query.stemming import LONGEST
from aggregator.query.tree import (
    PROPERTIES,
    Field,
    Happening,
    Prefix,
    Published,
    Query,
    Term,
    Words,
)
from aggregator.query.words import stems
from scrapers.folding import fold

TODAY = date(2021, 6, 10)
QUERIES = tomllib.loads(
    (Path(__file__).parent / "data" / "queries.toml").read_text(encoding="utf-8")
)["query"]
PIECES = ["klaszter", "source:", "from:", "to:", "event:", "kind:", "credit:", "-", '"', "„", "”",
          "*", " ",
          "2021", "-06", "7d", "news", "a", "NEAR(", "OR", "'", "\\", "%", "_", ":", "\0", "\ud800",
          "\u0301",
          "😀", "½", "ß", "\n", "\u00ad", "x" * 70]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def asked(text):
    return parse(text, TODAY)


def told(term: Term) -> str | tuple[str, ...]:
    """A term as the file writes it, but for words: these are stems, so that any form will do."""
    sign, one = ("not ",) if term.excluded else (), term.condition
    match one:
        case Words():
            return (*sign, *one.stems)
        case Prefix():
            return (*sign, one.start, "*", one.stem)
        case Field():
            return (*sign, one.name, "=", one.value)
        case Published(since, None):
            return (*sign, "from", str(since))
        case Published(None, until):
            return (*sign, "to", str(until))
        case Happening(None, None):
            return (*sign, "event:", *one.stems)
        case Happening():
            return (*sign, "event", str(one.since), str(one.until))
    raise AssertionError(one)


def meant(written: str) -> tuple[str, ...]:
    """The same of what the file has."""
    sign, rest = (("not ",), written[4:]) if written.startswith("not ") else ((), written)
    name, _, value = rest.partition(" = ")
    if value:
        return (*sign, name, "=", value)
    if rest.endswith("*"):
        return (*sign, fold(rest[:-1]), "*", *stems(rest))
    if rest.startswith("event: "):
        return (*sign, "event:", *stems(rest[7:]))
    if rest.startswith(("from 2021-", "from 2020-", "to 2021-", "to 2020-", "event 2021-")):
        return (*sign, *rest.split())
    return (*sign, *stems(rest))


@pytest.mark.parametrize("case", QUERIES, ids=[ascii(case["text"]) for case in QUERIES])
def test_a_query_is_these_terms(case):
    query = asked(case["text"])
    assert [*map(told, query.terms)] == [*map(meant, case["terms"])]
    remarks = [case["remark"]] if "remark" in case else []
    assert len(query.remarks) == len(remarks)
    for found, wanted in zip(query.remarks, remarks, strict=True):
        assert wanted in found


@pytest.mark.parametrize("quotes", ["„”", "„“", "”“", "»«", "«»", "“”", '""', "‹›"])
def test_quotation_marks_are_all_alike(quotes):
    said = f"klaszter -{quotes[0]}ipari park{quotes[1]} source:{quotes[0]}a b{quotes[1]}"
    assert asked(said) == asked('klaszter -"ipari park" source:"a b"')


def test_words_keep_how_they_are_spelt():
    (word, phrase) = (term.condition for term in asked('Pályázatok "Ipari  Parkban "').terms)
    assert (word.said, phrase.said) == ("Pályázatok", "Ipari  Parkban")


@pytest.mark.parametrize("before", ["", "-", "event:", "credit:"])
def test_of_a_phrase_the_first_words_are_looked_for_and_that_is_said(before):
    many = [f"a{n}" for n in range(IN_A_ROW + 1)]
    query = asked(f'{before}"{" ".join(many)}"')
    assert query.remarks == (f"only the first {IN_A_ROW} words of a phrase are looked for",)
    assert asked(f'{before}"{" ".join(many[:-1])}"').remarks == ()
    (term,) = query.terms
    if not isinstance(term.condition, Field):
        assert term.condition.stems == tuple(many[:-1])


def test_words_before_a_beginning_are_all_looked_for_if_they_are_no_more_than_a_phrase_has():
    many = "-".join(f"a{n}" for n in range(IN_A_ROW + 1))
    assert asked(f"{many}*").remarks == ()
    assert [len(term.condition.stems) for term in asked(f"{many}-b*").terms[:1]] == [IN_A_ROW]
    assert len(asked(f"{many}-b*").remarks) == 1


def test_of_many_words_the_first_are_looked_for_and_that_is_said():
    query = asked(" ".join(f"a{n}" for n in range(MOST_TERMS + 1)))
    assert [term.condition.stems for term in query.terms] == [(f"a{n}",) for n in range(MOST_TERMS)]
    assert len(query.remarks) == 1
    assert str(MOST_TERMS) in query.remarks[0]
    assert asked(" ".join(f"a{n}" for n in range(MOST_TERMS))).remarks == ()


def test_of_a_long_query_the_beginning_is_read_and_that_is_said():
    query = asked("klaszter" + " " * MOST_LETTERS + "hír")
    assert [told(term) for term in query.terms] == [("klaszter",)]
    assert len(query.remarks) == 1
    assert asked(("klaszter" + " " * MOST_LETTERS)[:MOST_LETTERS]).remarks == ()


def test_one_remark_is_made_once():
    assert len(asked("from:x " * 20).remarks) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tag" * 40_000, id="a long word"),
        pytest.param("tag " * 30_000, id="many words"),
        pytest.param("-" * 100_000, id="signs"),
        pytest.param('"' * 100_000, id="quotes"),
        pytest.param("a:" * 50_000, id="colons"),
        pytest.param("source:" * 20_000, id="names"),
        pytest.param(" " * 100_000, id="spaces"),
        pytest.param("(" * 100_000, id="brackets"),
        pytest.param("a" * 100_000 + "*", id="a long beginning"),
        pytest.param("\u0301" * 100_000, id="accents"),
        pytest.param("from:" + "1" * 100_000, id="a long year"),
    ],
)
def test_a_hundred_thousand_characters_are_a_query(text):
    query = asked(text)
    assert len(query.terms) <= MOST_TERMS
    assert all(len(remark.splitlines()) == 1 for remark in query.remarks)


def test_a_beginning_is_no_longer_than_what_counts_of_a_word():
    (term,) = asked("a" * 3_000 + "*").terms
    assert len(term.condition.start) <= LONGEST


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("source:\u0301")
@example('event:"\u00ad"')
@example("ſource:a Kind:news")
@example("from:2٠21")
@example("\u0301*")
@example("½*")
@example("\ud800*")
def test_any_text_is_a_query_of_terms_that_a_database_can_look_for(text):
    query = asked(text)
    assert isinstance(query, Query)
    assert len(query.terms) <= MOST_TERMS
    for one in (term.condition for term in query.terms):
        match one:
            case Words():
                assert 1 <= len(one.stems) <= IN_A_ROW
                assert all(stem.isalnum() for stem in one.stems)
            case Prefix():
                assert len(one.start) >= 2
                assert one.start.isalnum()
                assert one.stem.isalnum()
            case Field():
                assert one.name in PROPERTIES
                assert one.value.strip() == one.value != ""
            case Published():
                assert (one.since is None) != (one.until is None)
            case Happening():
                assert bool(one.stems) != bool(one.since and one.until and one.since <= one.until)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_white_space_around_a_query_and_the_case_of_its_names_do_not_count(text):
    assert asked(f"\n {text}").terms == asked(text).terms
    shouted = text
    for name in ("source:", "from:", "to:", "event:", "kind:", "credit:"):
        shouted = shouted.replace(name, name.upper())
    terms, others = ([*map(told, asked(one).terms)] for one in (text, shouted))
    assert [[fold(part) for part in one] for one in others] == [
        [fold(part) for part in one] for one in terms
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([case["text"] for case in QUERIES if '"' not in case["text"]]), max_size=4
    )
)
def test_queries_one_after_the_other_are_all_their_terms(some):
    together = asked(" ".join(some)).terms
    assert together == tuple(term for one in some for term in asked(one).terms)[:MOST_TERMS]
