"""Rewording: a desk's copy, in which every sentence is put otherwise and all is still said.

Such a text shares few runs of words with its source, or none; but half of its words, all over the
text and nearly in the same order, and what it tells. Measured on labelled pairs, the words outside
the common passages tell it apart: copies have 24 to 89 % of them in common, 20 % and more in order;
who quotes, tells of the same event or has the same "about us" has 9 % in order at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import LCSseq

from aggregator.stories.facts import facts
from aggregator.stories.passages import Overlap
from aggregator.stories.reading import Reading
from aggregator.stories.spellings import stem

MOST = 0.5  # of the words of the longer text that the other has too
OUTSIDE = 0.22  # of the words outside the common passages, in both texts
IN_ORDER = 0.18  # of these, in both texts in the same order
LEAST = 12  # words outside the common passages: with fewer the passages tell all
AGREED = 0.8  # of the names, days and figures of the text with fewer: else they are two news
OTHERWISE = 0.5  # words outside in common with which a list that became prose
LISTED = 0.6  # may have them otherwise
LONGEST = 5000  # tokens of a text: aligning takes their product
POSSIBLE = 0.25  # of the tokens, as they stand, without which no share of stems can be enough


def is_reworded(a: Reading, b: Reading, overlap: Overlap) -> bool:
    """Whether each of two texts says what the other says, in words that mostly are the same.

    ``overlap`` are their common passages, shared endings included.
    """
    if not _is_possible(a, b):
        return False
    a_all, b_all = (_stems(one, range(len(one.tokens))) for one in (a, b))
    if _shared(a_all, b_all) < MOST:
        return False
    a_own = _stems(a, _outside(overlap.a_length, (s.a_span for s in overlap.stretches)))
    b_own = _stems(b, _outside(overlap.b_length, (s.b_span for s in overlap.stretches)))
    if min(len(a_own), len(b_own)) < LEAST:
        return False
    in_order = LCSseq.similarity(a_own, b_own) / max(len(a_own), len(b_own))
    outside = _shared(a_own, b_own)
    if outside < OUTSIDE or in_order < IN_ORDER:
        return False
    return _agreed(a, b) >= (LISTED if outside >= OTHERWISE else AGREED)


def _is_possible(a: Reading, b: Reading) -> bool:
    """A look at the wordings alone, which spares most pairs the rest."""
    if max(len(a.wording), len(b.wording)) > LONGEST:
        return False
    a_words, b_words = set(a.wording), set(b.wording)
    return len(a_words & b_words) >= POSSIBLE * max(len(a_words), len(b_words), 1)


def _stems(article: Reading, positions: Iterable[int]) -> list[str]:
    forms = (article.tokens.forms[at] for at in positions)
    return [one for form in forms if form[0].isalpha() and (one := stem(form))]


def _outside(length: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    inside = bytearray(length)
    for start, stop in spans:
        inside[start:stop] = b"\1" * (stop - start)
    return [at for at, covered in enumerate(inside) if not covered]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of different words that both have, of the text that has more of them."""
    words, others = set(one), set(other)
    return len(words & others) / max(len(words), len(others), 1)


def _agreed(a: Reading, b: Reading) -> float:
    """The share of what the text with fewer names, days and figures tells that both tell."""
    told, others = _told(a), _told(b)
    return len(told & others) / fewer if (fewer := min(len(told), len(others))) else 1.0


def _told(article: Reading) -> set[tuple[str, str]]:
    found = facts(article.text, article.tokens, 0, len(article.tokens))
    return {(kind, stem(value) or value if kind == "name" else value) for kind, value in found}
