"""Hungarian endings: vowel harmony, linking vowels, assimilation, the article."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Harmony = Literal[0, 1, 2]
"""Back, front unrounded, front rounded: by the last vowel, as in most words."""
Case = Literal["", "acc", "in", "from", "about", "to", "for", "on", "with", "by", "until", "of"]

BACK, UNROUNDED, ROUNDED = "aáoóuú", "eéií", "öőüű"
VOWELS = BACK + UNROUNDED + ROUNDED
_LENGTHENED = {"a": "á", "e": "é"}
_DIGRAPHS = ("sz", "cs", "gy", "ny", "ty", "zs", "ly")
_ENDINGS: dict[Case, tuple[str, str, str]] = {
    "in": ("ban", "ben", "ben"),
    "from": ("ból", "ből", "ből"),
    "about": ("ról", "ről", "ről"),
    "to": ("hoz", "hez", "höz"),
    "for": ("nak", "nek", "nek"),
    "by": ("nál", "nél", "nél"),
    "until": ("ig", "ig", "ig"),
}
_LINKED: dict[Case, tuple[str, str, str]] = {
    "acc": ("ot", "et", "öt"),
    "on": ("on", "en", "ön"),
    "of": ("a", "e", "e"),  # its possessor's: "a hálózat terve"
}
_PLURAL = ("ok", "ek", "ök")


def harmony(word: str) -> Harmony:
    """Which endings a word takes."""
    last = next((letter for letter in reversed(word.lower()) if letter in VOWELS), "e")
    return 0 if last in BACK else 1 if last in UNROUNDED else 2


@lru_cache(maxsize=1 << 16)
def inflected(word: str, case: Case, *, plural: bool = False) -> str:
    """A noun or a name in a case: "torony" in the case *in* is "toronyban"."""
    if plural:
        word = _linked(word, _PLURAL)
    if not case:
        return word
    if case == "with":
        return _with(word)
    if case in _ENDINGS:
        return _lengthened(word) + _ENDINGS[case][harmony(word)]
    if case == "of" and word[-1] in VOWELS:
        return f"{_lengthened(word)}j{_LINKED['of'][harmony(word)]}"
    return _linked(word, _LINKED[case])


def the(word: str) -> str:
    """The article before a word: "a" or "az"."""
    return "az" if word[0].lower() in VOWELS else "a"


def named(name: str) -> str:
    """A name behind its article: "az Érvár Klaszter"."""
    return f"{the(name)} {name}"


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[0].upper() + text[1:]


def _lengthened(word: str) -> str:
    return word[:-1] + _LENGTHENED.get(word[-1], word[-1])


def _linked(word: str, endings: tuple[str, str, str]) -> str:
    ending = endings[harmony(word)]
    return _lengthened(word) + ending[1:] if word[-1] in VOWELS else word + ending


def _with(word: str) -> str:
    ending = ("al", "el", "el")[harmony(word)]
    if word[-1] in VOWELS:
        return f"{_lengthened(word)}v{ending}"
    last = word[-2:] if word[-2:] in _DIGRAPHS else word[-1]
    return word[: -len(last)] + last[0] + last + ending
