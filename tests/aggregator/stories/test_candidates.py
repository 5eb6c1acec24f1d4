from __future__ import annotations

from collections.abc import Collection, Mapping

from aggregator.stories.candidates import BEST, RARE, SHARED, STORIES, TURNS, choose


def chosen(
    held: Mapping[int, Collection[int]],
    stories: Mapping[int, int] | int = 1,
    short: Collection[int] = (),
) -> list[int]:
    sets = {other: set(prints) for other, prints in held.items()}
    if isinstance(stories, int):
        stories = dict.fromkeys(set().union(*sets.values()), stories)
    return choose(sets, stories, short)


def test_who_shares_the_most_is_compared_first() -> None:
    assert chosen({1: range(4), 2: range(6), 3: range(5)}) == [2, 3, 1]


def test_what_few_stories_have_weighs_more_than_what_many_have() -> None:
    stories = dict.fromkeys(range(10), 10) | dict.fromkeys(range(20, 24), 1)
    assert chosen({1: range(10), 2: range(20, 24)}, stories) == [2, 1]


def test_few_shared_fingerprints_are_chance_unless_they_are_rare() -> None:
    assert chosen({1: range(SHARED - 1)}, RARE + 1) == []
    assert chosen({1: range(SHARED)}, RARE + 1) == [1]
    assert chosen({1: range(RARE)}, RARE) == [1]
    assert chosen({1: range(RARE - 1)}, RARE) == []


def test_a_short_text_has_no_more_than_one_to_share() -> None:
    assert chosen({1: [7], 2: [7]}, STORIES - 1, short={2}) == [2]


def test_what_two_dozen_stories_have_leads_to_none() -> None:
    assert chosen({1: range(30)}, STORIES) == []
    assert chosen({1: range(30)}, STORIES, short={1}) == []


def test_what_a_house_always_says_does_not_hide_a_quotation() -> None:
    about_us, quoted = range(10), range(10, 14)
    siblings = dict.fromkeys(range(100, 160), about_us)
    found = chosen({**siblings, 5: quoted})
    assert found.index(5) == TURNS
    assert len(found) == TURNS + 1


def test_no_more_than_a_dozen_are_compared() -> None:
    held = {other: range(10 * other, 10 * other + 4) for other in range(1, 3 * BEST)}
    assert len(chosen(held)) == BEST


def test_for_short_texts_a_fingerprint_speaks_always_and_at_no_cost_of_others() -> None:
    teasers = {number: [1] for number in range(10, 10 + TURNS + 2)}
    assert len(chosen(teasers, short=teasers)) == TURNS + 2
    copies = {number: range(6) for number in range(1, TURNS + 3)}
    found = chosen({**copies, **teasers}, short=teasers)
    assert [one for one in found if one in copies] == [1, 2, 3, 4][:TURNS]
    assert {*teasers} <= {*found}
