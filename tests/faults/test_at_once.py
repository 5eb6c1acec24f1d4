"""Two runs at once: one works, the other leaves it alone and says so."""

from __future__ import annotations

from aggregator.archive.archive import open_archive
from aggregator.leasing import PUBLISH, leased
from tests.aggregator.archive.faults import Child, run
from tests.faults.program import Place, line
from tests.faults.told import told, told_archive


def test_of_two_runs_that_begin_in_one_moment_one_works(served, place, address, undisturbed):
    place = Place(place.folder, address)
    both = [Child("command", *place.words("update")) for _ in range(2)]
    first, second = sorted((child.ended() for child in both), key=lambda ended: ended.code)
    assert (first.code, first.err) == (0, "")
    assert "another run is at it; this one leaves it alone" in line(second, 75)
    assert told(place.address, place.output) == undisturbed.told


def test_nothing_is_removed_while_another_run_publishes(copied):
    before = told_archive(copied.address)
    with open_archive(copied.address) as archive, leased(archive, PUBLISH):
        line(run(*copied.words("forget 1 --yes")), 75)
    assert told_archive(copied.address) == before
