import pytest

from aggregator.numerals import ordinal_word, roman


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("elso", 1), ("masodik", 2), ("nyolcadik", 8), ("tizedik", 10), ("tizenegyedik", 11)),
        *(("huszonotodszor", 25), ("harmincadik", 30), ("szazadik", 100)),
        *(("gondolkodik", None), ("mukodik", None), ("kilenc", None), ("", None)),
    ],
)
def test_an_ordinal_word_is_a_number(word, number):
    assert ordinal_word(word) == number


@pytest.mark.parametrize(("form", "number"), [("i", 1), ("iv", 4), ("viii", 8), ("xix", 19)])
def test_a_roman_numeral_is_a_number(form, number):
    assert roman(form) == number
