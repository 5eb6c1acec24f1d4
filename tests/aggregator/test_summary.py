import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aggregator.summary import SUMMARY, summary

SENTENCE = "Ez a mondat pontosan ötven betűből áll össze végül."


@given(st.text())
@example("x" * 1_000)
@example(f"{'x' * 300}. {'y' * 300}")
@example("szó " * 300)
def test_a_summary_is_a_beginning_on_one_line(text):
    told = summary(text)
    assert len(told) <= SUMMARY + 2
    assert len(told.splitlines()) <= 1
    flat = " ".join(text.split())
    assert flat.startswith(told.removesuffix(" …"))


def test_a_short_text_is_its_own_summary():
    assert summary("Első.\n\nMásodik.") == "Első. Második."
    assert summary("x" * SUMMARY) == "x" * SUMMARY


def test_a_long_text_is_told_by_whole_sentences():
    assert summary(" ".join([SENTENCE] * 20)) == " ".join([SENTENCE] * 7)


def test_a_long_sentence_is_cut_between_words():
    told = summary("hosszú " * 100)
    assert told.endswith("hosszú …")
    assert len(told) > SUMMARY - 10


def test_a_summary_keeps_the_mark_that_closes_its_last_sentence():
    told = summary(f"Bevezető mondat. „{'Igen ' * 60}jó.” Azután {'még egy szó ' * 60}")
    assert told.endswith("jó.”")


@pytest.mark.parametrize("date", ["2021. június 4-én", "június 4. és 5. között", "a VIII. alkalom"])
def test_a_date_does_not_end_a_sentence(date):
    told = summary(f"{SENTENCE} {'Másik szó ' * 25} {date} {'a további szavak ' * 30}")
    assert told.endswith((SENTENCE, "…"))
