import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import BUDAPEST
from scrapers.dates import find_moment, find_relative, find_spans
from tests.scrapers.test_dates import told

GROUPS = tomllib.loads((Path(__file__).parent / "data/bylines.toml").read_text("utf-8"))["group"]
LANGUAGES = (
    *("hu", "en", "de", "sk", "cs", "ro", "sr", "sr_Latn", "hr", "pl", "fr", "es", "it", "nl"),
    *("pt", "da", "nb", "sv", "fi", "tr", "is", "sl", "bg", "uk", "ru", "et", "el", "sq"),
)
NOW = datetime(2025, 10, 23, 12, tzinfo=BUDAPEST)
AGO: dict[str, Callable[[int], str]] = {
    "Hungarian": lambda n: f"{n} perce",
    "English": lambda n: f"{n} minutes ago",
    "German": lambda n: f"vor {n} Minuten",
    "Slovak": lambda n: f"pred {n} minútami",
    "Romanian": lambda n: f"acum {n} minute",
}


@pytest.mark.parametrize(
    ("text", "means", "group"),
    [pytest.param(*case, group, id=case[0]) for group in GROUPS for case in group["cases"]],
)
def test_a_byline_tells_the_moment_that_a_reader_takes_from_it(
    text: str, means: str, group: dict[str, Any]
):
    now = group.get("now")
    moment = find_relative(text, now) if now else find_moment(text, group["languages"])
    assert (told(moment) or "") == means
    assert moment is None or moment.text in text


@pytest.mark.parametrize("width", ["long", "full", "medium"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_of_days_reads_back_as_each_language_writes_them(language: str, width: str):
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    written = {day: format_date(day, width, locale=language) for day in days}  # type: ignore[arg-type]
    source = [language.partition("_")[0]]
    wrong = {text for day, text in written.items() if told(find_moment(text, source)) != f"{day}"}
    assert wrong == set()


@given(st.integers(1, 1899), st.sampled_from(sorted(AGO)))
def test_minutes_ago_are_so_many_minutes_before_now(minutes: int, language: str):
    moment = find_relative(AGO[language](minutes), NOW)
    assert moment is not None
    assert (NOW - moment.at, moment.precision) == (timedelta(minutes=minutes), "minute")


@given(st.text(max_size=90) | st.text("0123456789 :.-agotegnpórájvr", max_size=30))
def test_no_line_is_later_than_today_or_older_than_a_week(line: str):
    moment = find_relative(line, NOW)
    assert moment is None or timedelta(days=-1) < NOW - moment.at <= timedelta(days=8)


# Hostile lines: seconds at most; what grows with the square of the length would take hours

HOSTILE = [
    *("1", "1.", "1. ", "1., ", "12-", "10:", "10:10 ", "2021. ", "2021-", "06 ", " ", "-", "’21-"),
    *("június ", "június 4. ", "június 3-án és ", "június 3 – ", "4 of the ", "2021. június "),
    *("péntek, ", "a ", "és ", "fél ", "tól ", "2021年1月1日", "June", "MárciUs", "(", "vor 2 "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_line_takes_time_that_grows_with_its_length_only(piece: str):
    now = datetime(2021, 6, 4, tzinfo=BUDAPEST)
    long = piece * (1_000_000 // len(piece))
    started = process_time()
    find_spans(long[:50_000], ("hu", "en", "de", "sk"), now.date())
    find_moment(long)
    find_relative(long, now)
    assert process_time() - started < 30
