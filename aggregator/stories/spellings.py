"""Spellings: when two written names are one name, and two words one word in other cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

from rapidfuzz.distance import Levenshtein

SAME_STEM = 0.7  # of the shorter name that two forms of it share: "Szegeden", "szegedi"
SLIP = 0.75  # of the letters that agree where a name is misspelt
SHORT_FORM = 6  # letters of an office's short form at most
LETTERS = 5  # by which words agree whatever their suffixes
WORD = 40  # letters of a word that are looked at
TELLING = 4  # letters of a word that tells something; shorter ones are articles and conjunctions


def is_same_name(one: str, other: str) -> bool:
    """Whether two forms begin alike, as one name with two suffixes does, or one is a slip."""
    stem = ceil(SAME_STEM * min(len(one), len(other)))
    alike = Levenshtein.normalized_similarity(one, other)
    return one[:stem] == other[:stem] or alike >= SLIP


def is_short_form(names: Sequence[str], written_out: Sequence[str]) -> bool:
    """Whether one of ``names`` is what an office is called for short.

    ITM is the Innovációs és Technológiai Minisztérium, NGM the Nemzetgazdasági Minisztérium: the
    initials, perhaps with those of the parts of compounds.
    """
    initials = [name[0] for name in written_out]
    return len(initials) > 1 and any(
        len(initials) <= len(name) <= SHORT_FORM
        and _are_within(initials, name)
        and _are_within(name, "".join(written_out))
        for name in names
    )


def _are_within(letters: Iterable[str], word: str) -> bool:
    """Whether ``word`` has these letters in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def stem(form: str) -> str:
    """What a word that tells something is looked up by; empty for other words."""
    return _stem(form[:WORD])


@lru_cache(maxsize=1 << 15)
def _stem(form: str) -> str:
    if any(letter.isdigit() for letter in form):
        return form
    return form[:LETTERS] if len(form) >= TELLING else ""
