from __future__ import annotations

from aggregator.stories.candidates import BEST, SHARED, TURNS, choose

MANY = dict.fromkeys(range(200), 50)


def test_who_shares_the_most_is_compared_first() -> None:
    held = {1: range(3), 2: range(5), 3: range(4)}
    assert choose(range(20), held, MANY) == [2, 3, 1]


def test_too_few_shared_fingerprints_are_chance() -> None:
    assert choose(range(20), {1: range(SHARED - 1)}, MANY) == []


def test_a_text_with_few_fingerprints_must_share_them_all() -> None:
    assert choose(range(20), {1: [0], 2: [1]}, {1: 1, 2: 2}) == [1]
    assert choose([7], {1: [7]}, MANY) == [1]


def test_what_a_house_always_says_does_not_hide_a_quotation() -> None:
    about_us, quoted = range(10), range(10, 14)
    siblings = dict.fromkeys(range(100, 160), about_us)
    chosen = choose(range(40), {**siblings, 5: quoted}, MANY)
    assert chosen.index(5) == TURNS
    assert len(chosen) == BEST
