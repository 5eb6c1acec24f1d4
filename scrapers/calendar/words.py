"""What words mean where dates are told, in the languages of a text.

Names of months and days are Babel's (``names``), all else is told in ``words.toml``.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from scrapers.calendar.names import kept, names_of

Meaning = Mapping[str, Any]
"""What a word may mean, by kind: ``{"month": 3, "weekday": 1}``. The kinds are the file's."""
NOTHING: Meaning = MappingProxyType({})
Order = Literal["year", "day", "mixed", "unsure"]

_FILE = Path(__file__).with_name("words.toml")
_STEPS = {
    **{"before": -2, "yesterday": -1, "last": -1, "today": 0, "this": 0},
    **{"tomorrow": 1, "next": 1, "after": 2},
}
_SHORT = 4


class Sense(NamedTuple):
    """One meaning of a word."""

    word: str
    kind: str
    value: Any


class Vocabulary(NamedTuple):
    """What words mean in some languages; ``order`` is how these write a day in numbers.

    ``order`` is *year* where all put the year first, *day* where none does, *mixed* where some do,
    and *unsure* where all are English, which has the day or the month first.
    """

    meanings: Mapping[str, Meaning]
    order: Order


def knows(language: str) -> bool:
    """Whether the grammar has words of this language (a code such as hu or pt-BR)."""
    return _base(language) in kept()


@lru_cache(maxsize=64)
def vocabulary(languages: tuple[str, ...], *, wide: bool = False) -> Vocabulary:
    """The words of ``languages``; ``wide`` adds those of all others.

    A language that nobody knows has no words. A word that means different months in different
    languages means none of them; what ``languages`` know is no month of others.
    """
    bases = tuple(dict.fromkeys(map(_base, languages)))
    meanings = _merged(sense for base in bases for sense in _senses(base))
    if wide:
        others = _merged(sense for word in meanings for sense in _others(word, bases))
        for told in others.values():  # "5 days ago" is no day of agosto
            told.pop("month", None)
        own = {word: {**others.get(word, {}), **meanings[word]} for word in meanings}
        meanings = {**_all(), **own}
    return Vocabulary(meanings, _order(set(bases)))


def _base(language: str) -> str:
    """A language without its script and country."""
    base = language.replace("-", "_").partition("_")[0]
    return "nb" if base == "no" else base


def _others(word: str, bases: tuple[str, ...]) -> Iterator[Sense]:
    """What a word means in languages other than ``bases``."""
    return (sense for language, sense in _speakers().get(word, ()) if language not in bases)


@cache
def _all() -> dict[str, dict[str, Any]]:
    return _merged(sense for told in _speakers().values() for _, sense in told)


@cache
def _speakers() -> dict[str, list[tuple[str, Sense]]]:
    """What every word means in every language that has it."""
    found: dict[str, list[tuple[str, Sense]]] = {}
    for language in kept():
        for sense in _senses(language):
            found.setdefault(sense.word, []).append((language, sense))
    return found


def _order(languages: set[str]) -> Order:
    if languages == {"en"}:
        return "unsure"
    if "hu" not in languages:
        return "day"
    return "year" if len(languages) == 1 else "mixed"


@cache
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _senses(language: str) -> tuple[Sense, ...]:
    found = [*_told(names_of(language)), *_told(_file().get(language, {}))]
    months = dict.fromkeys(sense for sense in found if sense.kind == "month")
    found += _inflected(_file().get(language, {}).get("month_ending", {}), months)
    if language in ("hu", "en"):
        # "június 4", "June 4"; whoever else puts the month first adds the year
        found += [Sense(one.word, "leads", language) for one in found if one.kind == "month"]
    return tuple(dict.fromkeys(found))


def _told(table: Mapping[str, Any]) -> Iterator[Sense]:
    """What a file tells of one language."""
    for kind, told in table.items():
        if isinstance(told, str):
            values: Iterable[tuple[Any, str]] = [(True, told)]
        elif isinstance(told, list):
            values = enumerate(told, start=0 if kind.endswith("weekday") else 1)
        else:
            values = ((_STEPS.get(name, name), words) for name, words in told.items())
        for value, words in values:
            for word in words.split():
                yield from _spellings(word, kind, value)


def _spellings(name: str, kind: str, value: Any) -> Iterator[Sense]:
    word = name.lower().strip(".")
    yield Sense(word, kind, value)
    # letters without accents, where nothing else is written so
    if len(word) > _SHORT and (bare := _without_accents(word)) != word:
        yield Sense(bare, kind, value)


def _without_accents(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.replace("ł", "l").replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _inflected(endings: Mapping[str, str], months: Iterable[Sense]) -> Iterator[Sense]:
    for month in months:
        for case, words in endings.items():
            for ending in words.split():
                yield from _spellings(month.word + ending, "month", month.value)
                yield from _spellings(month.word + ending, "case", case)


def _merged(senses: Iterable[Sense]) -> dict[str, dict[str, Any]]:
    meanings: dict[str, dict[str, Any]] = {}
    disputed: set[str] = set()
    for word, kind, value in senses:
        if meanings.setdefault(word, {}).setdefault(kind, value) != value and kind == "month":
            disputed.add(word)
    for word in disputed:
        del meanings[word]["month"]
    return meanings
