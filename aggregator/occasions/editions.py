"""Editions of an event: "7.", "VII.", "hetedik", "7th" before its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.numerals import ordinal_word, roman
from aggregator.occasions.words import Vocabulary, Word
from scrapers.folding import fold

ROMAN = re.compile(r"[IVX]{1,6}")
_NUMBER = re.compile(r"\d{1,3}")
_TH = re.compile(r"(\d{1,3})(?:th|st|nd|rd|-lea)")
_BESIDE = re.compile(r"[ \t\u00a0]+")
_AFTER_NUMBER = re.compile(r"\.\s?")


def edition_before(text: str, words: Sequence[Word], at: int, known: Vocabulary) -> int | None:
    """The edition that a word before a name tells: "7.", "VII.", "hetedik", "7th"."""
    word, after = words[at], text[words[at].end : words[at + 1].start]
    if _AFTER_NUMBER.fullmatch(after):
        if _NUMBER.fullmatch(word.text):
            return int(word.text)
        return roman(word.low) if ROMAN.fullmatch(word.text) else None
    if not _BESIDE.fullmatch(after):
        return None
    if found := _TH.fullmatch(word.low):
        return int(found[1])
    return known.ordinals.get(word.low) or ordinal_word(fold(word.text))


def is_edition(word: Word, ordinal: int | None, known: Vocabulary) -> bool:
    """Whether a word is the one that told the edition."""
    if ordinal is None:
        return False
    told = (ordinal_word(fold(word.text)), known.ordinals.get(word.low))
    number = _TH.fullmatch(word.low)
    plain = int(number[1]) if number else int(word.text) if _NUMBER.fullmatch(word.text) else None
    return ordinal in (*told, plain, roman(word.low) if ROMAN.fullmatch(word.text) else None)
