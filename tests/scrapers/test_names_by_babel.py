"""Names of months, days and languages: those that are kept, and those that Babel is asked for."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scrapers.calendar.names import FILE, kept, names_of, told_by_babel
from scrapers.language_names import names_of_language

SCRIPT: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "names.py"))


def words_of(page: str) -> set[tuple[str, ...]]:
    """Every word of a page of names, with whose it is."""
    return {
        (language, *place, word)
        for language, told in tomllib.loads(page).items()
        for place, words in (
            ((kind, str(at)), each.split())
            for kind, names in (told.items() if isinstance(told, dict) else [("name", told)])
            for at, each in enumerate(names)
        )
        for word in words
    }


@pytest.mark.parametrize("file", SCRIPT["PAGES"], ids=lambda file: file.stem)
def test_what_is_kept_is_what_babel_has(file: Path):
    kept, told = words_of(file.read_text(encoding="utf-8")), words_of(SCRIPT["PAGES"][file])
    # each Babel has a few names otherwise: with many, it is time to run docs/names.py
    assert len(kept ^ told) <= len(told) / 50


def test_every_language_with_words_of_its_own_has_names():
    words = tomllib.loads(FILE.with_name("words.toml").read_text(encoding="utf-8"))
    assert words.keys() <= kept().keys()


@pytest.mark.parametrize("language", [*kept(), "cy", "sh"])
def test_a_year_has_twelve_months_and_a_week_seven_days(language: str):
    names = names_of(language)
    assert (len(names["month"]), len(names["weekday"])) == (12, 7)
    # az has days of two words, which no byline is read by
    assert all(names["month"])
    assert all(names["weekday"]) or language == "az"


def test_names_that_are_not_kept_are_asked_of_babel():
    assert "cy" not in kept()
    assert names_of("cy")["month"][0] == "ionawr ion"


def test_both_scripts_of_serbian_are_told():
    assert told_by_babel("sr")["month"][0].split()[:3] == ["јануар", "јан", "januar"]


@pytest.mark.parametrize("language", ["", "x", "xx", "hu hu", "../hu"])
def test_a_language_that_nobody_knows_has_no_names(language: str):
    assert names_of(language) == {}


def test_pages_are_read_without_what_babel_knows_of_languages():
    hook = (
        "lambda event, told: event == 'open' and 'locale-data' in str(told[0]) and print(told[0])"
    )
    code = f"import sys\nsys.addaudithook({hook})\nimport scrapers.preloaded\nprint('read')"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout == "read\n"


def test_a_language_is_called_by_its_names_in_itself_in_english_and_in_hungarian():
    assert names_of_language("sk") == {"slovencina", "slovak", "szlovak"}
    assert names_of_language("xx") == frozenset()
