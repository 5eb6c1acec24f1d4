"""The words of a text as search sees them: where each stands, and its stem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, islice
from typing import NamedTuple
from unicodedata import normalize

from aggregator.query.stemming import stem

# letters and digits, with what may stand within a word unseen: accents of their own, soft hyphens,
# zero-width characters
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_]+(?:[{_UNSEEN}][^\W_]*)*")
_NOT_PLAIN = re.compile("[^0-9a-z]")
_JOINTS = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

IN_TITLE = 1_000
IN_TEXT = 15_000
"""Words of a title and of a text that are searched; PostgreSQL counts to 16,383."""
OF_ONE = 255
"""Places of one word in a document that are kept; PostgreSQL keeps 256."""
IN_ALL = 500_000
"""Bytes of all words of a text that are searched; PostgreSQL keeps twice as many."""
FILLER = "·"
"""Holds the place of what is not kept; no word, so that no query finds it."""


class Word(NamedTuple):
    """A word of a text, from ``start`` to ``end`` (character offsets)."""

    start: int
    end: int
    stem: str


class Terms(NamedTuple):
    """What a document is found by: the stems of its title and of its text, and its facets."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    facets: tuple[str, ...]

    @property
    def digest(self) -> str:
        """All of it in short."""
        said = "\n".join(map(" ".join, self))
        return blake2b(said.encode(), digest_size=16).hexdigest()


def words(text: str) -> Iterator[Word]:
    """Every word of ``text``; what is joined by a hyphen or an apostrophe is several."""
    for found in _WORD.finditer(text):
        if told := _stem(found[0]):
            yield Word(found.start(), found.end(), told)


def spelled(word: str) -> str:
    """A word as it is seen: without what stands within it unseen, in composed letters."""
    return word if word.isascii() else normalize("NFC", _JOINTS.sub("", word))


def different_words(texts: Iterable[str]) -> dict[str, str]:
    """The stem of every word of these texts, by how it stands there, in no order."""
    found: set[str] = set()
    for text in texts:
        found.update(_WORD.findall(text))
    return {word: told for word in found if (told := _stem(word))}


def stems(text: str, most: int = IN_TEXT) -> tuple[str, ...]:
    """The stems of the first words of ``text``, letters and digits only."""
    found = list(islice(filter(None, map(_stem, _WORD.findall(text))), most))
    if sum(map(len, found)) * 4 > IN_ALL:  # bytes of a letter, at most
        ends = accumulate(len(one.encode()) for one in found)
        found = [one for one, end in zip(found, ends, strict=True) if end <= IN_ALL]
    return tuple(found)


def terms(title: str, text: str, facets: Iterable[str]) -> Terms:
    """What a document is found by, with every word at the same place whatever the database."""
    seen: Counter[str] = Counter()
    in_title = _thinned(stems(title, IN_TITLE), seen)
    return Terms(in_title, _thinned(stems(text), seen), tuple(sorted(facets)))


def facet(name: str, value: str) -> str:
    """A property of a document as one word that no text has: *§language§hu*.

    Another value is another word. Signs, and capitals, which not every index tells from small
    letters, are written by their number: *§source§in·2d·form*.
    """
    return f"§{name}§{_NOT_PLAIN.sub(lambda found: f'·{ord(found[0]):x}·', value)}"


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    told = stem(word if word.isalnum() else _JOINTS.sub("", word))
    # a sign may come apart into several: ½ into 1⁄2
    return told if told.isalnum() else "".join(filter(str.isalnum, told))


def _thinned(stems: tuple[str, ...], seen: Counter[str]) -> tuple[str, ...]:
    """Stems, each as often as is kept of it beside those ``seen`` before."""
    before = seen.copy()
    seen.update(stems)
    if max(seen.values(), default=0) <= OF_ONE:
        return stems
    kept = []
    for one in stems:
        before[one] += 1
        kept.append(one if before[one] <= OF_ONE else FILLER)
    while kept and kept[-1] == FILLER:
        kept.pop()
    return tuple(kept)
