"""Stems against what grammar makes of domain words (``data/forms.toml``), and their properties."""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.query.stemming import LONGEST, stem
from scrapers.folding import fold

FORMS = tomllib.loads((Path(__file__).parent / "data" / "forms.toml").read_text(encoding="utf-8"))
MEETING: dict[str, list[str]] = FORMS["meeting"]
ENOUGH = 60 / 66
ODD = "áÉőŰíÍßİıſǅKΣς½ﬁ①²ªñøłđŁ𝔎٣ก字ا\u0301\u0345"
WORDS = st.text(st.sampled_from(ODD + "aeioubcdfgklmnprstvyz") | st.characters(codec="utf-8"))


def bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def strays(word: str, forms: list[str]) -> list[str]:
    """Those of the forms, with accents and without, that come to another stem than their word."""
    tried = [one for form in forms for one in (form, bare(form))]
    return [
        f"{form} ({stem(form)}, not {stem(word)})" for form in tried if stem(form) != stem(word)
    ]


def test_the_list_has_words_and_forms_enough():
    assert len(MEETING) >= 11
    for word, forms in MEETING.items():
        assert len(set(forms)) >= 12, word
        assert word in forms


@pytest.mark.parametrize("word", MEETING)
def test_the_forms_of_a_word_meet(word):
    forms = MEETING[word]
    astray = strays(word, forms)
    assert len(astray) <= (1 - ENOUGH) * 2 * len(forms), astray


def test_of_all_forms_sixty_of_sixty_six_meet():
    astray = [one for word, forms in MEETING.items() for one in strays(word, forms)]
    count = 2 * sum(map(len, MEETING.values()))
    print(*astray, f"{count - len(astray)} of {count} meet", sep="\n")
    assert count - len(astray) >= ENOUGH * count, astray


@pytest.mark.parametrize(("one", "other"), FORMS["apart"]["pairs"])
def test_words_of_another_meaning_stay_apart(one, other):
    assert stem(one) != stem(other)
    assert stem(bare(one)) != stem(bare(other))


@pytest.mark.parametrize(
    "word", [*MEETING, *(form for forms in MEETING.values() for form in forms)]
)
def test_case_and_accents_do_not_count(word):
    apart = unicodedata.normalize("NFD", word)
    assert stem(word.upper()) == stem(word.title()) == stem(bare(word)) == stem(apart) == stem(word)


@pytest.mark.parametrize(
    "word", ["B2B", "5g", "2021", "kovid19", "Łódź", "Москва", "株式会社", "Ελλάς", "x"]
)
def test_a_word_with_digits_or_other_letters_is_only_folded(word):
    assert stem(word) == fold(word) == stem(word.upper())


@pytest.mark.parametrize(
    "word", ["a", "az", "és", "be", "nem", "at", "ben", "nak", "van", "ott", "t"]
)
def test_a_short_word_is_left_as_it_is(word):
    assert stem(word) == bare(word)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("tag", "taggal"), ("cég", "céggel"), ("verseny", "versennyel"), ("hely", "hellyel"),
        ("ész", "ésszel"), ("eredmény", "eredménnyel"), ("társ", "társsal"), ("egyesület",
                                                                              "egyesülettel"),
        ("tanács", "tanáccsal"), ("szakasz", "szakasszal"), ("terem", "teremmel"), ("kéz",
                                                                                    "kézzel"),
    ],
)  # fmt: skip
def test_with_doubles_the_last_consonant(word, form):
    assert stem(form) == stem(word)


@settings(max_examples=200, deadline=None)
@given(WORDS.filter(bool))
@example("\u0301")
@example("a")
@example("at")
def test_a_word_has_a_stem_no_longer_than_what_counts(word):
    assert 1 <= len(stem(word)) <= LONGEST


@settings(max_examples=200, deadline=None)
@given(st.text("aáeéiíoóöőuúüűbcdfghjklmnprstvyz", min_size=1, max_size=20))
def test_of_a_latin_word_only_letters_are_left_and_its_beginning(word):
    assert stem(word).isascii()
    assert stem(word).isalpha()
    assert bare(word).startswith(stem(word)[:1])
    assert stem(word.upper()) == stem(bare(word)) == stem(word)


def test_letters_behind_the_first_few_do_not_count():
    assert stem("b" * LONGEST + "x") == stem("b" * LONGEST + "y")
