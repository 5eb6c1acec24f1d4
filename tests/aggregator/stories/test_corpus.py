"""The gate: relate() on invented releases, on what becomes of them, and on their look-alikes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from aggregator.stories.group import Group, arrange
from aggregator.stories.relation import Relation
from tests.aggregator.stories.cases import Case, cases

CASES = tuple(cases(seed=2021, rounds=8))
MERGING = {"copy", "contains", "quotes"}


@dataclass(frozen=True)
class Figures:
    """Shares of 0 to 1: of merges that are right, of merges that were made, of kinds told right."""

    precision: float
    recall: float
    kinds: float


def figures(judge: Callable[[Case], str]) -> Figures:
    told = [(case, judge(case)) for case in CASES]
    made = [case for case, kind in told if kind in MERGING]
    due = [case for case in CASES if case.merged]
    right = sum(case.merged for case in made)
    kinds = sum(kind in case.right for case, kind in told) / len(CASES)
    return Figures(right / len(made) if made else 1.0, right / len(due), kinds)


def passes(found: Figures) -> bool:
    return found.precision >= 0.98 and found.recall >= 0.95 and found.kinds >= 0.95


def test_reprints_and_quotations_are_told_from_look_alikes() -> None:
    found = figures(lambda case: case.relation().kind)
    assert passes(found), found


@pytest.mark.parametrize("kind", ["copy", "none"])
def test_the_gate_fails_where_everything_or_nothing_is_merged(kind: str) -> None:
    assert not passes(figures(lambda case: kind))


@pytest.mark.parametrize("name", sorted({case.name for case in CASES if not case.merged}))
def test_no_look_alike_is_merged(name: str) -> None:
    wrong = [case.relation() for case in CASES if case.name == name]
    assert not [relation for relation in wrong if relation.kind in MERGING]


def test_no_share_of_common_words_tells_a_series_from_copies() -> None:
    """Why there is a guard: series share more than shortened and edited copies do."""
    series = [shared(case.relation()) for case in CASES if case.name == "series by year"]
    copies = [shared(case.relation()) for case in CASES if "copy" in case.right]
    assert min(copies) < min(series)


def test_every_pair_is_one_story_or_two_as_its_label_says() -> None:
    wrong = []
    for case in CASES:
        groups = arrange([case.original, case.other], [case.relation()], {})
        if (len(groups) == 1) != case.merged:
            wrong.append((case.name, case.relation()))
    assert len(wrong) <= 0.02 * len(CASES), wrong


def test_a_release_its_copies_and_its_hosts_are_one_story_with_the_right_roles() -> None:
    hosts = [case for case in CASES if case.name == "quoting_article"]
    for case in hosts:
        groups = arrange([case.original, case.other], [case.relation()], {})
        assert groups == (Group(1, (), (2,)),)


def shared(relation: Relation) -> float:
    return min(relation.a_share, relation.b_share)
