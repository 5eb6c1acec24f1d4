"""Words of a sentence, and what the words of a language tell of events (``words.toml``). Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from scrapers.folding import fold

Role = Literal[
    "past",
    "announced",
    "cancelled",
    "conditional",
    "neutral",
    "history",
    "deadline",
    "entry",
    "finish",
]
_ROLES: tuple[Role, ...] = (
    *("cancelled", "conditional", "past", "announced"),
    *("history", "deadline", "finish", "entry", "neutral"),
)
LANGUAGES = ("hu", "en", "de", "sk", "cs", "ro", "sr")
"""The languages whose words are known here."""

_FILE = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"\w+(?:[-‐‑'’]\w+)*")
_SHORTEST_STEM = 3


class Word(NamedTuple):
    """A word as it stands in a sentence, in small letters, and where it stands."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Predicate(NamedTuple):
    """Words ``at`` to ``to`` tell that the day beside them is an event's, or is not."""

    role: Role
    at: int
    to: int


def words_of(text: str) -> list[Word]:
    """The words of ``text`` in order; parts joined by a hyphen are one word."""
    return [Word(match[0], match[0].lower(), *match.span()) for match in _WORD.finditer(text)]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of some languages; ``phrases`` by their first word, or by its stem and a star.

    ``begins`` are the first letters of all phrases, as many as the shortest stem has.
    ``telling`` heads say which event is meant, ``names`` are joined heads that need a capital
    letter, ``others`` words that look like heads, folded; ``vague`` words beside a head and
    ``prefixes`` of one do not tell which event is meant. ``borrowed`` are English heads, which
    stand in names of every language.
    """

    phrases: dict[str, list[tuple[tuple[str, ...], Role]]]
    begins: frozenset[str]
    joined: dict[str, tuple[str, str]]
    alone: dict[str, tuple[str, str]]
    heads: frozenset[str]
    telling: frozenset[str]
    names: frozenset[str]
    others: frozenset[str]
    vague: frozenset[str]
    prefixes: frozenset[str]
    borrowed: frozenset[str]
    general: frozenset[str]
    qualities: frozenset[str]
    joining: frozenset[str]
    days: frozenset[str]
    articles: frozenset[str]
    ordinals: dict[str, int]

    def predicates(self, words: Sequence[Word]) -> list[Predicate]:
        """The predicates among ``words``, the longest at each place."""
        found: list[Predicate] = []
        for at in range(len(words)):
            if found and at < found[-1].to:
                continue
            if best := max(self._at(words, at), key=lambda one: one.to, default=None):
                found.append(best)
        return found

    def is_predicate(self, word: Word) -> bool:
        """Whether a word by itself tells what became of an event, or that it was none."""
        return any(one.role not in ("neutral", "entry", "finish") for one in self._at([word], 0))

    def _at(self, words: Sequence[Word], at: int) -> Iterator[Predicate]:
        low = words[at].low
        if low[:_SHORTEST_STEM] not in self.begins:
            return
        stems = (f"{low[:end]}*" for end in range(len(low), _SHORTEST_STEM - 1, -1))
        for key in (low, *stems):
            for rest, role in self.phrases.get(key, ()):
                to = at + 1 + len(rest)
                if to <= len(words) and all(
                    _fits(part, word.low)
                    for part, word in zip(rest, words[at + 1 : to], strict=True)
                ):
                    yield Predicate(role, at, to)


@cache
def vocabulary(languages: tuple[str, ...]) -> Vocabulary:
    """The words of ``languages``, as far as they are known here."""
    told = [_all()[language] for language in languages if language in _all()]
    phrases = _phrases(told)
    return Vocabulary(
        phrases=phrases,
        begins=frozenset(first[:_SHORTEST_STEM] for first in phrases),
        joined=_pairs(told, "joined") | _pairs(told, "names") | _pairs(told, "general"),
        alone=_pairs(told, "alone") | _pairs(told, "telling"),
        telling=frozenset(_pairs(told, "telling")),
        borrowed=_set([_all()["en"]], "heads"),
        names=frozenset(base for base, _ in _pairs(told, "names").values()),
        others=frozenset(map(fold, _set(told, "others"))),
        vague=_set(told, "vague"),
        prefixes=_set(told, "prefixes"),
        heads=_set(told, "heads") | _set(told, "general"),
        general=_set(told, "general") | frozenset(_pairs(told, "general")),
        qualities=_set(told, "qualities"),
        joining=_set(told, "joining"),
        days=_set(told, "days"),
        articles=_set(told, "articles"),
        ordinals={word: number for one in told for word, number in one["ordinals"].items()},
    )


def _fits(part: str, low: str) -> bool:
    return low.startswith(part[:-1]) if part.endswith("*") else low == part


def _phrases(told: Iterable[dict[str, Any]]) -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    phrases: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for one in told:
        for role in _ROLES:
            for phrase in one.get(role, ()):
                first, *rest = phrase.split()
                phrases.setdefault(first, []).append((tuple(rest), role))
    return phrases


def _pairs(told: Iterable[dict[str, Any]], kind: str) -> dict[str, tuple[str, str]]:
    """Heads with their possessed form, by their spelling without accents."""
    pairs = (pair.split("/") for one in told for pair in one.get(kind, "").split() if "/" in pair)
    return {fold(base): (base, possessed) for base, possessed in pairs}


def _set(told: Iterable[dict[str, Any]], kind: str) -> frozenset[str]:
    return frozenset(word for one in told for word in one.get(kind, "").split() if "/" not in word)


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
