"""The house that a sentence names as the place of something: "az Óbudai Egyetemen". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from aggregator.occasions.places import Town, after_label, is_label, towns_in, venue_words
from aggregator.occasions.words import Word, words_of

MOST_WORDS = 7
_LONGEST = 60
# "Központban", "székházában", "Egyetemen", "megyeházán"
_IN = r"(?P<own>j?[áé])?(?P<case>b[ae]n|[oeö]?n)"
_OWNED = {"á": "a", "é": "e"}
_SUFFIXED = re.compile(r"(\w{3,}?)(?:b[ae]n)")
_BESIDE = re.compile(r"[ \t\u00a0„“”\"»«]{1,3}|-|\. ")
_POSTCODE = re.compile(r"(?:HU?-)?\d{4,5}\s+")
HOSTS = re.compile(r"\b(?:ad|adott) (?:majd )?(?:otthont|helyet)|\bhelyszín|\bfogadta?\b")
"""What says that a house or a town is the place of something."""
_STREET = re.compile(r"\b(?:u\.|utca|út|tér|krt\.?|körút|street|straße)\b|\d", re.I)


def venue_in(
    text: str, words: Sequence[Word], taken: frozenset[int], towns: Iterable[Town]
) -> str | None:
    """The first house in which the sentence says that something is.

    ``taken`` words belong to its dates; ``towns`` are those that it names.
    """
    if is_label(text):
        return _labelled(text)
    other = taken | {town.at for town in towns}
    host = HOSTS.search(text)
    for at, word in enumerate(words):
        if at in other or len(word.text) > _LONGEST:
            continue
        if (found := _pattern().fullmatch(word.low)) and (name := _house(text, words, at, found)):
            return name
        if host and word.capital and word.low.endswith(_kinds()):
            return _clean(text[words[_begin(text, words, at)].start : word.end])
        if word.low in ("hotel", "hunguest") and word.capital and (name := _hotel(text, words, at)):
            return name
    return None


def is_house(word: Word) -> bool:
    """Whether a word says that something is in a house: "székhelyén", "egyetemen"."""
    return len(word.text) <= _LONGEST and bool(_pattern().fullmatch(word.low))


def is_kind_of_house(word: Word) -> bool:
    """Whether a word is what houses are called: "szálloda", "konferenciaterme", "Múzeum"."""
    return word.low.startswith(_kinds())


def _labelled(text: str) -> str | None:
    """What stands behind "Helyszín:", up to the town or the street."""
    told = after_label(text)[:200]
    parts = [_POSTCODE.sub("", part.strip()) for part in told.split(",")]
    first = parts[0].strip(" .;")
    named = re.split(r"\s[–-]\s|\(", first)[0].strip()
    alone = {town.at for town in towns_in(words_of(named))}
    if not named or len(alone) == len(words_of(named)):
        rest = [part for part in parts[1:2] if not _STREET.search(part)]
        return rest[0].strip(" .;") or None if rest else None
    return None if _STREET.search(named) else named


def _house(text: str, words: Sequence[Word], at: int, found: re.Match[str]) -> str | None:
    """The name that ends with a house's word, if it is one house's."""
    begin = _begin(text, words, at)
    word = words[at]
    whole = found["kind"].replace("á", "a") in {one.replace("á", "a") for one in venue_words()[1]}
    if begin == at and not (whole or (word.capital and found["before"])):
        return None
    cut = word.text[: found.start("case")]
    if cut[-1].lower() in _OWNED and (found["own"] or found["kind"][-1] in "áé"):
        cut = cut[:-1] + _OWNED[cut[-1].lower()]
    return _clean(text[words[begin].start : word.start] + cut)


def _clean(name: str) -> str:
    return " ".join(name.split()).strip('„“”"»« ')


def _hotel(text: str, words: Sequence[Word], at: int) -> str | None:
    """A hotel that is named before its name: "a Hotel Ezüstpartban"."""
    begin, end = _begin(text, words, at), at
    while end + 1 < min(len(words), at + 4) and words[end + 1].capital:
        if not _BESIDE.fullmatch(text[words[end].end : words[end + 1].start]):
            break
        end += 1
        if found := _SUFFIXED.fullmatch(words[end].text):
            return text[words[begin].start : words[end].start] + found[1]
    return None


def _begin(text: str, words: Sequence[Word], at: int) -> int:
    begin = at
    towns = {town.at for town in towns_in(words[max(0, at - MOST_WORDS) : at]) if town.how == "in"}
    offset = max(0, at - MOST_WORDS)
    while begin > 0 and at - begin < MOST_WORDS:
        before = words[begin - 1]
        gap = text[before.end : words[begin].start]
        if not (before.capital and _BESIDE.fullmatch(gap)) or begin - 1 - offset in towns:
            break
        if before.low in ("a", "az"):
            break
        begin -= 1
    return begin


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(venue_words()[0])


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted((_stem(kind) for kind in venue_words()[0]), key=len, reverse=True))
    return re.compile(rf"(?P<before>\w*?)(?P<kind>{kinds}){_IN}")


def _stem(kind: str) -> str:
    """A word as it stands before a suffix: the last short vowel is long there."""
    return kind[:-1] + {"a": "[aá]", "e": "[eé]"}.get(kind[-1], kind[-1])
