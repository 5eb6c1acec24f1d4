"""An editor's word: what it does to stories, alone and among others."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.group import Group, arrange
from aggregator.stories.passages import Passage
from aggregator.stories.relation import Relation
from aggregator.stories.ruling import Ruling
from tests.aggregator.stories.test_group import copy, ids, plain, quoting, relations, turned


def series(a: int, b: int) -> Relation:
    return Relation(a, b, "series", None, 0.9, 0.9)


def together(one: int, other: int) -> Ruling:
    return Ruling(one, other, together=True)


def apart(one: int, other: int) -> Ruling:
    return Ruling(one, other, together=False)


def arranged(count: int, relations: list[Relation], *rulings: Ruling) -> tuple[Group, ...]:
    return arrange(plain(*range(1, count + 1)), relations, {}, rulings)


# Together


def test_two_articles_that_have_nothing_in_common_are_copies_by_an_editors_word() -> None:
    assert arranged(2, [], together(2, 1)) == (Group(1, (2,)),)


def test_an_editors_word_beats_a_series_and_the_copies_of_both_sides_come_along() -> None:
    both_years = [
        copy(1, 2), copy(3, 4), series(1, 3), series(1, 4), series(2, 3), series(2, 4),
    ]  # fmt: skip
    assert arranged(4, both_years) == (Group(1, (2,)), Group(3, (4,)))
    assert arranged(4, both_years, together(2, 3)) == (Group(1, (2, 3, 4)),)


def test_who_quotes_one_side_comes_along() -> None:
    assert arranged(4, [quoting(3, 1), quoting(4, 2)], together(1, 2)) == (Group(1, (2,), (3, 4)),)


def test_a_quotation_too_small_to_bind_makes_a_quotation_by_an_editors_word() -> None:
    small = Relation(2, 1, "quotes", 2, 0.1, 0.1, (Passage(0, 10, 0, 10),))
    assert arranged(2, [small]) == (Group(1), Group(2))
    assert arranged(2, [small], together(1, 2)) == (Group(1, (), (2,)),)


def test_a_digest_joins_the_one_story_that_an_editor_says() -> None:
    digest = [quoting(1, 2, start=0), quoting(1, 3, start=50)]
    assert arranged(3, digest) == (Group(1), Group(2), Group(3))
    assert arranged(3, digest, together(1, 3)) == (Group(2), Group(3, (), (1,)))


def test_a_digest_that_opens_with_a_release_joins_it_as_a_quotation() -> None:
    opening = Relation(1, 2, "copy", None, 0.4, 1.0, (Passage(0, 10, 0, 10),))
    assert arranged(3, [opening, quoting(1, 3, start=50)], together(1, 2)) == (
        Group(2, (), (1,)),
        Group(3),
    )


def test_the_two_stories_of_a_digest_can_both_be_brought_together_with_it() -> None:
    digest = [quoting(1, 2, start=0), quoting(1, 3, start=50)]
    assert arranged(3, digest, together(1, 3), together(2, 1)) == (Group(2, (3,), (1,)),)


def test_who_quotes_only_a_quotation_joins_through_it_by_an_editors_word() -> None:
    chain = [quoting(2, 1), quoting(3, 2)]
    assert arranged(3, chain) == (Group(1, (), (2,)), Group(3))
    assert arranged(3, chain, together(2, 3)) == (Group(1, (), (2, 3)),)


def test_of_two_that_quote_each_other_one_stays_the_original() -> None:
    small = (Passage(0, 10, 0, 10),)
    mutual = [
        Relation(1, 3, "quotes", 1, 0.1, 0.1, small),
        Relation(4, 2, "quotes", 4, 0.1, 0.1, small),
        copy(1, 2), copy(3, 4), series(1, 4),
    ]  # fmt: skip
    assert arranged(4, mutual, together(1, 3)) == (Group(1, (2,), (3, 4)),)


def test_an_original_that_holds_words_of_its_own_quotation_stays_one() -> None:
    back = Relation(3, 1, "quotes", 1, 0.1, 0.1, (Passage(0, 10, 0, 10),))
    known = [quoting(2, 1), copy(2, 3), back]
    assert arranged(4, known) == (Group(1, (), (2, 3)), Group(4))
    assert arranged(4, known, together(1, 4)) == (Group(1, (4,), (2, 3)),)


# Apart


def test_two_copies_are_two_stories_by_an_editors_word() -> None:
    assert arranged(2, [copy(1, 2)], apart(2, 1)) == (Group(1), Group(2))


def test_a_quotation_is_a_story_of_its_own_by_an_editors_word() -> None:
    assert arranged(2, [quoting(2, 1)], apart(1, 2)) == (Group(1), Group(2))


def test_a_reprint_of_both_sides_does_not_bring_them_together() -> None:
    """It joins the side that it is closer to."""
    both = [copy(1, 2), copy(1, 3, 0.9, 0.9), copy(2, 3, 0.8, 0.8)]
    assert arranged(3, both, apart(1, 2)) == (Group(1, (3,)), Group(2))


def test_a_quotation_that_is_kept_apart_from_a_reprint_does_not_join_the_original() -> None:
    assert arranged(3, [copy(1, 2), quoting(3, 1)], apart(2, 3)) == (Group(1, (2,)), Group(3))


def test_of_two_quotations_that_are_kept_apart_one_joins() -> None:
    hosts = [quoting(2, 1), quoting(3, 1)]
    assert arranged(3, hosts, apart(2, 3)) == (Group(1, (), (2,)), Group(3))


def test_a_digest_that_is_kept_apart_from_one_story_does_not_join_the_other() -> None:
    digest = [quoting(1, 2, start=0), quoting(1, 3, start=50)]
    assert arranged(3, digest, apart(1, 2)) == (Group(1), Group(2), Group(3))


def test_a_quotation_of_copies_that_are_kept_apart_joins_the_one_it_holds_most_of() -> None:
    known = [copy(1, 2), quoting(3, 1), replace(quoting(3, 2), b_share=1.0)]
    assert arranged(3, known) == (Group(1, (2,), (3,)),)
    assert arranged(3, known, apart(1, 2)) == (Group(1), Group(2, (), (3,)))
    assert arranged(3, [*known[:2], quoting(3, 2)], apart(1, 2)) == (Group(1, (), (3,)), Group(2))


def test_a_digest_of_two_stories_that_an_editor_parted_stays_its_own() -> None:
    digest = [quoting(1, 2, start=0), quoting(1, 3, start=50)]
    assert arranged(3, digest, apart(2, 3)) == (Group(1), Group(2), Group(3))


def test_what_an_editor_keeps_apart_stays_behind_when_the_rest_is_brought_together() -> None:
    copies = [copy(1, 2), copy(3, 4)]
    assert arranged(4, copies, together(1, 3), apart(2, 3)) == (Group(1, (3, 4)), Group(2))
    assert arranged(4, copies, together(1, 3), apart(2, 4)) == (Group(1, (2, 3)), Group(4))


def test_apart_beats_what_others_words_imply() -> None:
    words = together(1, 2), together(2, 3), apart(1, 3)
    assert arranged(3, [], *words) == (Group(1, (2,)), Group(3))


# Whatever is said


@pytest.mark.parametrize("word", [together(1, 1), apart(1, 1), together(1, 99), apart(99, 98)])
def test_rulings_on_unknown_articles_and_on_one_article_are_left_out(word: Ruling) -> None:
    assert arranged(2, [copy(1, 2)], word) == (Group(1, (2,)),)


@st.composite
def words(draw: st.DrawFn) -> list[Ruling]:
    """At most one ruling for every pair of eight articles."""
    pairs = draw(st.sets(st.tuples(ids, ids).filter(lambda pair: pair[0] < pair[1]), max_size=6))
    return [Ruling(*pair, draw(st.booleans())) for pair in sorted(pairs)]


def homes(relations: list[Relation], rulings: list[Ruling]) -> dict[int, int]:
    groups = arrange(plain(*range(8)), relations, {}, rulings)
    found = [(id, group.original) for group in groups for id in group.members]
    assert sorted(id for id, _ in found) == list(range(8))
    return dict(found)


@given(relations(), words())
def test_what_is_kept_apart_is_never_in_one_story(
    known: list[Relation], rulings: list[Ruling]
) -> None:
    home = homes(known, rulings)
    assert all(home[r.article] != home[r.other] for r in rulings if not r.together)


@given(relations(), words())
def test_what_is_brought_together_is_always_in_one_story(
    known: list[Relation], rulings: list[Ruling]
) -> None:
    said = [r for r in rulings if r.together]
    home = homes(known, said)
    assert all(home[r.article] == home[r.other] for r in said)


@given(relations(), words())
def test_bringing_together_takes_nothing_out_of_a_story(
    known: list[Relation], rulings: list[Ruling]
) -> None:
    before, after = homes(known, []), homes(known, [r for r in rulings if r.together])
    assert all(after[one] == after[home] for one, home in before.items())


@given(relations(), words(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_matter(
    known: list[Relation], rulings: list[Ruling], random: Random
) -> None:
    readings = plain(*range(8))
    groups = arrange(readings, known, {}, rulings)
    shuffled = [turned(one) if random.random() < 0.5 else one for one in known]
    said = [Ruling(r.other, r.article, r.together) if random.random() < 0.5 else r for r in rulings]
    for some in (readings, shuffled, said):
        random.shuffle(some)
    assert arrange(readings, shuffled, {}, said) == groups
