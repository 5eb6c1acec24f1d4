"""The names of months and days: those that are kept, and those that Babel is asked for."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scrapers.calendar.names import FILE, kept, names_of, told_by_babel

SCRIPT: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "names.py"))


def test_what_is_kept_is_what_babel_has():
    assert FILE.read_text(encoding="utf-8") == SCRIPT["page"]()


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


def test_reading_dates_of_many_languages_loads_nothing_of_babels():
    code = (
        "import sys\nfrom scrapers.calendar.words import vocabulary\n"
        "vocabulary(('hu', 'en'), wide=True)\nprint('babel' in sys.modules)"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
