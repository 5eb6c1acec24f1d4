import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.language import LEAST_WORDS, language_of, speaks

DATA = Path(__file__).parent / "data"
CASES = tomllib.loads((DATA / "languages.toml").read_text("utf-8"))
SHORT = tomllib.loads((DATA / "short_texts.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", CASES)
def test_a_text_is_in_its_language_and_in_no_other_that_is_asked_for(language: str):
    text = CASES[language]
    assert speaks(text, [language]) is True
    assert speaks(text, ["hu", language]) is True
    near = {"sr": "hr", "hr": "sr", "sk": "cs", "cs": "sk"}.get(language)
    others = [one for one in CASES if one not in (language, near)]
    assert [one for one in others if speaks(text, [one])] == []


def test_a_text_in_no_known_script_is_not_in_hungarian():
    assert speaks("この サイト は 新しい 商品 の ページ です " * 20, ["hu"]) is False
    assert speaks("เว็บ พนัน ออนไลน์ สมัคร วันนี้ รับ โบนัส " * 20, ["hu", "en"]) is False


def test_a_short_text_says_nothing():
    assert speaks("A klaszter és a tagok. " * 3, ["hu"]) is None
    assert speaks("szó " * (LEAST_WORDS - 1), ["en"]) is None


def test_an_unknown_language_is_not_denied():
    assert speaks("szó " * 200, ["fi"]) is None
    assert speaks("szó " * 200, []) is None


@pytest.mark.parametrize("language", CASES)
def test_a_paragraph_tells_its_language(language: str):
    assert language_of(CASES[language]) == language


@pytest.mark.parametrize(
    ("language", "text"), [(k, one) for k, all_ in SHORT.items() for one in all_]
)
def test_one_sentence_tells_its_language_or_none_but_never_another(language: str, text: str):
    assert language_of(text) in (language, None)


def test_most_sentences_tell_their_language():
    told = [language_of(text) == language for language, texts in SHORT.items() for text in texts]
    assert sum(told) >= 0.8 * len(told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021. 06. 04.",
        "Mintaklaszter",
        "この サイト は 新しい 商品 の ページ です " * 20,
        "เว็บ พนัน ออนไลน์ สมัคร วันนี้ รับ โบนัส " * 20,
        "Klusteri avasi yhteisen työpajan, jossa jäsenet voivat vuokrata koneita tunniksi. " * 5,
    ],
)
def test_what_is_too_short_or_in_an_unknown_language_tells_none(text: str):
    assert language_of(text) is None


@given(st.text())
def test_any_text_tells_a_known_language_or_none(text: str):
    assert language_of(text) in (None, *CASES, "uk", "fr", "it", "es", "pl", "sl")


def test_the_language_is_the_text_s_not_that_of_a_name_in_it():
    text = f"{CASES['en']} Nagyváradi Gépészeti és Műszeripari Klaszter Egyesület"
    assert language_of(text) == "en"
