import tomllib
from pathlib import Path

import pytest

from aggregator.languages import LEAST_WORDS, speaks

CASES = tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text("utf-8"))


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
