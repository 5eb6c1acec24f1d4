"""What a reprint or a quoting article adds: the passages that are its own.

An addition is what has no counterpart in the original. Other words for what the original says are
none, nor is what frames a text (see ``frame``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from aggregator.stories.frame import is_frame
from aggregator.stories.leftover import Leftover, taken
from aggregator.stories.marks import Span
from aggregator.stories.passages import Overlap, common
from aggregator.stories.sentences import beginning, sentences
from aggregator.stories.spellings import stem
from aggregator.stories.tokens import Tokens, forms, tokenize

EACH = 400
"""Characters of one passage that are shown at most."""
TOTAL = 600
"""Characters after which no further passage is shown."""
LEFT_OUT = "[…]"
"""Stands at the end of a passage where more of it, or a further passage, is not shown."""

_COMPARED = 500_000  # characters of a text: a book; what follows is not looked at
_KNOWN = 0.5  # of a sentence's telling words: with as many from the original it is an edited one
_KNOWN_OF_OURS = 0.8  # where it says "we": whoever was there himself tells day and place again
_QUESTION = 12  # words of a question that stands alone: it heads what follows
_OURS = re.compile(r"\w+(?:unk|[ae]ink)|we|our|us")  # klaszterünk, tagjaink
_GOES_ON = re.compile(r" ?[–—-] ?[a-záéíóöőúüű]")  # „…” – mondta


class _Sentence(NamedTuple):
    """A sentence; how many of its telling words were taken over, and the words that were not."""

    start: int
    end: int
    taken: int
    own: Sequence[str]


def added(text: str, original: str, titles: Collection[str] = ()) -> tuple[str, ...]:
    """What ``text`` says beyond ``original``: its own passages in order, each on one line.

    The arguments are those of ``own_passages``. A long passage is cut at a sentence (``EACH``), and
    so are many passages (``TOTAL``).
    """
    shown: list[str] = []
    for start, end in own_passages(text, original, titles):
        if sum(map(len, shown)) >= TOTAL:
            return (*shown[:-1], _cut(shown[-1]))
        whole = " ".join(text[start:end].split())
        passage = beginning(whole, EACH)
        shown.append(passage if passage == whole else _cut(passage))
    return tuple(shown)


def own_passages(text: str, original: str, titles: Collection[str] = ()) -> tuple[Span, ...]:
    """Where in ``text`` its own passages stand: offsets (start, end), in order and apart.

    A passage is one or more whole sentences of one paragraph. A sentence that repeats one of
    ``titles`` is not among them. None where nothing is taken over, for then nothing is known.
    """
    if text == original:
        return ()
    tokens, others = tokenize(text[:_COMPARED]), tokenize(original[:_COMPARED])
    overlap = common(tokens.forms, others.forms)
    if not overlap.stretches:
        return ()
    leftover = Leftover(others, overlap.mirrored())
    repeated = {forms(title) for title in titles}
    own = (
        (one.start, one.end)
        for one in _sentences(text[:_COMPARED], tokens, overlap)
        if _is_new(one, leftover)
        and tuple(one.own) not in repeated
        and not is_frame(text[one.start : one.end], len(one.own))
    )
    return tuple(one for one in _joined(text, own) if not _is_heading(text[slice(*one)]))


def _sentences(text: str, tokens: Tokens, overlap: Overlap) -> Iterator[_Sentence]:
    """The sentences of as much of ``text`` as was compared."""
    is_taken = taken(overlap)
    for start, end in _whole(text):
        at, to = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        said = tokens.forms[at:to]
        over = sum(bool(stem(form)) for form in compress(said, is_taken[at:to]))
        own = [form for form, other in zip(said, is_taken[at:to], strict=False) if not other]
        yield _Sentence(start, end, over, own)


def _whole(text: str) -> list[Span]:
    """The sentences of ``text``, each with what a dash continues it with."""
    whole: list[Span] = []
    for start, end in sentences(text):
        goes_on = whole and _GOES_ON.match(text, whole[-1][1])
        whole.append((whole.pop()[0] if goes_on else start, end))
    return whole


def _is_new(sentence: _Sentence, leftover: Leftover) -> bool:
    """Whether a sentence is more than other words for what the original says."""
    own = {stem(form) for form in sentence.own} - {""}
    total = sentence.taken + len(own)
    if sentence.taken >= _KNOWN * total:
        return False
    ours = any(_OURS.fullmatch(form) and form not in leftover.said for form in sentence.own)
    known = sentence.taken + leftover.echo(own, len(sentence.own))
    return known < (_KNOWN_OF_OURS if ours else _KNOWN) * total


def _joined(text: str, own: Iterable[Span]) -> list[Span]:
    """The passages: sentences of one paragraph that follow each other are one."""
    joined: list[Span] = []
    for start, end in own:
        follows = joined and not text[joined[-1][1] : start].strip(" ")
        joined.append((joined.pop()[0] if follows else start, end))
    return joined


def _is_heading(passage: str) -> bool:
    return passage.endswith("?") and len(tokenize(passage)) < _QUESTION


def _cut(passage: str) -> str:
    kept = passage.removesuffix(f" {LEFT_OUT}").removesuffix(" …")
    return f"{kept} {LEFT_OUT}"
