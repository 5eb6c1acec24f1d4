import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.folding import fold

PLAIN = "arvizturo tukorfurogep"


@pytest.mark.parametrize(
    "text",
    [
        "árvíztűrő tükörfúrógép",
        "ÁRVÍZTŰRŐ TÜKÖRFÚRÓGÉP",
        "a\u0301rvi\u0301ztu\u030bro\u030b tu\u0308ko\u0308rfu\u0301ro\u0301ge\u0301p",
        "arvizturo tukorfurogep",
        "ÁrvÍzTűRő\u00a0TüKöRfÚrÓgÉp",
    ],
)
def test_folding_leaves_neither_case_nor_accents(text):
    assert fold(text) == PLAIN


def test_folding_keeps_signs_and_figures():
    assert fold("50%-os, 2021. évi (II.) „terv”") == "50%-os, 2021. evi (ii.) „terv”"


@given(st.text(), st.text())
def test_folding_goes_letter_by_letter(one, other):
    assert fold(one + other) == fold(one) + fold(other)


def test_folding_again_changes_nothing():
    assert fold("𝐀lap") == fold(fold("𝐀lap")) == "alap"
