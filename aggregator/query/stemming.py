"""Stemming: one form for all that Hungarian grammar makes of a word, with accents or without.

Endings are taken off the folded word, one after the other, as grammar puts them on: a case, whose
it is, how many; then final vowels. *Pályázat*, *pályázatok*, *pályázatában* and *palyazatban* all
come to one form. That is no word: it is compared and never shown.

Hungarian endings without accents are ambiguous, so this is a light stemmer: it rather leaves two
forms of a word apart than makes one of two words. Words of other languages lose little by it.

Archives hold stems: whoever changes a rule deletes their documents in a migration, and they are
indexed anew when they are opened.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scrapers.folding import fold

_VOWELS = frozenset("aeiou")
LONGEST = 64
"""Letters of a word that count; what is longer is no word."""

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FUNCTION_WORDS = frozenset(_TABLE["function"])
"""No word is stripped down to one of these: *egyetem* has nothing to do with *egy*."""
_WHOLE = frozenset(_TABLE["whole"])
"""Of these nothing is taken: they end only as if they had an ending."""


class _Ending(NamedTuple):
    """Letters that end a word, and what must be left before them for them to be an ending."""

    letters: str
    before: re.Pattern[str]


_Endings = Mapping[str, Sequence[_Ending]]
"""Endings by their last letter, the longest first: most words have none of a table's."""


def _endings(table: dict[str, str]) -> _Endings:
    """The endings of a table from what stands before to the endings."""
    every = [
        _Ending(letters, re.compile(f"(?:{before})$"))
        for before, told in table.items()
        for letters in told.split()
    ]
    every.sort(key=lambda one: -len(one.letters))
    last = {one.letters[-1] for one in every}
    return {letter: [one for one in every if one.letters[-1] == letter] for letter in last}


# what stands before: at least so many letters, the last of them a vowel or a consonant
_TWO, _THREE, _FOUR = "..", "...", "...."
_TWO_C, _THREE_C = ".[^aeiou]", "..[^aeiou]"
_THREE_V, _FOUR_V = "..[aeiou]", "...[aeiou]"

_CASES = _endings(
    {
        _TWO: "nak nek ban ben bol rol tol hoz hez nal nel",
        _THREE: "kent",
        f"{_THREE_C}|{_FOUR_V}": "ba be",
        # -ért, but not the accusative of what ends in -er: partnert
        "..[aeiou]s?|..[ae]g|...er": "ert",
        _THREE_V: "val vel",
        # -ra, but not whose what ends in -r is: ipara
        f"{_THREE_C}|..ik?[ae]|..[aeou]s[ae]|..s[ae]g[ae]|..[iou]": "ra re",
        _FOUR: "ig",
        _THREE_C: "on en",
        _FOUR_V: "n",
    }
)
# -t alone only after what hardly ever ends so itself: not szint, poszt, export
_ACCUSATIVE = _endings(
    {
        "^..j|..[^aeiouj]": "ot et at",
        "...[aeo]i?|..[ae]r|.ir|....or|...[yl]|..[aeo]s|...us|..[aeiou]z|.....n": "t",
    }
)
_OWNERS = _endings(
    {
        _THREE_C: "jai jei ai ei jaink jeink aink eink unk jaik jeik aik eik juk uk ja je",
        _THREE_V: "ja je",
        _FOUR_V: "nk",
        "...[aeo]": "ik",
    }
)
# not after -i: *-ika* and *-ikai* are one word
_PLURAL = _endings({_TWO_C: "ok ek ak", "...i": "ek", "..[aeou]": "k"})
_VERBAL = _endings({_THREE_C: "ik"})
"""What nothing is put on."""
# once an ending is gone, the same is taken from all forms, whether it is one or only looks like it
_SEEMING = _endings(
    {
        "..[^aeiouj]": "at et ot",
        ".....n|..[aeo]s": "t",
        _TWO_C: "ok ek ak",
        "..[aeou]": "k",
        _TWO: "nal nel",
        _THREE_C: "on en",
        _FOUR_V: "n",
    }
)
"""What looks like an ending and is part of the word: *pályázat*, *elnök*, *Debrecen*."""
_FINAL = _endings({_THREE_C: "a e i o u", "...[aeo]": "i", "....io": "s"})
_ASSIMILATED = re.compile(
    r"(.+?)(?:([glnt])\2(y)|([sz])\4(z)|([cz])\6(s)|([bcdfghjklmnprstvz])\8)[ae]l"
)
"""-val after a consonant, which doubles: *taggal*, *versennyel*, *ésszel*, *ráccsal*."""


def stem(word: str) -> str:
    """The form that all grammatical forms of ``word`` have in common; never empty.

    Case and accents do not count. A word with other letters than Latin ones, or with digits, is
    only folded.
    """
    folded = fold(word)[:LONGEST] or word[:LONGEST]
    if not (folded.isascii() and folded.isalpha()):
        return folded
    return _without_final(_until_stable(_without_inflection(folded), _without_seeming))


def _until_stable(word: str, shortened: Callable[[str], str]) -> str:
    while (shorter := shortened(word)) != word:
        word = shorter
    return word


def _without_inflection(word: str) -> str:
    """Without what grammar has put on last, each kind once: *-ai* holds its own plural."""
    if (verb := _without(word, _VERBAL)) != word:
        return verb
    word = _without(_without_case(word), _ACCUSATIVE)
    owned = _without(word, _OWNERS)
    return owned if owned != word else _without(word, _PLURAL)


def _without_final(word: str) -> str:
    """Without final vowels, whosever they are; before them stand no more cases."""

    def shortened(word: str) -> str:
        shorter = _without(word, _FINAL)
        return shorter if shorter == word else _until_stable(shorter, _without_seeming)

    return _until_stable(word, shortened)


def _without_seeming(word: str) -> str:
    return _without(word, _SEEMING)


def _without_case(word: str) -> str:
    """Without a case; -val doubles the consonant before it."""
    if word in _WHOLE:
        return word
    if doubled := _ASSIMILATED.fullmatch(word):
        rest, *consonants = doubled.groups(default="")
        if _is_stem(shorter := rest + "".join(consonants)):
            return shorter
    return _without(word, _CASES)


def _without(word: str, endings: _Endings) -> str:
    """``word`` without the longest of these endings that it has."""
    possible = endings.get(word[-1:])
    if possible is None or word in _WHOLE:
        return word
    for letters, before in possible:
        if word.endswith(letters):
            shorter = word[: -len(letters)]
            if _is_stem(shorter) and before.search(shorter):
                return shorter
    return word


def _is_stem(word: str) -> bool:
    return len(word) > 1 and word not in _FUNCTION_WORDS and not _VOWELS.isdisjoint(word)
