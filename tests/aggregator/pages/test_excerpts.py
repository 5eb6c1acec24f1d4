"""Two texts beside each other, as much of them as may be shown."""

from hypothesis import given
from hypothesis import strategies as st

from aggregator.pages.excerpts import OWN, SHARED, excerpts, shortened
from aggregator.stories.added import EACH, TOTAL
from aggregator.stories.beside import Piece, Row, beside
from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, QUOTED

PIECES = st.lists(
    st.builds(
        Piece,
        st.sampled_from(["common", "moved", "own"]),
        st.text(min_size=1)
        | st.integers(1, 9_000).map("szó ".__mul__)
        | st.integers(1, 9_000).map("x".__mul__),
    ),
    max_size=9,
).map(tuple)
ROWS = st.lists(st.builds(Row, PIECES, PIECES), max_size=9)


def shown(rows, side, *kinds):
    return sum(
        len(one.first) + len(one.last)
        for row in rows
        for one in getattr(row, side)
        if one.kind in kinds
    )


def text(row, side):
    return "".join(
        f"{one.first}({one.left_out}){one.last}" if one.left_out else one.first
        for one in getattr(row, side)
    )


@given(ROWS)
def test_of_texts_that_may_not_be_shown_whole_never_more_is_shown_than_the_limits(rows):
    told = excerpts(rows, original_is_free=False, carrier_is_free=False)
    assert shown(told, "original", "own") <= OWN
    assert shown(told, "carrier", "own") <= TOTAL
    for side in ("original", "carrier"):
        assert shown(told, side, "common", "moved") <= SHARED
    length = sum(len(piece.text) for row in rows for piece in row.a)
    assert shown(told, "original", "common", "moved", "own") < length or length == 0
    every = [one for row in told for one in row.carrier if one.kind == "own"]
    assert all(len(one.first) <= EACH for one in every)


@given(ROWS)
def test_where_one_text_may_be_shown_whole_the_others_words_are_still_bounded(rows):
    told = excerpts(rows, original_is_free=True, carrier_is_free=False)
    assert shown(told, "carrier", "own") <= TOTAL
    assert shown(told, "original", "common", "moved") <= SHARED
    told = excerpts(rows, original_is_free=False, carrier_is_free=True)
    assert shown(told, "original", "own") <= OWN
    assert shown(told, "carrier", "common", "moved") <= SHARED


@given(ROWS)
def test_texts_that_may_both_be_shown_are_shown_whole(rows):
    told = excerpts(rows, original_is_free=True, carrier_is_free=True)
    for side, name in (("original", "a"), ("carrier", "b")):
        whole = "".join(piece.text for row in rows for piece in getattr(row, name))
        assert "".join(text(row, side) for row in told) == whole


@given(ROWS)
def test_what_is_shown_stands_in_the_text_and_what_is_left_out_is_counted(rows):
    told = excerpts(rows, original_is_free=False, carrier_is_free=False)
    whole = "".join(piece.text for row in rows for piece in row.a)
    at = 0
    for row in told:
        for one in row.original:
            for part in (one.first, one.last):
                at = whole.index(part, at) + len(part)
            assert one.left_out or not one.last
            assert one.left_out or one.first


def test_a_long_common_passage_is_shortened_in_its_middle():
    (row, _) = excerpts(
        beside(LABORATORY, CREDITED).rows, original_is_free=False, carrier_is_free=False
    )
    told = row.original[0]
    assert LABORATORY.startswith(told.first + " beruházás")
    assert LABORATORY.endswith(" " + told.last)
    assert told.left_out == len(LABORATORY.split()) - len(f"{told.first} {told.last}".split())
    assert row.original[0].left_out == row.carrier[0].left_out > 50


def test_what_a_carrier_adds_is_shown():
    told = excerpts(beside(LABORATORY, QUOTED).rows, original_is_free=False, carrier_is_free=False)
    assert text(told[0], "carrier").startswith("Régóta várunk arra")
    assert not told[0].carrier[0].left_out


def test_rows_of_which_nothing_is_shown_are_one():
    rows = [Row((Piece("own", "szó " * 200),), (Piece("own", "betű " * 200),)) for _ in range(9)]
    told = excerpts(rows, original_is_free=False, carrier_is_free=False)
    assert [row.is_shown for row in told] == [True, True, False]
    assert told[-1].original[0].left_out == 7 * 200


def test_sentences_of_an_edit_are_shortened_likewise():
    told = shortened([COLD_STORE, LABORATORY], is_free=False)
    assert [bool(one.left_out) for one in told] == [True, True]
    assert sum(len(one.first) for one in told) <= TOTAL
    assert [one.left_out for one in shortened([COLD_STORE], is_free=True)] == [0]
