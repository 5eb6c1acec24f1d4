"""Where one text has something in place of what the other has: short substitutions, aligned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from aggregator.stories.facts import is_calendar_word
from aggregator.stories.gaps import Gap, gaps
from aggregator.stories.passages import Run
from aggregator.stories.tokens import Token, Tokens

PLACE = 10  # words on either side of one substitution: date, hour and venue together
ANCHOR = 3  # equal words that close a substitution where no run does: two are a common phrase
CONTEXT = 12  # words around a substitution among which a matching one must stand: a clause
TITLE_ALIKE = 0.5  # share of equal words that makes two titles one template: "Klaszternap 2021"
TITLE_WORDS = 60  # words of a title that are looked at; longer ones are not titles
_LINE = 400  # characters in which a line's ends are looked for

# Labels of lines that tell who made or posted a page, and when: not of the event.
_FRAME = re.compile(
    r"\s*(?:\w+\s+){0,2}?(?:közzét|frissít|módosít|feltölt|publikál|létrehoz|beküld|megjelent|szerz"
    r"|forrás|írta|szöveg|kép|fot|fényképe)\w*(?:\s+\w+){0,3}\s*:",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A text and its tokens."""

    text: str
    tokens: Tokens


class Substitution(NamedTuple):
    """Tokens ``a_from:a_to`` of one text stand where ``b_from:b_to`` of the other do."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


def substitutions(a: Said, b: Said, runs: Sequence[Run]) -> Iterator[Substitution]:
    """The short substitutions beside ``runs`` that stand in a clause with matching words.

    Insertions and deletions are none. A line of its own with no matching word but names and dates
    (a dateline, a byline) is no matching surrounding.
    """
    a_same, b_same = bytearray(len(a.tokens)), bytearray(len(b.tokens))
    for run in runs:
        _mark(a_same, b_same, run)
    for gap in gaps(len(a.tokens), len(b.tokens), runs):
        same, places = _aligned(a.tokens, b.tokens, _within_lines(a, b, gap))
        for run in same:
            _mark(a_same, b_same, run)
        for place in places:
            if _in_context(a, place.a_from, place.a_to, a_same) and _in_context(
                b, place.b_from, place.b_to, b_same
            ):
                yield place


def title_substitutions(a: Said, b: Said) -> tuple[list[Substitution], bool]:
    """What differs between two titles, and whether they are mostly equal."""
    a_length, b_length = min(len(a.tokens), TITLE_WORDS), min(len(b.tokens), TITLE_WORDS)
    same, places = _aligned(a.tokens, b.tokens, Gap(0, a_length, 0, b_length))
    equal = sum(run.length for run in same)
    return places, equal > 0 and equal >= TITLE_ALIKE * max(a_length, b_length)


def _within_lines(a: Said, b: Said, gap: Gap) -> Gap:
    """An open gap, closed where both texts begin or end a line: sentences begin and end there."""
    if gap.open_left:
        a_from, b_from = _line_start(a, gap.a_from, gap.a_to), _line_start(b, gap.b_from, gap.b_to)
        if a_from is not None and b_from is not None:
            return replace(gap, a_from=a_from, b_from=b_from, open_left=False)
    if gap.open_right:
        a_to, b_to = _line_end(a, gap.a_from, gap.a_to), _line_end(b, gap.b_from, gap.b_to)
        if a_to is not None and b_to is not None:
            return replace(gap, a_to=a_to, b_to=b_to, open_right=False)
    return gap


def _line_start(said: Said, start: int, stop: int) -> int | None:
    """The last token of ``start:stop`` that begins a line."""
    text, tokens = said
    places = range(stop - 1, start - 1, -1)
    return next((at for at in places if at == 0 or _is_broken(text, tokens, at)), None)


def _line_end(said: Said, start: int, stop: int) -> int | None:
    """Behind the first token of ``start:stop`` that ends a line."""
    tokens = said.tokens
    ends = (at for at in range(start + 1, stop + 1) if at == len(tokens) or _is_broken(*said, at))
    return next(ends, None)


def _is_broken(text: str, tokens: Tokens, at: int) -> bool:
    return "\n" in text[tokens.ends[at - 1] : tokens.starts[at]]


def _mark(a_same: bytearray, b_same: bytearray, run: Run) -> None:
    a_same[run.a : run.a + run.length] = b_same[run.b : run.b + run.length] = b"\1" * run.length


def _aligned(a: Tokens, b: Tokens, gap: Gap) -> tuple[list[Run], list[Substitution]]:
    """The equal runs and the substitutions inside ``gap``, by least edits."""
    left, right = a.forms[gap.a_from : gap.a_to], b.forms[gap.b_from : gap.b_to]
    same = [
        Run(gap.a_from + op.src_start, gap.b_from + op.dest_start, op.src_end - op.src_start)
        for op in Levenshtein.opcodes(left, right)
        if op.tag == "equal"
    ]
    return same, _places(gap, same)


def _places(gap: Gap, same: Sequence[Run]) -> list[Substitution]:
    """What stands between the equal runs; up to an open end only as far as an anchor reaches."""
    marks = [Run(gap.a_from, gap.b_from, 0), *same, Run(gap.a_to, gap.b_to, 0)]
    if gap.open_left or gap.open_right:
        anchors = [at for at, mark in enumerate(marks) if mark.length >= ANCHOR]
        start = anchors[0] if anchors and gap.open_left else 0
        stop = anchors[-1] + 1 if anchors and gap.open_right else len(marks)
        marks = marks[start:stop] if anchors else []
    return [place for one, two in pairwise(marks) for place in _substituted(one, two)]


def _substituted(one: Run, two: Run) -> list[Substitution]:
    place = Substitution(one.a + one.length, two.a, one.b + one.length, two.b)
    short = 0 < place.a_to - place.a_from <= PLACE and 0 < place.b_to - place.b_from <= PLACE
    return [place] if short else []


def _in_context(said: Said, start: int, stop: int, same: bytearray) -> bool:
    """Whether a matching word that is more than a name or a date stands around on the line."""
    text, tokens = said
    begin, end = _line(text, tokens.starts[start], tokens.ends[stop - 1])
    if _FRAME.match(text, begin, end):
        return False
    around = chain(
        range(max(0, start - CONTEXT), start), range(stop, min(len(tokens), stop + CONTEXT))
    )
    return any(
        same[at] and begin <= tokens.starts[at] < end and _is_telling(text, tokens[at])
        for at in around
    )


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the line around ``text[start:end]``, looked for within ``_LINE`` characters."""
    floor = max(0, start - _LINE)
    begin = text.rfind("\n", floor, start) + 1 or floor
    stop = text.find("\n", end, end + _LINE)
    return begin, stop if stop >= 0 else min(len(text), end + _LINE)


def _is_telling(text: str, token: Token) -> bool:
    """A common word, or a label ("Helyszín:"): no name, no number, no month or weekday."""
    first = text[token.start]
    if not first.isalpha() or is_calendar_word(token.form):
        return False
    return (first.islower() and len(token.form) > 2) or text.startswith(":", token.end)
