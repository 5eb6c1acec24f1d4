import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.query.parse import parse
from aggregator.query.snippet import LENGTH, Snippet, hits, snippet, whole
from aggregator.query.tree import Prefix, Words
from aggregator.query.words import stems, words

TODAY = date(2021, 6, 10)
SOME = 42  # characters by which a piece may be longer, so as to end with a word
CASES = tomllib.loads(
    (Path(__file__).parent / "data" / "snippets.toml").read_text(encoding="utf-8")
)["case"]
FILLING = [
    *("A", "tagok", "közös", "standon", "mutatkoznak", "be.", "Az", "árak\n\n", "K+F-es", "2021."),
    *("„idézet”", "fel-\u00adtűnő", "a\u0301r", "😀", "…", "vége!\n", "\t", "Łódź"),
]
HITTING = [
    *("pályázat", "Pályázatokban", "palyazat", "PÁLYÁZAT,", "pá\u00adlyázatok", "klaszter"),
    *(
        "pa\u0301lya\u0301zat",
        "klaszterek",
        "ipari",
        "park",
        "ipari park",
        "ipari-park",
        "Innovációs",
    ),
]
ASKED = [
    *(
        "pályázat",
        "klaszter",
        '"ipari park"',
        "ipari",
        "innov*",
        "pály*",
        "-tagok",
        "source:x",
        "be",
    ),
]
TEXTS = st.lists(st.sampled_from(FILLING + HITTING), max_size=120).map(" ".join)
QUERIES = st.lists(st.sampled_from(ASKED), max_size=4).map(" ".join)


def query(text):
    return parse(text, TODAY)


def bracketed(piece: Snippet) -> str:
    """A snippet with its hits in square brackets."""
    return "".join(f"[{part}]" if hit else part for part, hit in piece.parts())


def found(text, asked):
    return bracketed(snippet(text, query(asked)))


def flat(text):
    return re.sub(r"\s", " ", text)


def core(piece: Snippet, text: str) -> str:
    """A snippet's text without what tells that it was cut."""
    said = piece.text
    if said == flat(text.rstrip()):
        return said
    return said.removeprefix("…").removesuffix("…")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_short_text_is_shown_whole_with_its_hits(case):
    assert found(case["text"], case["asked"]) == case["shown"]


def test_a_long_text_is_cut_around_its_first_hit():
    text = (
        "Egy mondat áll itt. " * 40 + "Megnyílt a várt pályázat a tagoknak. " + "Más mondat. " * 40
    )
    shown = found(text, "pályázat")
    assert shown.startswith("…Megnyílt a várt [pályázat] a tagoknak. Más mondat.")
    assert shown.endswith("…")


def test_a_hit_in_a_long_sentence_is_shown_with_words_before_it():
    shown = found("sok szó " * 100 + "pályázat" + " más szó" * 100, "pályázat")
    before, after = shown.split("[pályázat]")
    assert before.startswith("…s")
    assert len(before) <= 62
    assert 100 < len(after) < LENGTH + SOME


def test_without_a_hit_the_beginning_is_shown():
    text = "Az első mondat. " * 40
    shown = found(text, "klaszter")
    assert shown.startswith("Az első mondat.")
    assert shown.endswith("…")
    assert len(shown) <= LENGTH + SOME


def test_a_hit_at_the_very_end_is_shown_to_the_end():
    shown = found("sok szó " * 100 + "klaszter.\n", "klaszter")
    assert shown.endswith(" [klaszter].")


def test_the_piece_with_most_of_the_words_is_shown():
    text = (
        "klaszter "
        + "szó " * 200
        + "ipari klaszter "
        + "szó " * 200
        + "pályázat ipari klaszter "
        + "szó " * 90
    )
    assert "[pályázat] [ipari] [klaszter]" in found(text, "ipari pályázat klaszter")


@pytest.mark.parametrize("often", [10, 101, 2_000])
def test_a_piece_with_more_of_the_words_is_shown_however_often_one_of_them_stands_before(often):
    text = "A klaszter és tagjai a piacon vannak. " * often + "Nyertes pályázat a klaszteré."
    assert "[pályázat] [a] [klaszteré]" in found(text, "a klaszter pályázat")


def test_of_equal_pieces_the_first_is_shown():
    text = "Első klaszter. " + "szó " * 200 + "Második klaszter."
    assert found(text, "klaszter").startswith("Első [klaszter].")


@pytest.mark.parametrize("space", ["\n", "\n\n", "\t", "\u00a0", "\u2028", "\u3000", "\r\n"])
def test_no_word_is_cut_whatever_stands_between_words(space):
    text = space.join(["klaszterszervezet"] * 60)
    assert set(re.findall(r"\w+", snippet(text, query("szervezet")).text)) == {"klaszterszervezet"}


def test_a_text_without_spaces_is_cut_somewhere():
    piece = snippet("x" * 10_000, query("klaszter"))
    assert LENGTH // 2 < len(piece.text) <= LENGTH + SOME


def test_a_word_longer_than_a_piece_is_marked_as_far_as_it_is_shown():
    piece = snippet("az " + "x" * 1_000 + " vége", query("x" * 1_000))
    assert piece.marks
    assert all(start < end <= len(piece.text) for start, end in piece.marks)


def test_hits_in_a_very_long_text_are_few_enough_to_be_found_quickly():
    text = "klaszter pályázat " * 30_000
    piece = snippet(text, query("klaszter pályázat"))
    assert piece.text.startswith("klaszter pályázat")
    assert len(piece.marks) > 10


def test_a_title_is_shown_whole_as_it_is_spelt():
    title = "Új  PÁLYÁZAT\n" + "szó " * 200
    shown = whole(title, query("pályázat"))
    assert shown == Snippet(title, ((4, 12),))
    assert whole("", query("pályázat")) == Snippet("", ())


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES)
@example("ipari park", 'ipari "ipari park"')
@example("szó " * 70 + "\n\nipari\npark", '"ipari park"')
def test_marks_are_words_that_the_query_asks_for(text, asked):
    told, piece = query(asked), snippet(text, query(asked))
    last = 0
    for start, end in piece.marks:
        assert last <= start < end <= len(piece.text)
        last = end
        inside = piece.text[start:end]
        assert hits(inside, told)
        assert inside[0].isalnum()
        assert inside.strip() == inside
    assert "".join(part for part, _ in piece.parts()) == piece.text
    assert [part for part, hit in piece.parts() if hit] == [piece.text[a:b] for a, b in piece.marks]


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES)
def test_what_is_found_is_shown(text, asked):
    told, piece = query(asked), snippet(text, query(asked))
    assert bool(piece.marks) == bool(hits(text, told))
    # and every hit that stands whole in the piece is within a mark
    for hit in hits(piece.text, told):
        assert any(start <= hit.start and hit.end <= end for start, end in piece.marks)


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES)
def test_a_piece_is_of_its_text_letter_by_letter_and_cuts_no_word(text, asked):
    piece = snippet(text, query(asked))
    said = core(piece, text)
    assert len(piece.text) <= LENGTH + SOME
    assert len(piece.text.splitlines()) <= 1
    assert said in flat(text)
    every, shown = stems(text), stems(said)
    at = range(len(every) - len(shown) + 1)
    assert any(every[n : n + len(shown)] == shown for n in at)


@settings(max_examples=150, deadline=None)
@given(TEXTS, QUERIES)
def test_hits_are_the_words_that_have_the_stems(text, asked):
    told, spelt = query(asked), list(words(text))
    right = {
        (one.start, spelt[at + length - 1].end, number)
        for number, term in enumerate(told.terms)
        if not term.excluded and isinstance(term.condition, Words)
        for length in [len(term.condition.stems)]
        for at, one in enumerate(spelt)
        if tuple(word.stem for word in spelt[at : at + length]) == term.condition.stems
    }
    assert {tuple(hit) for hit in hits(text, told)} >= right
    if not any(isinstance(term.condition, Prefix) for term in told.terms):
        assert {tuple(hit) for hit in hits(text, told)} == right


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.text(max_size=20), st.integers(60, 300))
@example("\n" * 300, "x", 60)
@example("a\u0301 " * 100, "a", 60)
def test_any_text_has_a_snippet_for_any_query(text, asked, length):
    piece = snippet(text, query(asked), length)
    assert len(piece.text) <= length + SOME
    assert all(0 <= start < end <= len(piece.text) for start, end in piece.marks)


@settings(max_examples=200, deadline=None)
@given(TEXTS, QUERIES)
def test_a_title_keeps_every_letter(text, asked):
    shown = whole(text, query(asked))
    assert shown.text == text
    assert bool(shown.marks) == bool(hits(text, query(asked)))
