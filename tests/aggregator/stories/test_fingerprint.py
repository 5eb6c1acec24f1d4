from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.fingerprint import WINDOW, K, fingerprints
from aggregator.stories.tokens import tokenize
from aggregator.stories.wording import wording_of

GUARANTEED = K + WINDOW - 1
numbers = st.lists(st.integers(0, 60), max_size=80)


def prints(words: list[int]) -> frozenset[int]:
    return of(" ".join(f"szó{word}" for word in words))


def of(text: str) -> frozenset[int]:
    return fingerprints(wording_of(tokenize(text)))


@given(
    numbers, numbers, st.lists(st.integers(), min_size=GUARANTEED, max_size=40), numbers, numbers
)
def test_texts_that_share_a_run_of_twelve_words_share_a_fingerprint(
    a_before: list[int], b_before: list[int], run: list[int], a_after: list[int], b_after: list[int]
) -> None:
    assert prints(a_before + run + a_after) & prints(b_before + run + b_after)


def test_fingerprints_fit_a_signed_column_and_use_both_signs() -> None:
    found = prints(list(range(2000)))
    assert all(-(2**63) <= one < 2**63 for one in found)
    assert min(found) < 0
    assert len(found) < 2 * 2000 / (WINDOW + 1) * 1.2  # the density that winnowing promises


def test_fingerprints_are_the_same_in_every_process() -> None:
    assert of("egy két há négy öt") == {8853090576675355527}


def test_a_short_text_has_one_fingerprint_and_an_empty_one_none() -> None:
    assert prints([]) == frozenset()
    assert len(prints([1])) == len(prints([1, 2, 3, 4])) == 1
    assert prints([1]) != prints([2])
    assert len(prints(list(range(GUARANTEED)))) == 1


@given(st.integers(GUARANTEED, 40), numbers)
def test_what_begins_a_text_has_no_fingerprint_that_the_whole_has_not(
    length: int, rest: list[int]
) -> None:
    beginning = list(range(100, 100 + length))
    assert prints(beginning) <= prints(beginning + rest)


def test_a_repeated_word_has_one_fingerprint() -> None:
    assert len(prints([1] * 100_000)) == 1


def test_broken_characters_have_fingerprints() -> None:
    assert of("\ud800a \ud800b \ud800c \ud800d \ud800e")
