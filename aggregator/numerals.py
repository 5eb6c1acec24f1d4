"""Numbers that stand for an edition: Roman numerals and ordinal words. Pure."""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "v": 5, "x": 10}
_ONES = {
    "egye": 1, "maso": 2, "kette": 2, "harma": 3, "negye": 4, "oto": 5, "hato": 6, "hete": 7,
    "nyolca": 8, "kilence": 9,
}  # fmt: skip
_JOINED = {
    "tizen": 10, "huszon": 20, "harminc": 30, "negyven": 40, "otven": 50, "hatvan": 60,
    "hetven": 70, "nyolcvan": 80, "kilencven": 90,
}  # fmt: skip
_TENS = {
    "tize": 10, "husza": 20, "harminca": 30, "negyvene": 40, "otvene": 50, "hatvana": 60,
    "hetvene": 70, "nyolcvana": 80, "kilencvene": 90, "szaza": 100,
}  # fmt: skip
# of a day: "huszonnegyedikén", "tizedike", "elsején"
_CASES = "(?:j?e|j?en|e?t|i|ig|j?etol|j?eig|j?ei|ere|eig|etol|ei)?"
# a closed list, "tizedik alkalommal", "huszonegyedszer": "működik" and "gondolkodik" are verbs
_WORD = re.compile(
    rf"(?:(?P<first>elso)|(?:(?P<joined>{'|'.join(_JOINED)})?(?P<ones>{'|'.join(_ONES)})"
    rf"|(?P<tens>{'|'.join(_TENS)}))(?=dik|dszor|dszer))(?:dik|dszor|dszer)?{_CASES}"
)


def roman(form: str) -> int:
    """The value of a Roman numeral in small letters; a lesser sign before a greater is less."""
    values = [_ROMAN[sign] for sign in form]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def ordinal_word(form: str) -> int | None:
    """The number of a Hungarian ordinal word without accents: *nyolcadik*, *tizenegyedszer*."""
    found = _WORD.fullmatch(form)
    if not found:
        return None
    if found["first"]:
        return 1
    if found["tens"]:
        return _TENS[found["tens"]]
    return _JOINED.get(found["joined"] or "", 0) + _ONES[found["ones"]]
