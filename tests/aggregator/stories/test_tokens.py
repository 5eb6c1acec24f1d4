from __future__ import annotations

import unicodedata

import pytest
from ftfy import fix_encoding
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.tokens import LONGEST, form, forms, tokenize


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
        ("Güns, Guens, Straße, Strasse", ["guns", "guns", "strasse", "strasse"]),
        ("", []),
        (" … – „” \n", []),
    ],
)  # fmt: skip
def test_words_numbers_date_parts_and_codes_are_tokens(text: str, expected: list[str]) -> None:
    assert list(forms(text)) == expected


@given(st.text().filter(lambda text: fix_encoding(text) == text))
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


@pytest.mark.parametrize(
    "encoding", ["sloppy-windows-1252", "sloppy-windows-1250", "latin-1", "iso-8859-2"]
)
def test_mojibake_is_read_as_it_was_meant(encoding: str) -> None:
    text = "Az őszi próbaidőszakban „GyűjtőÚton” járó művészek – ügyes tűzoltók – közösen szőttek."
    garbled = text.encode().decode(encoding)
    assert forms(garbled) == forms(text)
    told = [garbled[token.start : token.end] for token in tokenize(garbled)]
    assert (told[0], told[1]) == ("Az", "őszi".encode().decode(encoding))


def test_letters_that_only_look_like_mojibake_stay() -> None:
    assert forms("Ångström, când, Äpfel, Ärger") == ("angstrom", "cand", "apfel", "arger")


def test_a_garbled_text_without_spaces_takes_bounded_time() -> None:
    assert tokenize("Ã©" * 100_000)


def test_tokens_are_a_sequence_kept_in_columns() -> None:
    tokens = tokenize("Új hír\nmára")
    assert [*tokens] == [("uj", 0, 2), ("hir", 3, 6), ("mara", 7, 11)]
    assert (tokens[1], tokens[-1], len(tokens)) == (("hir", 3, 6), ("mara", 7, 11), 3)
    assert [*tokens[1:]] == [*tokens][1:]
    assert (tokens.forms, tokens.starts, tokens.ends) == (
        ["uj", "hir", "mara"],
        [0, 3, 7],
        [2, 6, 11],
    )


def test_garbled_words_among_others_stand_in_order() -> None:
    plain, word = "Az őszi idény megkezdődött, tűzoltók is jöttek.", "megkezdődött,"
    tokens = tokenize(plain.replace(word, word.encode().decode("latin-1")))
    assert tuple(tokens.forms) == forms(plain)
    assert [*tokens.starts] == sorted(tokens.starts)


def test_of_a_book_of_garbled_words_only_so_many_are_read() -> None:
    read = forms("mÃ©z " * (LONGEST + 10))
    assert (len(read), {*read}) == (LONGEST, {"mez"})
    read = forms("mÃ©z tej " * LONGEST)
    assert (len(read), read[-2:]) == (LONGEST, ("mez", "tej"))
