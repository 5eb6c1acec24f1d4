"""Towns and houses that a sentence names as the place of something (``places.toml``). Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from aggregator.occasions.words import Word

_FILE = Path(__file__).with_suffix(".toml")
# "Debrecenben", "Székesfehérváron", "Pécsett", "Kolozsvárt", "Szegedre", "Bécsbe"
_IN = ("ban", "ben", "on", "en", "ön", "n", "ett", "ott", "ött", "t", "ba", "be", "ra", "re")
_LONG = {"á": "a", "é": "e"}
_PREPOSITIONS = frozenset(("in", "at", "v", "ve", "na", "u", "la", "în", "im", "nach"))
_LABEL = re.compile(
    r"\s*(?:a\s+)?(?:(?:rendezvény|esemény)\s+)?(?:helyszíne?|hely|hol|place|venue|location|where"
    r"|ort|wo|veranstaltungsort|miesto(?: konania)?|místo(?: konání)?|kde|loc(?:ul|ația)?|unde"
    r"|mesto|gde)\s*(?::|\?|\n)\s*",
    re.I,
)
_LONGEST = 40
"""Letters of a word beyond which it names no town."""


class Town(NamedTuple):
    """A town by its one name; ``how`` it is told: *in* it, *of* it (debreceni), or *bare*."""

    name: str
    how: Literal["in", "of", "bare"]
    at: int


def towns_in(words: Sequence[Word]) -> Iterator[Town]:
    """The towns that the words name, in order; ``at`` is the place of the (first) word."""
    for at, word in enumerate(words):
        if not word.capital:
            if name := _adjective_s(word):
                yield Town(name, "of", at)
        elif name := _known_at(words, at):
            before = words[at - 1].low if at else ""
            yield Town(name, "in" if before in _PREPOSITIONS else "bare", at)
        elif name := _suffixed(word):
            yield Town(name, "in", at)


def is_label(line: str) -> bool:
    """Whether a line begins with a word for *place* and a colon, or the line before is one."""
    return bool(_LABEL.match(line[:_LONGEST]))


def after_label(line: str) -> str:
    """What a line tells behind its word for *place*."""
    found = _LABEL.match(line[:_LONGEST])
    return line[found.end() :] if found else line


def _known_at(words: Sequence[Word], at: int) -> str | None:
    """The town that one or two words are."""
    one = words[at].text.casefold()
    two = f"{one}_{words[at + 1].text.casefold()}" if at + 1 < len(words) else ""
    return _known().get(two) or _known().get(one)


def _adjective_s(word: Word) -> str | None:
    """The town of an adjective: "debreceni"."""
    told = word.low.endswith("i") and len(word.text) <= _LONGEST
    return _stem(word.low, 1) if told else None


def _suffixed(word: Word) -> str | None:
    """The town in which something is said to be: "Debrecenben"."""
    if len(word.text) > _LONGEST:
        return None
    ends = (end for end in _IN if word.low.endswith(end))
    return next((name for end in ends if (name := _stem(word.low, len(end)))), None)


def _stem(low: str, cut: int) -> str | None:
    """The town of which ``low`` without its last ``cut`` letters is the stem."""
    stem = low[:-cut].rstrip("-")
    short = stem[:-1] + _LONG.get(stem[-1:], stem[-1:])
    return _hungarian().get(stem) or _hungarian().get(short)


@cache
def venue_words() -> tuple[frozenset[str], frozenset[str]]:
    """What houses are called, and which of these words need no name before them."""
    told = _told()
    return frozenset(told["venues"].split()), frozenset(told["whole"].split())


@cache
def _hungarian() -> dict[str, str]:
    """Hungarian names in small letters, and adjectives' stems that no rule makes."""
    told = _told()
    names = (*told["hungary"].split(), *told["abroad"])
    return {name.lower(): name for name in names} | {"egr": "Eger"}


@cache
def _known() -> dict[str, str]:
    """All names in all languages, in small letters."""
    told = _told()
    abroad = ((form, name) for name, forms in told["abroad"].items() for form in forms.split())
    own = ((name, name) for name in (*told["hungary"].split(), *told["abroad"]))
    return {form.casefold(): name for form, name in (*abroad, *own)}


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
