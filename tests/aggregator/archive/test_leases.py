"""Leases: what only one run may do at a time, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.archive.leases import LASTS, hold, lost, take
from tests.aggregator.archive.findings import MONDAY


def taken(archive, *names, at=0.0):
    """Take leases at a moment, in lifetimes of one after Monday."""
    with archive.write() as connection:
        return take(connection, names, MONDAY + at * LASTS)


def gone(archive, fences):
    with archive.read() as connection:
        return lost(connection, fences)


def test_what_somebody_holds_nobody_else_takes(archive):
    assert taken(archive, "update", "group") == {"group": 1, "update": 1}
    assert taken(archive, "update", "publish", at=0.9) == {"publish": 1}


def test_a_lease_that_is_not_renewed_is_taken_over_and_its_fence_rises(archive):
    first = taken(archive, "update")
    second = taken(archive, "update", at=1)
    assert second == {"update": 2}
    assert (gone(archive, first), gone(archive, second)) == (["update"], [])


def test_a_lease_that_is_renewed_holds_on(archive):
    fences = taken(archive, "update")
    with archive.write() as connection:
        hold(connection, fences, MONDAY + 1.5 * LASTS)
    assert taken(archive, "update", at=1.4) == {}
    assert taken(archive, "update", at=1.5) == {"update": 2}


def test_who_lost_a_lease_does_not_renew_it(archive):
    first, second = taken(archive, "update"), taken(archive, "update", at=1)
    with archive.write() as connection:
        hold(connection, first, MONDAY + 9 * LASTS)
    assert gone(archive, second) == []
    assert taken(archive, "update", at=2) == {"update": 3}


def test_a_lease_of_the_future_is_a_clocks_fault_and_holds_nobody_up(archive):
    taken(archive, "update", at=1_000)
    assert taken(archive, "update") == {"update": 2}


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_no_two_hold_a_lease_at_a_time_whatever_comes(archive, data):
    """Of several runs that take, renew and give back at any moments, one at most may write."""
    name, now, held = data.draw(st.uuids()).hex, MONDAY, dict[int, dict[str, int]]()
    for _ in range(data.draw(st.integers(1, 12))):
        run, act = (
            data.draw(st.integers(0, 3)),
            data.draw(st.sampled_from(["take", "renew", "end"])),
        )
        now += LASTS * data.draw(st.sampled_from([0, 0.3, 0.9, 1]))
        with archive.write() as connection:
            if act == "take" and (fences := take(connection, [name], now)):
                held[run] = fences
            elif run in held:
                hold(connection, held[run], now + LASTS if act == "renew" else now)
        writing = [run for run, fences in held.items() if not gone(archive, fences)]
        assert len(writing) <= 1


@pytest.mark.parametrize("names", [(), ("update",)])
def test_who_has_no_leases_has_lost_none(archive, names):
    assert gone(archive, {}) == []
    assert taken(archive, *names).keys() == set(names)
