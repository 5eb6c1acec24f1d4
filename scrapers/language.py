"""The language of a text, from the text itself. Pure.

Function words tell it: a running text of a language is a tenth or more made of its few commonest
words, and one of another has hardly any of them. That is as sure on a paragraph of news as the
libraries that know a hundred languages, and takes none of their models' tens to hundreds of MB.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

LEAST_WORDS = 60
"""Words below which a text denies no language."""
LEAST_SHARE = 0.05
"""The share of words that must be among a language's commonest ones, for it not to be denied."""
TELLING_SHARE = 0.12
"""The share of words that must speak for a language, for it to be told."""
FEWEST = 3
"""Signs of a language that a text must have at least to be told: one may stand in any."""
_READ = 20_000
"""Characters that are looked at: the beginning speaks for the rest."""
_TELLING = 5_000
"""Of these, characters that tell a language among all."""

_FILE = Path(__file__).with_suffix(".toml")


def language_of(text: str) -> str | None:
    """The two-letter code of the language that ``text`` is in.

    ``None`` where it is too short to say, or in a language that is not known here.
    """
    # single letters are initials, units and the letters of lists as well
    words = [word for word in _words(text[:_TELLING]) if len(word) > 1]
    signs: Counter[str] = Counter()
    for languages, count in Counter(map(_told_by, words)).items():
        for language in languages:
            signs[language] += count
    (first, most), (_, next_most) = (*signs.most_common(2), ("", 0), ("", 0))[:2]
    enough = max(FEWEST, TELLING_SHARE * len(words))
    return first if most >= enough and most > next_most else None


def speaks(text: str, languages: Iterable[str]) -> bool | None:
    """Whether ``text`` is in one of ``languages`` (two-letter codes).

    ``None`` where it is too short to say, or a language is not known here.
    """
    wanted = list(languages)
    words = _words(text)
    if len(words) < LEAST_WORDS or not wanted or any(one not in _common() for one in wanted):
        return None
    shares = {
        one: sum(word in common for word in words) / len(words) for one, common in _common().items()
    }
    # of languages close to each other, the one that is asked for need not be the best
    least = max(LEAST_SHARE, 0.75 * max(shares.values()))
    return any(shares[language] >= least for language in wanted)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:_READ].casefold())


@lru_cache(maxsize=1 << 14)
def _told_by(word: str) -> frozenset[str]:
    """The languages that a word speaks for, by itself or by a letter in it."""
    told = _by_word().get(word, frozenset())
    if word.isascii():
        return told
    letters = _by_letter()
    return told.union(*(letters[sign] for sign in word if sign in letters))


@cache
def _common() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _told()["words"].items()}


@cache
def _by_word() -> Mapping[str, frozenset[str]]:
    return _turned(_common())


@cache
def _by_letter() -> Mapping[str, frozenset[str]]:
    return _turned(_told()["letters"])


def _turned(told: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Which languages have a sign, from the signs of each language."""
    languages: dict[str, set[str]] = {}
    for language, signs in told.items():
        for sign in signs:
            languages.setdefault(sign, set()).add(language)
    return {sign: frozenset(those) for sign, those in languages.items()}


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
