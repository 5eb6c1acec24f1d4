from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.tokens import LONGEST, tokenize
from aggregator.stories.wording import BYTES, pack, unpack, whole_hash, wording_of


@given(st.text(max_size=200))
def test_what_was_packed_is_unpacked(text: str) -> None:
    wording = wording_of(tokenize(text))
    assert unpack(pack(wording)) == wording
    assert len(pack(wording)) == BYTES * len(tokenize(text))


def test_the_same_words_have_the_same_wording_on_every_machine() -> None:
    one, other = (wording_of(tokenize(text)) for text in ("Új hír Győrből!", "UJ  HIR\ngyorbol"))
    assert one == other
    assert pack(one).hex() == "0a17f6be7483b1b3c23c36c8"
    assert whole_hash(one) == whole_hash(other) == -8277847297893911129
    assert whole_hash(one) != whole_hash(one[:-1])


def test_of_a_text_longer_than_a_book_the_rest_is_not_read() -> None:
    assert len(tokenize("szó " * (LONGEST + 10))) == LONGEST
