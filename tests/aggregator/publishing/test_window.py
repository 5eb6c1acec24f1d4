from datetime import UTC, datetime, timedelta

import pytest

from aggregator.publishing.window import AGE, LEAST, MOST, within

NEWEST = datetime(2021, 6, 7, 12, tzinfo=UTC)
YOUNG, OLD = NEWEST - AGE, NEWEST - AGE - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("young", "old", "held"),
    [
        (1, 0, 1),
        (3, 0, 3),
        (LEAST + 5, 50, LEAST + 5),
        (1, LEAST - 1, LEAST),
        (1, LEAST + 5, LEAST),
        (LEAST - 1, 5, LEAST),
        (MOST, 0, MOST),
        (MOST + 1, 0, MOST),
        (MOST - 1, 5, MOST - 1),
        (0, 0, 0),
    ],
)
def test_a_feed_holds_the_young_ones_never_fewer_than_least_and_never_more_than_most(
    young, old, held
):
    moments = ([NEWEST] + [YOUNG] * young)[:young] + [OLD] * old
    assert within(moments) == held


def test_age_counts_from_the_newest_and_not_from_today():
    shift = timedelta(days=4_000)
    moments = [NEWEST] + [YOUNG] * LEAST + [OLD] * 9
    assert within(moments) == within([moment - shift for moment in moments]) == LEAST + 1
