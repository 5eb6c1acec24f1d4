from __future__ import annotations

import gc

import pytest

from aggregator.collecting import SELDOM, collecting_seldom


def test_dead_objects_are_looked_for_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        assert gc.get_threshold() == (SELDOM, *before[1:])
        assert gc.isenabled()
    assert gc.get_threshold() == before


def test_a_run_that_fails_leaves_no_trace() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken off"), collecting_seldom():
        raise ValueError("broken off")
    assert gc.get_threshold() == before
