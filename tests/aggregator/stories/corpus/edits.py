"""What editors and machines do to the letters of a text."""

from __future__ import annotations

import re
import unicodedata
from random import Random

import ftfy.bad_codecs  # noqa: F401 - registers sloppy-windows-1252

from tests.aggregator.stories.corpus.draft import Draft, Paragraph
from tests.aggregator.stories.corpus.inflection import capital, harmony
from tests.aggregator.stories.corpus.vocabulary import words

_REPLACED = re.compile(r"(?<![\w-])[a-záéíóöőúüű]{6,}(?![\w-])")
_LONG = re.compile(r"[^\W\d_]{11,}")
_TWO_CLAUSES = re.compile(r"[^,„”–]+, [^,„”–]+\.")
_LOST = str.maketrans("őűŐŰ", "õûÕÛ")


def reworded(random: Random, sentence: str, share: float) -> str:
    """A sentence with so many of its words said in others; names and figures stay."""

    def other(match: re.Match[str]) -> str:
        return _synonym(random, match[0]) if random.random() < share else match[0]

    return _REPLACED.sub(other, sentence)


def turned(sentence: str) -> str:
    """A sentence of two clauses with the second one first; any other as it is."""
    if not _TWO_CLAUSES.fullmatch(sentence) or any(map(str.isupper, sentence[1:])):
        return sentence
    one, _, two = sentence[:-1].partition(", ")
    return f"{capital(two)}, {one[0].lower()}{one[1:]}."


def thinned(random: Random, paragraph: Paragraph, share: float) -> Paragraph:
    """A paragraph without that share of its sentences; one stays."""
    kept = tuple(one for one in paragraph if random.random() >= share)
    return kept or paragraph[:1]


def mojibake(random: Random, draft: Draft) -> Draft:
    """Letters read in the wrong encoding: UTF-8 as Windows-1252, Latin-2 as Latin-1, or lost."""
    return draft.mapped(
        random.choice(
            (
                lambda text: text.encode().decode("sloppy-windows-1252"),
                lambda text: text.translate(_LOST),
                lambda text: re.sub("[őűŐŰ]", "?", text),
            )
        )
    )


def without_accents(draft: Draft) -> Draft:
    """Letters as a keyboard without accents has them."""
    return draft.mapped(_plain)


def broken(random: Random, draft: Draft) -> Draft:
    """Long words divided where a line ended, as text copied from a PDF has it."""
    return draft.mapped(lambda text: _LONG.sub(lambda m: _divided(random, m[0], "-\n"), text))


def soft_hyphened(random: Random, draft: Draft) -> Draft:
    """Long words with a soft hyphen in them, as typesetting systems leave it."""
    return draft.mapped(lambda text: _LONG.sub(lambda m: _divided(random, m[0], "\u00ad"), text))


def _divided(random: Random, word: str, sign: str) -> str:
    at = random.randint(4, len(word) - 4)
    return word[:at] + sign + word[at:] if random.random() < 0.6 else word


def _synonym(random: Random, word: str) -> str:
    """Another word of the same harmony with the last letters of this one, as a suffix has them."""
    for _ in range(8):
        other = words("noun").draw(random)
        if harmony(other) == harmony(word):
            return other[:-2] + word[-3:]
    return words("noun").draw(random)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
