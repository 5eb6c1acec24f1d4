from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from aggregator.stories.passages import SHORTEST, Overlap, Run, common, whole


def words(*spans: range) -> list[int]:
    return [number for span in spans for number in span]


few = st.lists(st.sampled_from("abc"), max_size=60)


def test_equal_texts_are_one_stretch() -> None:
    text = words(range(50))
    assert common(text, text) == whole(50)
    assert (whole(50).a_share, whole(50).b_share) == (1.0, 1.0)


def test_a_stretch_goes_on_over_a_substitution_and_an_insertion() -> None:
    a = words(range(10), range(90, 92), range(12, 20), range(24, 40))
    b = words(range(40))
    overlap = common(a, b)
    assert [stretch.b_span for stretch in overlap.stretches] == [(0, 40)]
    assert overlap.b_covered == 40 - 2 - 4


def test_passages_in_another_order_are_found() -> None:
    a, b = words(range(20), range(20, 40)), words(range(20, 40), range(20))
    assert [(s.a_span, s.b_span) for s in common(a, b).stretches] == [
        ((0, 20), (20, 40)),
        ((20, 40), (0, 20)),
    ]


def test_a_phrase_of_a_few_words_is_no_passage() -> None:
    phrase = range(100, 100 + SHORTEST - 1)
    a, b = words(range(20), phrase, range(20, 40)), words(range(50, 60), phrase, range(60, 70))
    assert common(a, b).stretches == ()
    longer = range(100, 100 + SHORTEST)
    a, b = words(range(20), longer, range(20, 40)), words(range(50, 60), longer, range(60, 70))
    assert common(a, b).runs == (Run(20, 10, SHORTEST),)


def test_a_paragraph_printed_twice_covers_both_places_and_counts_once() -> None:
    twice, once = words(range(20), range(20)), words(range(20))
    overlap = common(twice, once)
    assert (overlap.a_covered, overlap.b_covered) == (40, 20)


def test_a_repeated_word_is_covered() -> None:
    long, short = ["a"] * 50_000, [*["a"] * 20_000, "b"]
    assert common(long, short).a_share == 1.0


@given(few, few)
@example(list("abcabcabcab"), list("bcabcabcabca"))
def test_runs_are_equal_words_that_no_neighbour_would_lengthen(a: list[str], b: list[str]) -> None:
    for run in common(a, b).runs:
        left, right = a[run.a :], b[run.b :]
        assert left[: run.length] == right[: run.length]
        assert left[run.length : run.length + 1] != right[run.length : run.length + 1] or (
            left[run.length :] == right[run.length :] == []
        )


@given(few, few)
def test_the_mirror_of_a_mirror_is_the_overlap(a: list[str], b: list[str]) -> None:
    overlap = common(a, b)
    assert overlap.mirrored().mirrored() == overlap
    mirrored: Overlap = overlap.mirrored()
    assert (mirrored.a_covered, mirrored.b_covered) == (overlap.b_covered, overlap.a_covered)
