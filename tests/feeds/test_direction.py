import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.direction import balanced

LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.sampled_from(LRE + RLE + PDF + LRO + RLO + LRI + RLI + FSI + PDI + "aא 1"))


@pytest.mark.parametrize("begin", [LRE, RLE, LRO, RLO])
def test_an_embedding_or_override_ends_with_the_text(begin):
    assert balanced(f"a {begin}b") == f"a {begin}b{PDF}"


@pytest.mark.parametrize("begin", [LRI, RLI, FSI])
def test_an_isolate_ends_with_the_text(begin):
    assert balanced(f"a {begin}b") == f"a {begin}b{PDI}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "שלום",
        f"{RLE}שלום{PDF} a",
        f"{RLI}a{LRE}b{PDF}c{PDI}",
        f"{RLI}a{LRE}b{PDI}c",
        "\u200fa\u200e",
    ],
)
def test_what_is_in_balance_stays(text):
    assert balanced(text) == text


def test_an_end_that_ends_nothing_is_dropped():
    assert balanced(f"a{PDI}b{PDF}c {PDF}") == "abc"


def test_an_embedding_does_not_end_from_within_an_isolate():
    assert balanced(f"{RLE}a{LRI}b{PDF}c") == f"{RLE}a{LRI}bc{PDI}{PDF}"


def test_all_that_is_open_ends_innermost_first():
    assert balanced(f"{RLO}a{FSI}b{LRE}c") == f"{RLO}a{FSI}b{LRE}c{PDF}{PDI}{PDF}"


def left_open(text: str) -> list[str]:
    """The changes that last to the end of ``text``, by the rules of UAX #9, section 3.3.2."""
    open_: list[str] = []
    for one in text:
        if one in LRE + RLE + LRO + RLO + LRI + RLI + FSI:
            open_.append(one)
        elif one == PDF:
            assert open_.pop() in LRE + RLE + LRO + RLO
        elif one == PDI:
            while open_.pop() in LRE + RLE + LRO + RLO:
                pass
    return open_


@given(TEXTS)
def test_no_change_of_direction_outlasts_any_text(text):
    assert left_open(balanced(text)) == []


@given(TEXTS)
def test_a_text_in_balance_is_not_changed_again(text):
    assert balanced(balanced(text)) == balanced(text)


@given(TEXTS)
def test_what_is_to_be_read_stays(text):
    words = "aא 1"
    assert "".join(filter(words.__contains__, balanced(text))).strip() == (
        "".join(filter(words.__contains__, text)).strip()
    )
