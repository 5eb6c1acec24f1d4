"""Snippet: where a query finds an article, in the article's own spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aggregator.query.tree import Prefix, Query, Words
from aggregator.query.words import Word, words

LENGTH = 240
"""Characters of a snippet, about."""
_BEFORE = 60  # characters that stand before the first hit
_LOOK = 40  # characters in which a piece may end between two words
_READ = 100_000  # characters of a text in which hits are looked for


class Hit(NamedTuple):
    """What a term of the query finds, from ``start`` to ``end`` (character offsets)."""

    start: int
    end: int
    term: int


class Snippet(NamedTuple):
    """A piece of a text on one line; ``marks`` are the hits in it, from and to (offsets)."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The piece in parts, each with whether it is a hit."""
        last = 0
        for start, end in self.marks:
            yield self.text[last:start], False
            yield self.text[start:end], True
            last = end
        yield self.text[last:], False


def hits(text: str, query: Query) -> list[Hit]:
    """Where the words, phrases and prefixes of ``query`` stand in ``text``, in their order."""
    found = list(words(text[:_READ]))
    wanted = [
        (number, term.condition)
        for number, term in enumerate(query.terms)
        if not term.excluded and isinstance(term.condition, Words | Prefix)
    ]
    every = (hit for number, one in wanted for hit in _hits(text, found, one, number))
    return sorted(every)


def snippet(text: str, query: Query, length: int = LENGTH) -> Snippet:
    """The piece of ``text`` with most of the query's terms, the first such; else its beginning."""
    found = hits(text, query)
    first = _best(found, length)
    start = _beginning(text, first.start) if first else 0
    end = _ending(text, start + length)
    piece = re.sub(r"\s", " ", text[start:end])
    before, after = "…" if start else "", "…" if end < len(text.rstrip()) else ""
    moved = len(before) - start
    marks = (
        (hit.start + moved, min(hit.end, end) + moved) for hit in found if start <= hit.start < end
    )
    return Snippet(f"{before}{piece}{after}", tuple(_joined(marks)))


def whole(text: str, query: Query) -> Snippet:
    """All of ``text``, a title, with its hits."""
    return Snippet(text, tuple(_joined((hit.start, hit.end) for hit in hits(text, query))))


def _hits(text: str, found: Sequence[Word], one: Words | Prefix, term: int) -> Iterator[Hit]:
    if isinstance(one, Prefix):
        for word in found:
            if word.stem == one.stem or word.stem.startswith(one.start):
                yield Hit(word.start, word.end, term)
        return
    length = len(one.stems)
    for at in range(len(found) - length + 1):
        if all(found[at + n].stem == stem for n, stem in enumerate(one.stems)):
            yield Hit(found[at].start, found[at + length - 1].end, term)


def _best(found: Sequence[Hit], length: int) -> Hit | None:
    """The hit with which the piece begins that has most different terms, the first such."""
    best, most, end = None, 0, 0
    near: Counter[int] = Counter()  # the terms of the hits from this one on, as far as a piece goes
    for hit in found:
        while end < len(found) and found[end].start < hit.start + length - _BEFORE:
            near[found[end].term] += 1
            end += 1
        if len(near) > most:
            best, most = hit, len(near)
        near[hit.term] -= 1
        if not near[hit.term]:
            del near[hit.term]
    return best


def _beginning(text: str, hit: int) -> int:
    """Where a piece begins that has its first hit here: a sentence or at least a word."""
    earliest = max(hit - _BEFORE, 0)
    if not earliest:
        return 0
    told = text[earliest:hit]
    ends = [found.end() for found in re.finditer(r"[.!?…]\s+|\n+", told)]
    begins = ends[-1:] or [found.end() for found in re.finditer(r"\s+", told)][:1]
    return earliest + begins[0] if begins else hit


def _ending(text: str, end: int) -> int:
    """Where a piece ends that has room up to here: not within a word, unless it is a long one."""
    if end >= len(text):
        return len(text.rstrip())
    gaps = [
        end - _LOOK + found.start() for found in re.finditer(r"\s", text[end - _LOOK : end + 1])
    ]
    if gaps:
        return gaps[-1]
    later = re.search(r"\s|$", text[end : end + _LOOK])
    return end + later.start() if later else end


def _joined(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans, those that overlap as one."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if begun and start < begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun:
            yield begun
        begun = start, end
    if begun:
        yield begun
