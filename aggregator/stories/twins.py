"""Twins: one news in two languages of a site, known by what its pages link to or by its addresses.

Only within one source, and never by the words: those of two languages have nothing in common.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import combinations

from aggregator.stories.hashing import hash64
from scrapers.identity.language import without_language

APART = timedelta(days=30)
"""Time between the two publications at most; later ones tell what became of it."""
SHARED = 24
"""Articles with one mark at most: a page that more of them lead to is no one's twin."""

_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?:\d\d){0,2}$)\d{3,}$")  # an id; no year, no day
_SEVERAL_WORDS = re.compile(r"[^\W\d_].*[-_]|[-_].*[^\W\d_]")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as one of its site's languages has it.

    ``key`` is that of its address (see ``scrapers.identity``); ``named`` are languages with the
    keys of the addresses that its page names for them.
    """

    id: int
    source: str
    key: str
    language: str | None
    named: frozenset[tuple[str, str]] = frozenset()
    published: datetime | None = None


@lru_cache(maxsize=1 << 10)  # a batch asks three times
def marks(one: Edition) -> frozenset[int]:
    """What twins share at least one of, as signed 64-bit integers (a BIGINT column's range).

    Of its address, of what stays of that in another language, and of the addresses it names.
    """
    keys = (one.key, place(one.key), *(key for _, key in one.named))
    return frozenset(_mark(one, key) for key in keys)


def place(key: str) -> str:
    """What the addresses of twins have in common, from the key of one.

    All but the language; or host, parameters and the last step, if that ends in a number or is of
    several words: sections have names in each language.
    """
    rest, _, query = without_language(key).rest.partition("?")
    host, *steps = rest.split("/")
    last = _ENDING.sub("", steps[-1]) if steps else ""
    number = _NUMBER.search(last)
    if number or _SEVERAL_WORDS.search(last):
        rest = f"{host}/…/{number[0] if number else last}"
    return f"{rest}?{query}"


def twins(
    editions: Iterable[Edition], crowded: Collection[int] = frozenset()
) -> Mapping[tuple[int, int], str]:
    """The twins among ``editions``, as pairs of ids, the lower first, with the word for it.

    ``crowded`` are the marks that more than ``SHARED`` articles have; they count for nothing.
    """
    by_mark: dict[int, list[Edition]] = {}
    for one in editions:
        for mark in marks(one).difference(crowded):
            by_mark.setdefault(mark, []).append(one)
    return {
        (min(a.id, b.id), max(a.id, b.id)): word
        for alike in by_mark.values()
        for a, b in combinations(alike, 2)
        if (word := _twin(a, b, crowded))
    }


def _twin(a: Edition, b: Edition, crowded: Collection[int]) -> str | None:
    if a.source != b.source or a.language is None or b.language in (None, a.language):
        return None
    if a.published and b.published and abs(a.published - b.published) > APART:
        return None
    if _names_another(a, b) or _names_another(b, a):
        return None
    if _names(a, b, crowded) or _names(b, a, crowded):
        return "twin:hreflang"
    return "twin:address" if _paired(a, b, crowded) else None


def _names(one: Edition, other: Edition, crowded: Collection[int]) -> bool:
    named = any(key == other.key for _, key in one.named)
    return named and _mark(other, other.key) not in crowded


def _names_another(one: Edition, other: Edition) -> bool:
    """Whether a page names other pages in the language of ``other``, and not that one."""
    named = {key for language, key in one.named if language == other.language}
    return bool(named) and other.key not in named


def _paired(a: Edition, b: Edition, crowded: Collection[int]) -> bool:
    """Whether two addresses differ by their language, and agree in what does not depend on it."""
    common = place(a.key)
    told = without_language(a.key).language != without_language(b.key).language
    return told and common == place(b.key) and _mark(a, common) not in crowded


def _mark(one: Edition, key: str) -> int:
    said = f"{one.source}\0{key}".encode("utf-8", "surrogatepass")
    return hash64(said)
