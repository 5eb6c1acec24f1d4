from datetime import UTC, datetime, timedelta

import pytest

from aggregator.health.doors import broken
from scrapers.looking import EMPTY, TURNED_OVER
from scrapers.report import CrawlReport
from tests.scrapers.example import HOME

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
DOOR = f"{HOME}hirek"


def runs(*reasons: str | None, apart: timedelta = timedelta(days=1)) -> list[CrawlReport]:
    """Runs that said so of the door, the newest first."""
    return [
        CrawlReport("pelda", NOW - at * apart, doors={DOOR: reason} if reason else {})
        for at, reason in enumerate(reasons)
    ]


@pytest.mark.parametrize(
    "reason",
    [
        *("http 404", "http 410", "http 403", "http 301", "not-a-feed", "not-html", "no-links"),
        *(EMPTY, TURNED_OVER, "all its articles are on mas.hu; if it is ours, add it to aliases"),
    ],
)
def test_what_is_wrong_with_the_door_itself_counts_at_once(reason: str):
    assert broken(runs(reason, None), [DOOR]) == {DOOR: reason}


@pytest.mark.parametrize(
    "reason",
    [
        *("http 500", "http 503", "http 429", "timeout", "host not found", "connection refused"),
        *("robots.txt: http 503", "parser-timeout", "certificate not trusted", "connection failed"),
    ],
)
def test_a_host_that_does_not_answer_is_given_days_to_come_back(reason: str):
    assert broken(runs(reason), [DOOR]) == {}
    assert broken(runs(reason, reason), [DOOR]) == {}
    assert broken(runs(reason, reason, None), [DOOR]) == {}
    assert broken(runs(reason, reason, reason), [DOOR]) == {DOOR: reason}
    assert broken(runs(reason, reason, reason, apart=timedelta(minutes=5)), [DOOR]) == {}


@pytest.mark.parametrize(
    "reason", ["broken-xml", "too-many-links", "forbidden by robots.txt", "nofollow"]
)
def test_what_is_readable_or_forbidden_needs_no_other_door(reason: str):
    assert broken(runs(reason, reason, reason, reason), [DOOR]) == {}


def test_only_the_doors_in_force_are_judged():
    assert broken(runs("http 404"), [f"{HOME}masik"]) == {}
    assert broken([], [DOOR]) == {}
