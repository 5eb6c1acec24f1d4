from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.archive.care.likeness import Likeness

ROW = {
    "id": 1,
    "title": "Cím",
    "at": datetime(2021, 6, 7, 5, 30, 0, 1, tzinfo=UTC),
    "day": date(2021, 6, 7),
    "begins": time(10, 30),
    "share": 0.1,
    "full": True,
    "body": b"\x00\xff",
    "told": {"b": [1, 2], "a": None},
    "until": None,
}
OTHER = {
    "id": 2,
    "title": "Cim",
    "at": datetime(2021, 6, 7, 5, 30, tzinfo=UTC),
    "day": date(2021, 6, 8),
    "begins": None,
    "share": 0.1000001,
    "full": False,
    "body": b"\x00\xfe",
    "told": {"b": [2, 1], "a": None},
    "until": 0,
}


def likeness(*rows):
    made = Likeness()
    made.add(rows)
    return made


def test_equal_rows_are_alike():
    assert likeness(ROW) == likeness(dict(ROW))
    assert likeness(ROW) == likeness(ROW | {"told": {"a": None, "b": [1, 2]}})
    assert likeness() == likeness()


@pytest.mark.parametrize("name", ROW)
def test_each_column_counts(name):
    assert likeness(ROW) != likeness(ROW | {name: OTHER[name]})


def test_a_row_more_or_less_or_twice_counts():
    assert likeness(ROW) != likeness(ROW, ROW)
    assert likeness(ROW, ROW) != likeness()
    assert likeness(ROW, ROW) != likeness(OTHER, OTHER)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers() | st.text()), max_size=6))
def test_the_order_of_rows_does_not_count(rows):
    assert likeness(*rows) == likeness(*reversed(rows))


@given(*[st.lists(st.dictionaries(st.just("a"), st.integers(0, 3)), max_size=3)] * 2)
def test_only_the_same_rows_are_alike(ones, others):
    same = sorted(ones, key=str) == sorted(others, key=str)
    assert (likeness(*ones) == likeness(*others)) == same


def test_rows_in_batches_are_as_rows_at_once():
    made = Likeness()
    for row in (ROW, OTHER):
        made.add([row])
    assert made == likeness(ROW, OTHER)
    assert made.rows == 2


def test_a_value_that_no_column_has_is_refused():
    with pytest.raises(TypeError):
        likeness({"a": object()})
