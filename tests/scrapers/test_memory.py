from datetime import UTC, datetime, timedelta

import pytest

from scrapers.memory import (
    ROBOTS_FOR,
    SLACK,
    Forgetful,
    KnownPage,
    KnownRobots,
    Recollection,
    Unchanged,
    Validators,
)

ASKED = datetime(2026, 1, 1, 6, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def known(**changes: object) -> KnownPage:
    told = {"url": "https://pelda.hu/a", "validators": Validators(), "asked": ASKED} | changes
    return KnownPage(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("checks", "days"), [(0, 1), (1, 7), (2, 30), (3, 180), (4, 180), (50, 180)]
)
def test_a_known_page_is_due_ever_more_rarely(checks: int, days: int):
    page, due = known(checks=checks), ASKED + timedelta(days=days) - SLACK
    assert not page.due(due - MOMENT)
    assert page.due(due)
    assert page.due(due + timedelta(days=1_000))


@pytest.mark.parametrize("checks", [0, 1, 3, 50])
def test_a_page_that_was_missed_once_is_due_the_next_day(checks: int):
    page = known(checks=checks, missed=True)
    assert not page.due(ASKED + timedelta(days=1) - SLACK - MOMENT)
    assert page.due(ASKED + timedelta(days=1) - SLACK)


def test_a_page_that_is_gone_is_never_due():
    assert not known(gone=True).due(ASKED + timedelta(days=10_000))
    assert not known(gone=True, missed=True).due(ASKED + timedelta(days=10_000))


def test_a_page_asked_for_after_now_is_due_unless_clocks_just_differ_a_little():
    assert not known().due(ASKED - SLACK)
    assert known().due(ASKED - timedelta(days=400))


def test_a_forgetful_memory_keeps_nothing():
    memory = Forgetful()
    memory.keep([Unchanged("pelda", "pelda.hu/a")], ASKED)
    assert memory.recall("pelda") == Recollection()


def test_a_robots_txt_serves_for_a_day_and_not_before_it_was_read():
    rules = KnownRobots(b"", ASKED)
    assert rules.serves(ASKED)
    assert rules.serves(ASKED + ROBOTS_FOR - MOMENT)
    assert not rules.serves(ASKED + ROBOTS_FOR)
    assert not rules.serves(ASKED - MOMENT)
    assert timedelta(hours=24) >= ROBOTS_FOR
