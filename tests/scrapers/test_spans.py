import tomllib
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.dates import Day, Span, find_spans, spans_as_said
from tests.scrapers.test_dates import DAYS, FORMS, MONTHS, ROMAN, SHORT, WEEKDAYS

GROUPS = tomllib.loads((Path(__file__).parent / "data/spans.toml").read_text("utf-8"))["group"]

GENITIVE = (
    *("januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta"),
    *("septembra", "októbra", "novembra", "decembra"),
)
ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
FURTHER: dict[str, tuple[str, Callable[[date], str]]] = {
    name: ("hu", form) for name, form in FORMS.items()
} | {
    "adjective": ("hu", lambda d: f"a {d.year}. {MONTHS[d.month - 1]} {d.day}-i ülés"),
    "stray dot": ("hu", lambda d: f"{d.year}. {MONTHS[d.month - 1]} {d.day}.-án"),
    "no space": ("hu", lambda d: f"{d.year}.{MONTHS[d.month - 1]} {d.day}-én volt"),
    "no dot": ("hu", lambda d: f"{d.year} {SHORT[d.month - 1]} {d.day}-én volt"),
    "tight Roman": ("hu", lambda d: f"{d.year}.{ROMAN[d.month - 1]}.{d.day:02}-én volt"),
    "weekday before": (
        "hu",
        lambda d: f"{WEEKDAYS[d.weekday()]}, {d.year}. {MONTHS[d.month - 1]} {d.day}.",
    ),
    "Slovak": ("sk", lambda d: f"dňa {d.day}. {GENITIVE[d.month - 1]} {d.year} sa konalo"),
    "Slovak in numbers": ("sk", lambda d: f"dňa {d.day}. {d.month}. {d.year} sa konalo"),
    "Serbian in numbers": ("sr", lambda d: f"{d.day:02}.{d.month:02}.{d.year}. godine"),
    "British": ("en", lambda d: f"on {d.day} {ENGLISH[d.month - 1]} {d.year} in Vienna"),
    "American": ("en", lambda d: f"on {ENGLISH[d.month - 1][:3]}. {d.day}, {d.year}, in Ohio"),
    "Japanese": ("ja", lambda d: f"{d.year}年{d.month}月{d.day}日"),
}


def told(span: Span) -> str:
    """A span as the data file writes it."""
    days = _day(span.start)
    if span.end != span.start:
        days += f"..{_day(span.end)}"
    clocks = "-".join(f"{clock:%H:%M}" for clock in (span.begins, span.ends) if clock)
    role = span.role if span.role in ("from", "until") else ""
    return " ".join(filter(None, ["about" if span.fuzzy else "", role, days, clocks]))


def _day(day: Day) -> str:
    year, month, one = (f"{part:02}" if part else "?" for part in day)
    return "-".join((year, month, one)).removesuffix("-?").removesuffix("-?")


@pytest.mark.parametrize(
    ("text", "means", "group"),
    [pytest.param(*case, group, id=case[0]) for group in GROUPS for case in group["cases"]],
)
def test_prose_tells_the_days_that_a_reader_takes_from_it(
    text: str, means: str, group: dict[str, Any]
):
    spans = find_spans(text, group.get("languages", ["hu"]), group.get("said"))
    assert "; ".join(told(span) for span in spans) == means


def test_a_text_is_read_once_for_all_days_on_which_it_may_have_been_said():
    text = "Tegnap megnyílt, holnap és június 8-án is várják a látogatókat; jövő kedden zárva."
    days = [None, date(2021, 6, 3), date(2022, 1, 1)]
    assert spans_as_said(text, ["hu"], days) == {day: find_spans(text, ["hu"], day) for day in days}


@pytest.mark.parametrize("name", FURTHER)
def test_every_day_of_twenty_years_stands_in_prose_as_itself(name: str):
    language, write = FURTHER[name]
    wrong = [
        write(d) for d in DAYS if [(s.first, s.last) for s in _read(write(d), language)] != [(d, d)]
    ]
    assert wrong == []


def _read(text: str, language: str) -> tuple[Span, ...]:
    return find_spans(text, [language])


RANGES: dict[str, tuple[str, Callable[[date, date], str]]] = {
    "in words": ("hu", lambda a, b: f"{_words(a)}. – {_words(b)}."),
    "from and until": ("hu", lambda a, b: f"{_words(a)}-tól {_words(b)}-ig"),
    "between": ("hu", lambda a, b: f"{_words(a)}. és {_words(b)}. között"),
    "numbers": ("hu", lambda a, b: f"{a:%Y.%m.%d}. - {b:%Y.%m.%d}."),
    "machine": ("hu", lambda a, b: f"{a} – {b}"),
    "Slovak": ("sk", lambda a, b: f"od {a.day}.{a.month}.{a.year} do {b.day}.{b.month}.{b.year}"),
    "English": (
        "en",
        lambda a, b: (
            f"from {a:%d} {ENGLISH[a.month - 1]} {a.year} to {b:%d} {ENGLISH[b.month - 1]} {b.year}"
        ),
    ),
}


def _words(day: date) -> str:
    return f"{day.year}. {MONTHS[day.month - 1]} {day.day}"


@pytest.mark.parametrize("name", RANGES)
def test_every_range_from_a_day_of_twenty_years_has_both_its_ends(name: str):
    language, write = RANGES[name]
    pairs = [(d, d + timedelta(days=1 + n % 400)) for n, d in enumerate(DAYS)]
    wrong = [
        write(*pair)
        for pair in pairs
        if [(s.first, s.last) for s in _read(write(*pair), language)] != [pair]
    ]
    assert wrong == []


def test_a_range_within_a_month_has_both_its_ends_however_it_is_joined():
    wrong = [
        (text, found)
        for month, name in enumerate(MONTHS, start=1)
        for day in range(1, 27)
        for joint in ("-", "–", " - ", " – ", ".-", ". – ")
        for end in (".", "-én", "-i", ".-én", " között", "-a között")
        if (text := f"2021. {name} {day}{joint}{day + 2}{end}")
        and (found := [(s.first, s.last) for s in find_spans(text)])
        != [(date(2021, month, day), date(2021, month, day + 2))]
    ]
    assert wrong == []


@given(st.times(), st.sampled_from(DAYS))
def test_a_clock_time_is_that_of_its_day(clock: time, day: date):
    clock = clock.replace(second=0, microsecond=0)
    plain = f"{clock.hour}.{clock.minute:02}"
    for behind in (f"{clock:%H:%M}", f"{clock:%H:%M}-kor", f"{plain} órakor", f"({clock:%H:%M})"):
        (span,) = find_spans(f"{_words(day)}-én, {behind} nyílik.")
        assert (span.first, span.begins) == (day, clock)


@given(st.sampled_from(DAYS), st.integers(-170, 170))
def test_a_day_without_a_year_is_that_nearest_to_the_day_it_was_said(day: date, off: int):
    (span,) = find_spans(f"{MONTHS[day.month - 1]} {day.day}-én", said=day + timedelta(days=off))
    assert span.first == day or (day.month, day.day) == (2, 29)


@given(st.sampled_from(DAYS), st.integers(0, 6))
def test_a_weekday_of_next_week_is_within_the_next_two_weeks(said: date, weekday: int):
    names = (*("hétfőn", "kedden", "szerdán", "csütörtökön", "pénteken", "szombaton"), "vasárnap")
    (span,) = find_spans(f"jövő héten {names[weekday]}", said=said)
    assert span.first is not None
    assert span.first.weekday() == weekday
    assert 1 <= (span.first - said).days <= 13


WORDS = st.lists(
    st.sampled_from(
        [
            *("a", "az", "klaszter", "2021", "3.", "12", "17.00", "és", "–", "-", "között", "©"),
            *("1.1.6-25", "1483/2023.", "(XI.", "7.)", "utca", "8.", "36", "hónap", "%", "Ft"),
            *("első", "utca", "múlt", "hét", "már", "től", "ig", "(", ")", ",", "3-4", "V."),
        ]
    ),
    max_size=12,
)


@given(WORDS)
def test_no_text_without_a_month_is_a_day(words: list[str]):
    numbers = [word for word in words if word.strip(".").isdecimal()]
    text = " ".join(word for word in words if word not in numbers)
    assert [s for s in find_spans(text, said=date(2021, 6, 4)) if s.start.day is not None] == []


@given(
    st.text(
        st.sampled_from("0123456789.-–:/,() évjúnismáusteöltg'’") | st.characters(), max_size=60
    )
    | st.lists(st.sampled_from(["2021.", "június", "4-én", "-", "és", "3", "10:30", "kedd"])).map(
        " ".join
    ),
    st.sampled_from([("hu",), ("hu", "en", "de"), ("sk", "cs"), ("xx",), ()]),
    st.none() | st.sampled_from(DAYS),
)
def test_no_text_breaks_the_reader_and_every_span_stands_in_its_text(
    text: str, languages: tuple[str, ...], said: date | None
):
    behind = 0
    for span in find_spans(text, languages, said):
        assert span.text == text[span.at : span.to] != ""
        assert span.at >= behind
        behind = span.to
        if span.first and span.last:
            assert span.first <= span.last
