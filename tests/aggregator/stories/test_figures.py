"""The figures of the gate, on groupings small enough to count by hand."""

from __future__ import annotations

import pytest

from tests.aggregator.stories.corpus.figures import Figures, Grouping, Score, Share, Truth, figures
from tests.aggregator.stories.corpus.labelled import Held

QUOTES = (Held(1, ("quotes",)),)
TRUTH = {
    1: Truth("original", 1, "original", ()),
    2: Truth("verbatim", 1, "reprint", ()),
    3: Truth("most quoted", 1, "quotation", QUOTES),
    4: Truth("paragraph quoted", 4, "original", QUOTES),
    5: Truth("stub", 5, "original", ()),
}
RIGHT = {
    1: (10, "original"),
    2: (10, "reprint"),
    3: (10, "quotation"),
    4: (40, "original"),
    5: (50, "original"),
}
HOLDS = ((3, 1, "quotes"), (3, 2, "quotes"), (4, 2, "quotes"))


def told(holds: tuple[tuple[int, int, str], ...] = HOLDS, **moved: tuple[int, str]) -> Figures:
    """The figures where the articles in ``moved`` ("_5") are elsewhere than is right."""
    homes = {**RIGHT, **{int(name[1:]): home for name, home in moved.items()}}
    return figures(TRUTH, Grouping(homes, holds))


def test_the_truth_itself_has_the_best_figures() -> None:
    found = told()
    assert found.copies == found.stories == found.quotation == Score(1.0, 1.0)
    assert found.kinds == Share(2, 2)
    assert found.originals == Share(1, 1)
    assert all(share.part == share.whole for share in found.found.values())
    assert not any(share.part for share in found.merged.values())


def test_a_look_alike_in_a_story_costs_precision_and_is_counted_with_all_it_is_merged_with() -> (
    None
):
    found = told(_5=(10, "reprint"))
    assert found.copies == Score(1 / 3, 1.0)
    assert found.stories == Score(3 / 6, 1.0)
    assert found.merged["stub"] == found.merged["original"] == Share(1, 1)


def test_a_reprint_left_alone_costs_recall() -> None:
    found = told(_2=(20, "original"))
    assert found.copies == Score(1.0, 0.0)
    assert found.stories == Score(1.0, 1 / 3)
    assert found.found["verbatim"] == found.found["original"] == Share(0, 1)


def test_a_host_taken_for_a_copy_is_a_wrong_copy_and_still_found_where_a_relation_says_so() -> None:
    found = told(_3=(10, "reprint"))
    assert found.copies == Score(1 / 3, 1.0)
    assert found.stories == Score(1.0, 1.0)
    assert found.quotation == Score(1.0, 1.0)


def test_a_reprint_taken_for_a_quotation_is_a_wrong_quotation() -> None:
    found = told(_2=(10, "quotation"))
    assert found.quotation == Score(2 / 3, 1.0)
    assert found.found["verbatim"] == Share(0, 1)


def test_what_copies_hold_of_each_other_is_no_quotation() -> None:
    assert told((*HOLDS, (1, 2, "contains"))).quotation == Score(1.0, 1.0)


@pytest.mark.parametrize("host, other", [(5, 1), (1, 4), (4, 5)])
def test_a_holding_that_is_not_there_costs_precision(host: int, other: int) -> None:
    assert told((*HOLDS, (host, other, "quotes"))).quotation == Score(2 / 3, 1.0)


def test_a_quotation_without_its_relation_is_found_by_its_role_only() -> None:
    found = told(((4, 1, "contains"),))
    assert found.quotation == Score(1.0, 1.0)
    assert found.kinds == Share(0, 1)
    assert told(()).found["paragraph quoted"] == Share(0, 1)


def test_a_story_under_its_reprint_has_not_the_right_original() -> None:
    assert told(_1=(10, "reprint"), _2=(10, "original")).originals == Share(0, 1)


def test_holdings_of_what_is_not_in_the_archive_are_not_asked_for() -> None:
    alone = {4: Truth("digest", 4, "original", (Held(9, ("contains",)),))}
    assert figures(alone, Grouping({4: (1, "original")})).quotation == Score(1.0, 1.0)
