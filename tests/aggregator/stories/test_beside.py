"""Two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.beside import COMPARED, beside
from aggregator.stories.tokens import forms
from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, QUOTED

PIECES = [*LABORATORY.split(". "), *COLD_STORE.split(". "), "„", " (", "\n\n", "ÃƒÂ³ra", "\u202e"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=12).map(" ".join)
WORDS = st.lists(st.sampled_from(["egy", "kettő", "három", "négy", "öt", "hat"]), max_size=60)


def side(rows, name):
    return "".join(piece.text for row in rows for piece in getattr(row, name))


def said(row, name, kind="common"):
    """The words of the pieces of a kind on one side of a row."""
    return [
        form for piece in getattr(row, name) if piece.kind == kind for form in forms(piece.text)
    ]


@given(TEXTS, TEXTS)
def test_the_pieces_of_each_side_put_together_are_its_text(a, b):
    for reworded in (False, True):
        rows = beside(a, b, reworded=reworded).rows
        assert (side(rows, "a"), side(rows, "b")) == (a, b)
        assert all(piece.text for row in rows for piece in (*row.a, *row.b))


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_common_pieces_of_a_row_say_the_same_words(a, b):
    for reworded in (False, True):
        for row in beside(a, b, reworded=reworded).rows:
            assert said(row, "a") == said(row, "b")


def test_what_a_reprint_adds_is_its_own_and_all_else_common():
    rows = beside(LABORATORY, CREDITED).rows
    assert [piece.kind for row in rows for piece in row.a] == ["common"]
    own = [piece.text for row in rows for piece in row.b if piece.kind == "own"]
    assert own == ["Forrás: www.portal.example.hu"]


def test_a_changed_word_is_told_within_its_sentence():
    edited = LABORATORY.replace("szeptember 14-én", "október 2-án")
    (row,) = beside(LABORATORY, edited).rows
    assert [one.text for one in row.a if one.kind == "own"] == ["szeptember 14-én "]
    assert [one.text for one in row.b if one.kind == "own"] == ["október 2-án "]


def test_paragraphs_that_changed_places_are_moved_and_nobodys_own():
    first, second, third = LABORATORY.split("\n\n")
    rows = beside(LABORATORY, "\n\n".join((third, first, second))).rows
    kinds = {piece.kind for row in rows for piece in (*row.a, *row.b)}
    assert kinds == {"common", "moved"}
    moved = [one.text.strip() for row in rows for one in row.b if one.kind == "moved"]
    assert moved == [third]


def test_what_stands_before_a_quotation_and_behind_it_is_the_hosts():
    rows = beside(LABORATORY, QUOTED).rows
    own = [piece.text for row in rows for piece in row.b if piece.kind == "own"]
    assert len(own) == 2
    assert own[0].startswith("Régóta várunk")
    assert own[1].startswith("írja hírei között")


def test_texts_without_anything_in_common_stand_beside_each_other():
    (row,) = beside(COLD_STORE, LABORATORY).rows
    assert [piece.kind for piece in (*row.a, *row.b)] == ["own", "own"]


def test_of_a_book_the_beginning_is_compared():
    book = " ".join(f"szó{n}" for n in range(60_000))
    told = beside(book, f"Előszó. {book}")
    assert not told.is_whole
    assert side(told.rows, "a") == book[:COMPARED]
    assert beside(LABORATORY, CREDITED).is_whole


def test_one_word_over_and_over_does_not_hang():
    told = beside("nem " * 50_000, "nem igen " * 25_000)
    assert side(told.rows, "a") == ("nem " * 50_000)[:COMPARED]
