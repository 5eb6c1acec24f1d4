from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.added import EACH, LEFT_OUT, TOTAL, added, own_passages
from tests.aggregator.stories.articles import DATA

TABLES = tomllib.loads((DATA / "added.toml").read_text("utf-8"))
ORIGINALS = {name: one["text"].strip() for name, one in TABLES["original"].items()}
ORIGINAL = ORIGINALS["muhely"]
PARAGRAPHS = ORIGINAL.split("\n\n")
OWN = (
    "Az ódorfalviak kerékpárral érkeztek, mert a vasutat éppen felújítják.",
    "Nálunk a próbapadot a szövetkezet istállójában rendezik be.",
    "Megosztás",
    "Mi is elmondtuk, mit tanultunk. – A többiek bólogattak.",
)
LARGE = 5_000_000

pieces = st.sampled_from([*PARAGRAPHS, *OWN]) | st.text()
texts = st.lists(pieces, max_size=8).map("\n\n".join)


def text_of(case: dict[str, Any]) -> str:
    original = ORIGINALS[case["original"]]
    numbered = enumerate(original.split("\n\n"), start=1)
    paragraphs = {f"p{number}": paragraph for number, paragraph in numbered}
    return case["text"].strip().format(whole=original, **paragraphs)


@pytest.mark.parametrize("case", TABLES["case"], ids=lambda case: case["about"])
def test_a_text_adds_what_the_file_says(case: dict[str, Any]) -> None:
    titles = (case.get("title", ""), TABLES["original"][case["original"]]["title"])
    assert [*added(text_of(case), ORIGINALS[case["original"]], titles)] == case["added"]


@given(texts, texts)
def test_passages_are_places_in_order_and_apart_without_space_around(
    text: str, original: str
) -> None:
    reached = 0
    for start, end in own_passages(text, original):
        assert reached <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        reached = end


@given(texts, texts)
def test_what_is_shown_are_the_beginnings_of_the_passages(text: str, original: str) -> None:
    passages = own_passages(text, original)
    shown = added(text, original)
    assert len(shown) <= len(passages)
    assert all(len(one) <= EACH + len(f" … {LEFT_OUT}") for one in shown)
    for told, (start, end) in zip(shown, passages, strict=False):
        beginning = told.removesuffix(LEFT_OUT).rstrip()
        assert " ".join(text[start:end].split()).startswith(beginning)


@given(texts)
def test_a_text_adds_nothing_to_itself(text: str) -> None:
    assert added(text, text) == ()
    assert added(f"{text}\n\nForrás: Hálózati Portál", text) == ()


def test_of_many_passages_the_first_are_shown_and_the_last_of_these_says_that_there_are_more():
    own = [f"A {n}. napon az ódorfalviak kerékpárral érkeztek, mert esett." for n in range(40)]
    shown = added("\n\n".join([ORIGINAL, *own]), ORIGINAL)
    assert shown[:-1] == tuple(own[: len(shown) - 1])
    assert shown[-1] == f"{own[len(shown) - 1]} {LEFT_OUT}"
    assert TOTAL <= sum(map(len, shown)) <= TOTAL + EACH
    assert len(own_passages("\n\n".join([ORIGINAL, *own]), ORIGINAL)) == len(own)


def test_a_passage_that_is_one_long_sentence_is_cut_between_words():
    own = f"Az ódorfalviak {'és a zsáktóiak ' * 60}eljöttek."
    (shown,) = added(f"{ORIGINAL}\n\n{own}", ORIGINAL)
    kept = shown.removesuffix(f" {LEFT_OUT}")
    assert own.startswith(f"{kept} ")
    assert len(kept) <= EACH


def test_where_a_long_passage_and_further_ones_are_cut_one_mark_says_so():
    long = " ".join(
        f"A {n}. napon az ódorfalviak kerékpárral érkeztek, mert esett." for n in range(9)
    )
    shown = added("\n\n".join([ORIGINAL, long, long, long]), ORIGINAL)
    assert [one.count(LEFT_OUT) for one in shown] == [1, 1]


HOSTILE = {
    "one word": "szó " * (LARGE // 4),
    "one word behind the original": ORIGINAL + " szó" * (LARGE // 4),
    "points": ORIGINAL + ". " * (LARGE // 2),
    "marks": ORIGINAL + '.”"' * (LARGE // 3),
    "spaces": ORIGINAL + "." + " " * LARGE,
    "dashes": ORIGINAL + " – a." * (LARGE // 5),
    "short paragraphs": ORIGINAL + "\n\nEzen mi is ott voltunk." * (LARGE // 26),
    "credits": ORIGINAL + "\n\nAzt írja a www.portal.example.hu." * (LARGE // 36),
    "the original many times": f"{ORIGINAL}\n\n" * (LARGE // len(ORIGINAL)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_of_five_million_letters_no_more_is_shown_than_of_any_other_text(text: str) -> None:
    assert sum(map(len, added(text, ORIGINAL))) <= TOTAL + EACH
    assert sum(map(len, added(ORIGINAL, text))) <= TOTAL + EACH


def test_a_sentence_with_all_words_of_a_book_in_another_order_is_none_of_its_own():
    words = [f"{n}szó" for n in range(50_000)]
    backwards = " ".join(reversed(words))
    assert added(f"{ORIGINAL} {' '.join(words)}.", f"{ORIGINAL} {backwards}.") == ()
