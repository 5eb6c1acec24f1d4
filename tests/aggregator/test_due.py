from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.due import LATEST, LONGEST, OWING, RAREST, SHORTEST, UNTOLD, History, next_turn
from scrapers.memory import SLACK
from scrapers.source import Source

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def source(**changes: Any) -> Source:
    told = {"id": "pelda", "name": "Mintaklaszter", "organisation": "Minta Kft."}
    return Source.model_validate({**told, "home": "https://pelda.hu/", **changes})


def every(gap: timedelta, times: int = LATEST) -> tuple[datetime, ...]:
    """The moments of a source that publishes so often, up to now."""
    return tuple(NOW - gap * (n + 1) for n in range(times))


def interval(history: History, **changes: Any) -> timedelta:
    turn = next_turn(source(**changes), history, NOW)
    assert turn.at is not None
    assert history.crawled is not None
    return turn.at - history.crawled


def test_a_source_that_was_never_crawled_is_due_at_once():
    turn = next_turn(source(every="2d"), History(), NOW)
    assert turn.due(NOW)
    assert turn.why == "it was never crawled"


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (timedelta(minutes=10), SHORTEST),
        (2 * HOUR, HOUR),
        (DAY, 12 * HOUR),
        (3 * DAY, 36 * HOUR),
        (7 * DAY, LONGEST),
        (400 * DAY, LONGEST),
    ],
)
def test_a_source_is_crawled_twice_as_often_as_it_publishes_within_bounds(gap, expected):
    assert interval(History(NOW, latest=every(gap))) == expected


def test_a_source_that_falls_silent_is_asked_ever_more_rarely():
    busy = History(NOW, latest=every(2 * HOUR))
    silent = History(NOW, latest=tuple(at - 10 * DAY for at in busy.latest))
    assert interval(busy) == HOUR
    assert HOUR < interval(silent) < LONGEST


def test_a_source_without_dated_articles_is_crawled_daily():
    assert interval(History(NOW)) == UNTOLD


def test_a_source_s_own_word_wins():
    history = History(NOW, failures=9, owed=3, latest=every(2 * HOUR))
    assert interval(history, every="6h") == 6 * HOUR
    assert interval(history, every="30d", status="frozen") == 30 * DAY


def test_a_frozen_source_is_looked_at_weekly():
    assert interval(History(NOW, latest=every(2 * HOUR)), status="frozen") == RAREST


@pytest.mark.parametrize("status", ["lapsed", "hacked"])
def test_a_source_that_is_no_longer_its_organisation_s_is_never_due(status):
    turn = next_turn(source(status=status), History(), NOW)
    assert turn.at is None
    assert not turn.due(NOW + 1_000 * DAY)


def test_a_failing_source_is_asked_more_and_more_rarely_and_never_given_up():
    failing = [interval(History(NOW, failures=n, latest=every(DAY))) for n in (0, 1, 2, 3, 4, 5)]
    assert failing == [timedelta(hours=n) for n in (12, 12, 24, 48, 96, 168)]
    assert interval(History(NOW, failures=10_000, latest=every(DAY))) == RAREST


def test_a_source_that_owes_pages_is_asked_for_them_soon():
    assert interval(History(NOW, owed=3, latest=every(7 * DAY))) == OWING
    assert interval(History(NOW, owed=3, latest=every(2 * HOUR))) == HOUR
    assert interval(History(NOW, owed=3, failures=1, latest=every(7 * DAY))) == LONGEST


@pytest.mark.parametrize(
    ("told", "slack"), [("1h", HOUR / 6), ("6h", SLACK), ("1d", SLACK), ("7d", SLACK)]
)
def test_a_turn_that_comes_a_little_early_is_not_skipped(told: str, slack: timedelta):
    turn = next_turn(source(every=told), History(NOW), NOW)
    assert turn.at is not None
    assert turn.due(turn.at - slack)
    assert not turn.due(turn.at - slack - MOMENT)


@pytest.mark.parametrize(
    ("history", "changes", "why"),
    [
        (History(NOW), {"every": "6h"}, "its file says 6h"),
        (History(NOW), {"status": "frozen"}, "it is not added to any more"),
        (History(NOW), {}, "it has no dated article yet"),
        (History(NOW, latest=every(HOUR)), {}, "it publishes every hour"),
        (History(NOW, latest=every(3 * DAY)), {}, "it publishes every 3 days"),
        (History(NOW, failures=3), {}, "3 crawls in a row have failed"),
        (History(NOW, owed=3), {}, "it owes 3 pages"),
        (History(NOW + DAY), {}, "its last crawl was by a clock that ran ahead"),
        (History(NOW), {"status": "hacked"}, "its site was hacked"),
    ],
)
def test_a_turn_says_why_it_is_then(history: History, changes: dict[str, str], why: str):
    assert next_turn(source(**changes), history, NOW).why == why


moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(moments, moments, st.integers(0, 10_000), st.integers(0, 500), st.lists(moments, max_size=9))
def test_whatever_happened_the_interval_is_within_its_bounds(now, crawled, failures, owed, latest):
    turn = next_turn(source(), History(crawled, failures, owed, tuple(latest)), now)
    assert turn.at is not None
    if crawled > now + SLACK:
        assert turn.due(now)
        return
    assert SHORTEST <= turn.at - crawled <= RAREST
