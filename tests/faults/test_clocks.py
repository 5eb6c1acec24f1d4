"""A clock that was wrong, and set back: nobody waits for it to be right again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.aggregator.archive.faults import run
from tests.aggregator.updating import updated
from tests.faults.program import Place
from tests.faults.told import told, told_archive

YEAR, DAY = timedelta(days=365), timedelta(days=1)


def stories(place: Place) -> dict[str, tuple[str, str]]:
    """When each was published and updated, by its id."""
    with closing(sqlite3.connect(place.file)) as connection:
        rows = connection.execute("SELECT uid, published, updated FROM story")
        return {uid: (published, changed) for uid, published, changed in rows}


@pytest.mark.parametrize("back", [DAY, YEAR])
def test_a_run_by_a_clock_that_was_set_back_finds_what_is_new_and_moves_nothing_back(place, back):
    now = datetime.now(UTC)
    updated(place.folder, now)
    before, known = told_archive(place.address), stories(place)
    shutil.rmtree(place.output)
    again = updated(place.folder, now - back)
    assert (again["problems"], again["articles"], again["minted"]) == ([], 0, 0)
    assert told_archive(place.address) == before
    assert stories(place) == known
    assert run("db", "check", "--archive", place.address).code == 0


def test_pages_are_looked_at_again_although_they_were_asked_for_in_the_future(place, served):
    now = datetime.now(UTC)
    updated(place.folder, now + YEAR)
    served.visits.clear()
    updated(place.folder, now)
    asked = {(visit.host, visit.path) for visit in served.visits}
    assert ("portal", "/a") in asked


@pytest.mark.skipif(not shutil.which("faketime"), reason="there is no faketime")
def test_sources_have_their_turn_when_a_clock_that_ran_ahead_is_right_again(place, undisturbed):
    for file in (place.folder / "sources").iterdir():
        file.write_text(file.read_text().replace("\n\n", '\nevery = "6h"\n\n', 1))
    ahead = place.run("update", by=("faketime", "-f", "+365d"))
    assert (ahead.code, ahead.err) == (0, "")
    ended = run(*place.words("update"))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("3 sources: 0 new or changed articles, 0 new stories")
    told_now = told(place.address, place.output)
    assert told_now | {"files": None} == undisturbed.told | {"files": None}
