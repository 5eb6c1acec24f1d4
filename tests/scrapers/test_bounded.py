from hypothesis import given
from hypothesis import strategies as st

from scrapers.bounded import LONGEST, bounded


@given(st.text())
def test_a_key_of_usual_length_stays_as_it_is(key):
    assert bounded(key) == key


@given(st.text(min_size=1), st.sampled_from(["a", "ő", "𝔎", "\ud800", "%27"]))
def test_a_long_key_is_cut_and_cut_once_only(begun, letter):
    short = bounded(begun + letter * LONGEST)
    assert len(short.encode("utf-8", "surrogatepass")) <= LONGEST
    assert short != begun + letter * LONGEST
    assert bounded(short) == short


def test_long_keys_that_differ_at_their_ends_stay_apart():
    one, other = (bounded("a" * LONGEST + end) for end in "bc")
    assert one != other
    assert one[:-32] == other[:-32] == "a" * (LONGEST - 33) + "~"
