from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.reading import Reading
from aggregator.stories.tokens import form, forms, tokenize
from tests.aggregator.stories.articles import article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Árvíztűrő TÜKÖRFÚRÓGÉP", ["arvizturo", "tukorfurogep"]),
        ("június 4-én, 3–4.-én, 26-28-a között", ["junius", "4-en", "3-4-en", "26-28-a", "kozott"]),
        ("2018.november 20-22", ["2018", "november", "20-22"]),
        ("2018.10.20–22. között", ["2018.10.20-22", "kozott"]),
        ("GINOP_PLUSZ-2.1.1-21 kódszámú", ["ginop", "plusz", "2.1.1-21", "kodszamu"]),
        ("KDOP-1.2.1.-2008-0007", ["kdop", "1.2.1-2008-0007"]),
        ("az 1483/2023. (XI.7.) számú", ["az", "1483/2023", "xi", "7", "szamu"]),
        ("17.00-kor 1 200, 1.200, 1\u00a0200", ["17.00-kor", "1200", "1200", "1200"]),
        ("2018 100 és 12 345 678", ["2018", "100", "es", "12345678"]),
        ("klaszter\u00adfejlesztés klaszter-\n  fejlesztés", ["klaszterfejlesztes"] * 2),
        ("kutatás-fejlesztés e-mail", ["kutatas", "fejlesztes", "e", "mail"]),
        ("klaszter -\nfejlesztés", ["klaszter", "fejlesztes"]),
        ("ﬁnom ½ ｋｌａｓｚｔｅｒ", ["finom", "12", "klaszter"]),
        ("", []),
        (" … – „” \n", []),
    ],
)  # fmt: skip
def test_words_numbers_date_parts_and_codes_are_tokens(text: str, expected: list[str]) -> None:
    assert list(forms(text)) == expected


@given(st.text())
def test_tokens_stand_where_they_say_and_none_is_empty(text: str) -> None:
    tokens = tokenize(text)
    assert [form(text[token.start : token.end]) for token in tokens] == list(forms(text))
    assert all(token.form for token in tokens)
    ends = [0, *(token.end for token in tokens)]
    assert all(before <= token.start for before, token in zip(ends, tokens, strict=False))


@given(st.text(alphabet="aáőűÉ -,1\n"))
def test_composed_and_decomposed_accents_read_alike(text: str) -> None:
    assert forms(unicodedata.normalize("NFD", text)) == forms(text)


@given(st.text(alphabet="aáőŰß\u00ad1209 -–.,\n"))
def test_a_normal_text_is_its_own_normal_text(text: str) -> None:
    normal = " ".join(f"{one};" for one in forms(text))
    assert forms(normal) == forms(text)


def test_a_reading_needs_moments_with_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        article(1, "szöveg", first_seen=datetime(2021, 6, 3))
    with pytest.raises(ValueError, match="time zone"):
        article(1, "szöveg", published=datetime(2021, 6, 3))


def test_a_reading_has_the_tokens_of_its_text() -> None:
    reading = Reading.of(
        id=1,
        source="portal",
        url="https://portal.example.hu/1",
        title="Cím",
        text="Új hír",
        published=None,
        first_seen=datetime(2021, 6, 3, tzinfo=UTC),
    )
    assert reading.tokens == (("uj", 0, 2), ("hir", 3, 6))
