from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.archive.codec import article_row, digest, fold, teaser_json, teaser_of
from scrapers.doors.teaser import Teaser
from tests.aggregator.archive.findings import article, published

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


def test_the_digest_is_of_title_and_text():
    one = article()
    assert digest(one) == digest(replace(one, html="", image="x", authors=("valaki",)))
    assert digest(one) == digest(replace(one, published=published("2021-06-04")))
    others = [replace(one, title="Más"), replace(one, text="Más"), replace(one, title="", text="")]
    assert len({digest(other) for other in (one, *others)}) == 4


def test_what_moves_from_title_to_text_is_another_digest():
    assert digest(article(title="egy", text="kettő")) != digest(article(title="egyk", text="ettő"))


def test_an_undated_article_has_no_date_in_its_row():
    row = article_row(article())
    assert [value for name, value in row.items() if name.startswith("published")] == [None] * 4


@pytest.mark.parametrize(
    "teaser",
    [
        Teaser("https://portal.example.hu/a"),
        Teaser("https://portal.example.hu/a", "Cím", "Összegzés", "tegnap"),
        Teaser("https://portal.example.hu/a", published=published("2021-06-04", found="feed")),
        Teaser(
            "https://portal.example.hu/a",
            published=published("2021-06-04T10:30", precision="minute"),
        ),
    ],
)
def test_a_teaser_comes_back_from_json(teaser):
    assert teaser_of(teaser_json(teaser)) == teaser
    assert teaser_of(teaser_json(teaser)).mark == teaser.mark
