"""Which sources have nothing but doors to ask for: those of which a crawl's plan says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from aggregator.archive.archive import Archive
from aggregator.archive.doors import take_doors, unpin_doors
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.resting import ATTEMPTS
from aggregator.archive.schema import robots
from aggregator.archive.sources import keep_sources
from scrapers.doors.teaser import Teaser
from scrapers.memory import (
    COMMON,
    RECHECK_AFTER,
    ROBOTS_FOR,
    SLACK,
    DoorSeen,
    Finding,
    KnownRobots,
    Missing,
    Owed,
    Recollection,
    Refused,
    Resting,
    Unanswered,
    Unchanged,
    Validators,
)
from scrapers.plan import Plan
from scrapers.source import FeedDoor
from scrapers.topics import OFF_TOPIC
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MEMBER, MONDAY, PORTAL, SOURCES, kept

NAMED = {one.id: one for one in (PORTAL, MEMBER)}
PATHS = ("hirek/a", "hirek/b", "hirek#c")
MOMENT = timedelta(seconds=1)
EDGES = tuple(
    edge + nudge
    for edge in (timedelta(0), -SLACK, *(step - SLACK for step in RECHECK_AFTER))
    for nudge in (-MOMENT, timedelta(0), MOMENT)
)
"""How long after a page was asked for it may turn due, or not be any more."""


def seen(source: str = "portal", path: str = "feed", **validators: str) -> DoorSeen:
    """The finding of a door that shows one article."""
    door = FeedDoor(kind="feed", url=f"https://{source}.example.hu/{path}")
    marks = {f"{source}.example.hu/hirek/a": "mark"}
    return DoorSeen(source, door, f"{path} as defined", Validators(**validators), marks)


def owed(source: str, key: str, *, asked: bool) -> Owed:
    return Owed(source, key, Teaser(url=f"https://{key}", title="Hír"), "http 503", asked)


FINDINGS: dict[str, Callable[[str, str], Finding]] = {
    "kept": lambda source, path: kept(source=source, path=path),
    "unchanged": lambda source, path: Unchanged(source, f"{source}.example.hu/{path}"),
    "missing": lambda source, path: Missing(source, f"{source}.example.hu/{path}"),
    "unanswered": lambda source, path: Unanswered(source, f"{source}.example.hu/{path}", "timeout"),
    "refused": lambda source, path: Refused(
        source, f"{source}.example.hu/{path}", f"https://{source}.example.hu/{path}", "no-text"
    ),
    "off topic": lambda source, path: Refused(
        source, f"{source}.example.hu/{path}", f"https://{source}.example.hu/{path}", OFF_TOPIC
    ),
    "owed": lambda source, path: owed(source, f"{source}.example.hu/{path}", asked=True),
    "not reached": lambda source, path: owed(source, f"{source}.example.hu/{path}", asked=False),
    "door seen": lambda source, path: seen(source, etag='"1"', digest="digest"),
    "door broken off": lambda source, path: seen(source),
    "door beside": lambda source, path: seen(source, "beside", digest="other"),
}
steps = st.tuples(
    st.sampled_from([timedelta(0), SLACK, DAY, 8 * DAY, 200 * DAY, -3 * DAY]),
    st.sampled_from(sorted(NAMED)),
    st.sampled_from(PATHS),
    st.sampled_from(sorted(FINDINGS)),
    # so often, on as many days: until a page is given up, or gone, or hardly ever looked at
    st.sampled_from([1, 1, 1, 2, 5, ATTEMPTS]),
)
NOW = timedelta(0)
DOOR = (NOW, "portal", "", "door seen", 1)


@pytest.fixture
def memory(archive: Archive) -> ArchiveMemory:
    return ArchiveMemory(archive)


def emptied(archive: Archive) -> None:
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)


def assert_told(memory: ArchiveMemory, *moments: datetime) -> None:
    """Who rests is, at each moment, who has a door, and of whom a plan asks for nothing."""
    known = {id: memory.recall(id) for id in NAMED}
    doors = {
        id: {url: replace(door, marks={}) for url, door in one.doors.items()}
        for id, one in known.items()
    }
    for now in moments:
        told = memory.resting([*NAMED, "press", "nobody"], now)
        asks = {id for id in NAMED if any(Plan(NAMED[id], known[id], now).first())}
        assert set(told.sources) == {id for id in NAMED if doors[id]} - asks
        assert told.sources == {
            id: Recollection(doors=doors[id], found=known[id].found, ended=known[id].ended)
            for id in told.sources
        }


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, max_size=8))
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1)])
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1), (DAY, "portal", "hirek/a", "missing", 1)])
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1), (DAY, "portal", "hirek/a", "missing", 2)])
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1), (DAY, "portal", "hirek/a", "unchanged", 2)])
@example(
    [
        *(DOOR, (NOW, "portal", "hirek/a", "kept", 1)),
        *((DAY, "portal", "hirek/a", "unchanged", 2), (DAY, "portal", "hirek/a", "missing", 1)),
    ]
)
@example([DOOR, (NOW, "portal", "hirek/a", "off topic", 1)])
@example([DOOR, (NOW, "portal", "hirek#c", "refused", 1)])
@example([DOOR, (NOW, "portal", "hirek/a", "owed", ATTEMPTS)])
@example([DOOR, (NOW, "portal", "hirek/a", "owed", ATTEMPTS - 1)])
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1), (DAY, "portal", "hirek/a", "unchanged", 5)])
@example([DOOR, (NOW, "portal", "hirek/a", "kept", 1), (NOW, "member", "hirek/a", "owed", 1)])
def test_a_source_rests_when_its_plan_asks_for_nothing(archive: Archive, history):
    emptied(archive)
    memory, now = ArchiveMemory(archive), MONDAY
    for gap, source, path, name, times in history:
        now += gap
        for time in range(times):
            now += DAY * bool(time)
            memory.keep([FINDINGS[name](source, path)], now)
    pages = [page for id in NAMED for page in memory.recall(id).pages.values()]
    assert_told(memory, now, *{page.asked + edge for page in pages for edge in EDGES})


def test_nobody_rests_in_an_archive_of_nothing(memory: ArchiveMemory):
    assert memory.resting([], MONDAY) == memory.resting(["portal"], MONDAY) == Resting()


def test_only_those_that_are_asked_about_are_told(memory: ArchiveMemory):
    memory.keep([seen("portal"), seen("member")], MONDAY)
    assert set(memory.resting(["member"], MONDAY).sources) == {"member"}


def test_doors_that_were_found_and_those_they_replaced_are_as_they_are_recalled(
    memory: ArchiveMemory, archive: Archive
):
    memory.keep([seen(), seen(path="beside")], MONDAY)
    found = FeedDoor(kind="feed", url="https://portal.example.hu/uj/feed")
    with archive.write() as connection:
        take_doors(connection, "portal", [(found, "it shows as much")], [seen().door], MONDAY + DAY)
    assert_told(memory, MONDAY + DAY)
    (resting,) = memory.resting(["portal"], MONDAY + DAY).sources.values()
    assert (resting.found, resting.ended) == ((found,), frozenset({seen().door}))
    pinned = PORTAL.model_copy(update={"doors": (found,)})
    with archive.write() as connection:
        unpin_doors(connection, [pinned], MONDAY + 2 * DAY)
    assert_told(memory, MONDAY + 2 * DAY)


# robots.txt


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(
    told=st.dictionaries(
        st.sampled_from([f"{name}.example.hu" for name in ("portal", "member", "a", "b:8080")]),
        st.tuples(
            st.sampled_from([-DAY, NOW - MOMENT, NOW, MOMENT, DAY / 2, ROBOTS_FOR - MOMENT,
                             ROBOTS_FOR, ROBOTS_FOR + MOMENT, 3 * DAY]),
            st.sampled_from([0, 1, COMMON, COMMON + 1]),
        ),
    )
)  # fmt: skip
def test_rules_are_told_that_serve_and_who_has_too_long_ones_does_not_rest(
    archive: Archive, told: dict[str, tuple[timedelta, int]]
):
    emptied(archive)
    memory = ArchiveMemory(archive)
    memory.keep([seen("portal"), seen("member")], MONDAY)
    rules = {host: KnownRobots(b"#" * size, MONDAY - ago) for host, (ago, size) in told.items()}
    rows = [{"netloc": host, "body": one.body, "read": one.read} for host, one in rules.items()]
    with archive.write() as connection:
        if rows:
            connection.execute(insert(robots), rows)
    serving = {host: one for host, one in rules.items() if one.serves(MONDAY)}
    short = {host: one for host, one in serving.items() if len(one.body) <= COMMON}
    resting = memory.resting(NAMED, MONDAY)
    assert resting.robots == short
    assert set(resting.sources) == {
        id for id in NAMED if f"{id}.example.hu" not in serving.keys() - short.keys()
    }
