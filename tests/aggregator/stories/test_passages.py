from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from aggregator.stories.passages import LONGEST, SHORTEST, Overlap, Run, common, whole
from aggregator.stories.reading import Token, tokenize


def words(*spans: range) -> tuple[Token, ...]:
    return tokenize(" ".join(f"w{number}" for span in spans for number in span))


few = st.lists(st.sampled_from("abc"), max_size=60).map(" ".join)


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
    long, short = tokenize("a " * 50_000), tokenize("a " * 20_000 + "b")
    assert common(long, short).a_share == 1.0


def test_what_lies_behind_the_length_of_a_book_is_not_looked_at() -> None:
    book = words(range(LONGEST + 10))
    assert common(book, book).a_length == LONGEST


@given(few, few)
@example("a b c a b c a b c a b", "b c a b c a b c a b c a")
def test_runs_are_equal_words_that_no_neighbour_would_lengthen(one: str, two: str) -> None:
    a, b = tokenize(one), tokenize(two)
    for run in common(a, b).runs:
        left, right = forms(a[run.a :]), forms(b[run.b :])
        assert left[: run.length] == right[: run.length]
        assert left[run.length : run.length + 1] != right[run.length : run.length + 1] or (
            left[run.length :] == right[run.length :] == []
        )


@given(few, few)
def test_the_mirror_of_a_mirror_is_the_overlap(one: str, two: str) -> None:
    overlap = common(tokenize(one), tokenize(two))
    assert overlap.mirrored().mirrored() == overlap
    mirrored: Overlap = overlap.mirrored()
    assert (mirrored.a_covered, mirrored.b_covered) == (overlap.b_covered, overlap.a_covered)


def forms(tokens: Sequence[Token]) -> list[str]:
    return [token.form for token in tokens]
