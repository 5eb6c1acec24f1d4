"""Heads: the words that say that something is an event, in any Hungarian case. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from aggregator.occasions.words import Vocabulary, Word
from scrapers.folding import fold

_LONGEST = 60
_LONG = {"a": "á", "e": "é"}
# without accents: "napok", "-ja", "-jaink"; then the case: "-ban", "-ról", "workshoppal", "-i"
_SUFFIX = (
    r"-?(?:(?P<plural>[aeou]?k)|(?P<own>j?[ae]i?(?:n?k)?|[aeou]?nk|ja|je|i))?"
    r"(?P<case>[aeou]?t|[aeou]?n|b[ae]n?|r[ae]|r[oe]l|n[ae]k|t[oe]l|b[oe]l|n[ae]l|h[oe]z|ig|ert|kent"
    r"|\w?[ae]l)?"
)


class Head(NamedTuple):
    """A word that says what an event is.

    ``base`` is its dictionary form with all that is joined before it, ``shown`` the form that a
    name ends with: without case, in the plural where it is one. ``case`` is the ending for it.
    ``foreign`` heads keep their form.
    """

    at: int
    base: str
    shown: str
    possessed: bool
    case: str
    general: bool
    foreign: bool
    proper: bool


def head_of(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> Head | None:
    """The head that ``words[at]`` is, if it is one."""
    word = words[at]
    if len(word.text) > _LONGEST:
        return None
    plain = fold(word.text)
    found = _pattern(vocabulary).fullmatch(plain)
    if found and len(plain) == len(word.text):
        return _hungarian(words, at, found, vocabulary)
    if word.low in vocabulary.heads or (word.capital and word.low in vocabulary.borrowed):
        general = word.low in vocabulary.general
        return Head(at, word.text, word.text, False, "", general, True, False)
    return None


def _hungarian(
    words: Sequence[Word], at: int, found: re.Match[str], vocabulary: Vocabulary
) -> Head | None:
    word, plain = words[at], found["joined"] or found["alone"]
    base, possessed = vocabulary.joined.get(plain) or vocabulary.alone[plain]
    start = found.start("joined" if found["joined"] else "alone")
    if _is_none(words, at, found, start, vocabulary):
        return None
    if base in vocabulary.names and start and not _is_name(words, at, start):
        return None
    stem = word.text[:start] + _cased(base, word.text[start:])
    owned = _is_owned(word.low[start:], possessed)
    shown = stem
    if owned and (found["own"] or "").endswith("i"):
        shown = word.text[: found.end("own")]
    elif owned:
        shown = word.text[:start] + _cased(possessed, word.text[start:])
    elif found["plural"]:
        shown = word.text[: found.end("plural")]
    proper = word.capital and at > 0 and (start > 0 or word.text[start:] != word.low[start:])
    general = base in vocabulary.general and start == 0
    return Head(at, stem, shown, owned, found["case"] or "", general, False, proper)


def _is_none(
    words: Sequence[Word], at: int, found: re.Match[str], start: int, vocabulary: Vocabulary
) -> bool:
    """Whether a word with the letters of a head at ``start`` means no event."""
    plain = found["joined"] or found["alone"]
    if found["plural"] and start == 0 and at and words[at - 1].low in ("a", "az"):
        return True  # "a klubok zárva vannak": all of them, and none
    if fold(words[at].text)[: start + len(plain)] in vocabulary.others:
        return True
    return plain == "nap" and start == 0 and not _is_named_day(words, at, vocabulary)


def _is_name(words: Sequence[Word], at: int, start: int) -> bool:
    """Whether "Bútornap" or "vezető-klub" is a name: by its capital letter, or its hyphen."""
    word = words[at]
    return word.text[start - 1] == "-" or (word.capital and at > 0)


def _is_owned(low: str, possessed: str) -> bool:
    """Whether a form is the possessed one: "ülésén" is, "ülésen" is not."""
    long = possessed[:-1] + _LONG.get(possessed[-1], "-")
    return low == possessed or low.startswith((long, f"{possessed}i"))


def _cased(base: str, letters: str) -> str:
    if letters.isupper() and len(letters) > 3:
        return base.upper()
    return base[0].upper() + base[1:] if letters[0].isupper() else base


def _is_named_day(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    if at == 0:
        return False
    before = words[at - 1]
    if before.capital and words[at].capital:
        return True
    adjective = before.low.endswith("i") and before.low not in vocabulary.qualities
    return adjective or before.low in vocabulary.days


@cache
def _pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    if not vocabulary.joined:
        return re.compile(r"(?P<joined>(?!))(?P<alone>)(?P<plural>)(?P<own>)(?P<case>)")
    joined, alone = _any(vocabulary.joined), _any(vocabulary.alone)
    return re.compile(rf"(?:[\w-]*?(?P<joined>{joined})|(?:[\w-]+-)?(?P<alone>{alone})){_SUFFIX}")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
