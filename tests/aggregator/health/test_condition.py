"""How sources fare: histories and what is expected of them in ``data``, one case each."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.health.condition import Condition, History, Searched, condition
from aggregator.health.fields import FIELDS, Taken
from aggregator.health.kinds import KINDS, Cause, Kind
from scrapers.memory import Owed, Refused
from scrapers.report import NO_DOOR, CrawlReport, Tally, reasons_of, silent
from scrapers.source import Source
from tests.scrapers.example import HOME, source

DATA = Path(__file__).parent / "data"
FILES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in DATA.glob("*.toml")}
CASES = [(name, case) for name, told in sorted(FILES.items()) for case in told["case"]]
DAY = timedelta(days=1)
TODAY = date(2026, 11, 20)


def at(day: date, hour: int = 6) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def crawl(told: str) -> CrawlReport:
    """A report as a crawl makes it: *2026-11-20 door: http 404*."""
    day, _, said = told.partition(" ")
    kind, _, what = said.partition(": ")
    began, tally = at(date.fromisoformat(day)), Tally()
    if kind == "door":
        tally.doors.update({f"{HOME}{n}": one for n, one in enumerate(what.split(" | "))})
    elif kind == "all":
        for n in range(5):
            tally.count(Refused("pelda", str(n), f"{HOME}{n}", what), new=True)
    elif kind == "line":
        tally.problems.append(what)
    return tally.report("pelda", began)


def days(told: list[str]) -> Iterator[date]:
    """Days: *2026-11-20*, or *2026-01-05 + 7 x 20*."""
    for one in told:
        first, step, times = re.fullmatch(r"([\d-]+)(?: \+ (\d+) x (\d+))?", one).groups()
        yield from (
            date.fromisoformat(first) + int(step or 0) * n * DAY for n in range(int(times or 1))
        )


def taken(told: str, at_once: int) -> Iterator[Taken]:
    names = {name[0]: name for name in FIELDS}
    for n, letters in enumerate(told.split()):
        fields = frozenset(names[one] for one in letters if one != "-")
        yield Taken(at(TODAY - (0 if n < at_once else n) * DAY), f"{HOME}{n + 1}", fields)


def searched(told: dict[str, Any], today: date) -> Searched:
    return Searched(told["outcome"], told["why"], at(told.get("at", today)))


def judged(case: dict[str, Any]) -> Condition:
    today = case.get("now", TODAY)
    crawls = case.get("crawls", () if case["kind"] == "new" else [f"{today} ok"])
    history = History(
        reports=[crawl(one) for one in crawls],
        days=list(days(case.get("news", []))),
        taken=list(taken(case.get("taken", ""), case.get("at_once", 0))),
        searched=searched(case["searched"], today) if "searched" in case else None,
        proposed=case.get("proposed", False),
    )
    told = {name: case[name] for name in ("country", "status") if name in case}
    return condition(source(**told), history, at(today))


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[c["about"] for _, c in CASES])
def test_a_source_fares_as_its_history_tells(case):
    told = judged(case)
    assert told.kind == case["kind"]
    assert told.wants_look == case.get("look", False)
    assert (told.since and told.since.astimezone(source().zone).date()) == case.get("since")
    assert case.get("reason", str(told.reason)) == str(told.reason)
    assert case.get("advice", str(told.advice)) == str(told.advice)


def test_every_kind_is_told_by_some_case_and_all_have_names():
    assert {case["kind"] for _, case in CASES} == set(KINDS)
    assert set(KINDS) == {name for part in get_args(Kind) for name in get_args(part)}
    assert set(get_args(Cause)) < set(KINDS)


@pytest.mark.parametrize("case", [case for _, case in CASES if case.get("look")])
def test_who_should_look_is_told_what_to_do_and_both_in_hungarian_too(case):
    told = judged(case)
    for said in (told.reason, told.advice):
        assert said.told("hu") != said.told("en")
        assert "%(" not in re.sub("“.*”", "", said.told("hu"))


# Whatever a history is

NAMES = st.sampled_from(
    [
        *("http 404", "http 503", "http 403", "timeout", "no-links", "robots.txt: http 503"),
        *("forbidden by robots.txt", "parser-timeout", "out-of-memory", "%s %(x)s", "a; b: c, d"),
    ]
)
CRAWLS = st.builds(
    CrawlReport,
    source=st.just("pelda"),
    began=st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    doors=st.dictionaries(st.sampled_from(["a", "b"]), NAMES, max_size=2),
    problem=st.none() | NAMES | st.sampled_from([NO_DOOR, silent(5, "timeout"), "", "none of"]),
)
HISTORIES = st.builds(
    History,
    reports=st.lists(CRAWLS, max_size=5),
    days=st.lists(st.dates(date(2019, 1, 1), date(2028, 1, 1)), max_size=30),
    taken=st.lists(
        st.builds(
            Taken,
            at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
            url=st.just(HOME),
            fields=st.frozensets(st.sampled_from(FIELDS)),
        ),
        max_size=20,
    ),
    searched=st.none()
    | st.builds(
        Searched,
        outcome=st.sampled_from(["accepted", "proposed", "parked", "hacked", "nothing"]),
        why=st.text(max_size=20),
        at=st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    ),
    proposed=st.booleans(),
)
SOURCES = st.builds(
    source,
    country=st.sampled_from(["hu", "eu", "rs", "uk", "xk", "zz", "sk"]),
    status=st.sampled_from(["alive", "frozen", "lapsed", "hacked"]),
)


@given(SOURCES, HISTORIES)
def test_whatever_the_history_something_is_told_in_every_language(file: Source, history: History):
    told = condition(file, history, at(TODAY))
    assert told.kind in KINDS
    assert told.advice or not told.wants_look
    calm = ("well", "new", "quiet as usual", "frozen", "passing", "lapsed")
    assert not (told.wants_look and told.kind in calm)
    for language in ("hu", "en"):
        said = [told.reason.told(language), told.advice.told(language) if told.advice else "-"]
        assert all(said)


@given(SOURCES, HISTORIES, st.integers(0, 1000))
def test_a_source_that_publishes_today_and_is_read_is_never_an_alarm_for_its_silence(
    file: Source, history: History, back: int
):
    today = TODAY - back * DAY
    read = History([CrawlReport("pelda", at(today))], [*history.days, today])
    assert condition(file, read, at(today)).kind in ("well", "frozen", "lapsed", "hacked")


def test_what_pages_failed_for_is_read_out_of_the_line_that_tells_it():
    tally = Tally()
    for n, reason in enumerate(["http 403", "http 403", "robots.txt: http 503"]):
        tally.count(Owed("pelda", str(n), None, reason), new=True)
    report = tally.report("pelda", at(TODAY))
    assert reasons_of(report) == ("http 403", "robots.txt: http 503")
    assert reasons_of(crawl("2026-11-20 ok")) == ()
