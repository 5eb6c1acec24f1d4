"""Killed at any moment: nothing is lost, nothing is double, nothing is half.

What is killed is ``update``, as a failing machine kills it: by signal 9.
"""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from aggregator.archive.archive import open_archive
from aggregator.archive.living import SUFFIX
from aggregator.errors import Problem
from tests.aggregator.archive.faults import Child
from tests.faults.conftest import Undisturbed
from tests.faults.program import Place
from tests.faults.told import parse_all, told

KILLS = 4
"""How often a run is killed in the long test before one is let through."""


def rounds(place: Place, undisturbed: Undisturbed, seed: int, kills: int) -> None:
    """Kill one run after the other, and let one through."""
    random = Random(seed)
    print(f"seed {seed}")
    for _ in range(kills):
        killed(place, random, undisturbed.seconds)
        if place.file.exists():
            is_sound(place.file)
        else:
            two_minutes_pass(place)
    place.clean()
    assert told(place.address, place.output) == undisturbed.told


def killed(place: Place, random: Random, lasts: float) -> None:
    """Begin an update and kill it; fails where somebody sees half a file meanwhile.

    At any moment, or, as most of a run is the crawl, at any after that.
    """
    late, before = random.random() < 0.5, _groupings(place)
    child = Child("command", *place.words("update"))
    if late:
        _wait(lambda: _has_ended(child) or _groupings(place) > before)
    until = monotonic() + random.uniform(0, lasts / 3 if late else lasts)
    while monotonic() < until and not _has_ended(child):
        parse_all(place.output)
        sleep(0.02)
    children = _children(child.pid)
    child.kill()
    ended = child.ended()
    print(f"killed {'after the crawl' if late else 'somewhere'}: {ended.code}")
    assert ended.code in (-signal.SIGKILL, 0), ended  # on an idle machine it may be through
    assert ended.err == ""
    parse_all(place.output)
    _wait(lambda: not any(map(_state, children)))  # they notice, and go


def is_sound(file: Path) -> None:
    """SQLite finds nothing wrong."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def two_minutes_pass(place: Place) -> None:
    """Let the leases of the killed run out: where archives have no file, nobody sees it dead."""
    with open_archive(place.address) as archive, archive.write() as connection:
        connection.execute(text("UPDATE lease SET until = '2021-06-07T05:30:00Z'"))


def test_a_killed_run_leaves_nothing_that_one_clean_run_does_not_repair(place, undisturbed):
    rounds(place, undisturbed, 1, 6)
    beside = {path.name for path in place.folder.iterdir()}
    assert beside == {"archive.sqlite", f"archive.sqlite{SUFFIX}", "output", "sources"}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 150))
def test_the_same_two_hundred_times(place, undisturbed, seed):
    rounds(place, undisturbed, seed, KILLS)


@pytest.mark.long
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("seed", range(5))
def test_the_same_beside_a_server(place, address, undisturbed, seed):
    rounds(Place(place.folder, address), undisturbed, seed, KILLS)


def _wait(enough: Callable[[], bool]) -> None:
    until = monotonic() + 100
    while not enough():
        assert monotonic() < until
        sleep(0.02)


def _has_ended(child: Child) -> bool:
    return _state(child.pid) in ("", "Z")


def _groupings(place: Place) -> int:
    """How often articles were to be put into stories."""
    asked = text("SELECT fence FROM lease WHERE name = 'group'")
    with (
        suppress(Problem),
        open_archive(place.address, make=False) as archive,
        archive.read() as now,
    ):
        return int(now.scalar(asked) or 0)
    return 0


def _children(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(file.parent.name)] = int(file.read_text().rsplit(")", 1)[1].split()[1])
    own = [child for child, parent in parents.items() if parent == pid]
    return own + [one for child in own for one in _children(child)]


def _state(pid: int) -> str:
    """R, S, Z …; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""
