"""A side of a comparison: how much of it the other covers, and what it says of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aggregator.stories.align import TITLE_WORDS
from aggregator.stories.attribution import SENTENCE, Attribution, attribution
from aggregator.stories.credit import Credit
from aggregator.stories.marks import Span, is_quoted
from aggregator.stories.passages import Overlap, Passage, Run, Stretch
from aggregator.stories.reading import Reading

SOLID = 20  # words of a stretch that begins what is taken over: longer than any phrase
HEADLINE = 3  # words of a headline that is known again in a text
NEAR = 4  # words that may stand between a headline and the text under it
MARKED = 0.7  # of a passage that has to stand in quotation marks, and must not on the other side


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared articles.

    ``share`` (0 to 1) says how much of it the other covers; ``own`` (tokens) and ``own_share`` how
    much stands outside the common passages, ``head`` (tokens) how much of it before the first, but
    for its own title.

    ``says`` is what it says of where it has that from; ``marks`` that it sets in quotation marks
    what is the other's plain text, ``headed`` that the other's headline stands over or under the
    passage within it, as at an item of a digest, ``titled`` that both have the same title.
    """

    letter: Literal["a", "b"]
    reading: Reading
    share: float
    own: int
    own_share: float
    head: int
    says: Attribution
    marks: bool
    headed: bool
    titled: bool


def sides(
    a: Reading,
    b: Reading,
    credits: tuple[Sequence[Credit], Sequence[Credit]],
    overlap: Overlap,
) -> tuple[Side, Side]:
    """Both sides of the comparison of ``a`` with ``b``, which have at least one common stretch.

    ``credits`` are a's, then b's.
    """
    turned = overlap.mirrored()
    return _side("a", (a, b), credits[0], overlap), _side("b", (b, a), credits[1], turned)


def _side(
    letter: Literal["a", "b"],
    readings: tuple[Reading, Reading],
    credits: Sequence[Credit],
    overlap: Overlap,
) -> Side:
    """The side of the first of ``readings``; ``overlap`` has it as its ``a``."""
    own, other = readings
    passages = [stretch.passage(own.tokens, other.tokens) for stretch in overlap.stretches]
    marks, others_marks = own.marked, other.marked
    marked = [(is_quoted(marks, p.a_start), is_quoted(others_marks, p.b_start)) for p in passages]
    # what both set in marks are the words of a third: who told them is no source of the text
    plain = [p for p, both in zip(passages, marked, strict=True) if not all(both)]
    alone = overlap.a_length - overlap.a_spanned
    says = attribution(own, other, credits, overlap.runs, passages, plain)
    return Side(
        letter=letter,
        reading=own,
        share=overlap.a_share,
        own=alone,
        own_share=alone / overlap.a_length,
        head=_head(own, overlap, attributes=says.attributes),
        says=says,
        marks=_is_marked(overlap, passages, marks, others_marks),
        headed=_is_headed(own, other, overlap),
        titled=own.headline == other.headline != (),
    )


def _is_headed(own: Reading, other: Reading, overlap: Overlap) -> bool:
    """Whether the other's headline stands right before or right behind what is in common."""
    title = other.headline[:TITLE_WORDS]
    solid = [one.a_span for one in overlap.stretches if one.matched >= SENTENCE]
    if len(title) < HEADLINE or other.headline == own.headline or not solid or solid[0][0] == 0:
        return False
    start, stop = solid[0][0], solid[-1][1]
    reach = len(title) + NEAR
    around = range(max(0, start - reach), start + len(title)), range(stop, stop + reach)
    return any(_has(own, places, title) for places in around)


def _has(own: Reading, places: range, title: Sequence[str]) -> bool:
    """Whether a title stands at some of these tokens, and not as a part of an address."""
    return any(True for _ in _found(own, places, title))


def _found(own: Reading, places: range, title: Sequence[str]) -> Iterator[range]:
    """Where it stands."""
    words, wanted = own.tokens.forms[places.start : places.stop], [*title]
    for at in range(len(words) - len(wanted) + 1):
        if words[at : at + len(wanted)] == wanted:
            first = places.start + at
            last = first + len(wanted) - 1
            if any(map(str.isspace, own.text[own.tokens.starts[first] : own.tokens.ends[last]])):
                yield range(first, last + 1)


def _is_marked(
    overlap: Overlap, passages: Sequence[Passage], own: Sequence[Span], others: Sequence[Span]
) -> bool:
    """Whether the first sentence in common stands in marks here, and not so there.

    Later ones may be of a speech inside; and a speech at its beginning is marked on both sides.
    One short sentence is a saying, which anybody may quote from anywhere.
    """
    pairs = zip(overlap.stretches, passages, strict=True)
    said = [(one, passage) for one, passage in pairs if one.matched >= SENTENCE]
    if sum(one.matched for one, _ in said) < SOLID:
        return False
    first = said[0][1]
    here = _covered(own, first.a_start, first.a_end)
    return here >= MARKED and _covered(others, first.b_start, first.b_end) <= 1 - MARKED


def _covered(spans: Sequence[Span], start: int, stop: int) -> float:
    """The share of ``start:stop`` that lies in ``spans``."""
    inside = sum(max(0, min(stop, end) - max(start, begin)) for begin, end in spans)
    return inside / (stop - start)


def _head(own: Reading, overlap: Overlap, *, attributes: bool) -> int:
    """Tokens of ``own`` before the first solid stretch that lie in no stretch.

    Who ``attributes`` what is in common to somebody may put a sentence of it first, alone.
    A phrase in the opening sentences that also stands somewhere in the other text does not make
    them the other's; and a title that a page repeats over its text opens nothing.
    """
    solid = min(SOLID, max(stretch.matched for stretch in overlap.stretches))
    first = next(
        at
        for at, one in enumerate(overlap.stretches)
        if one.matched >= solid or (_begins(one) and not attributes)
    )
    before = replace(overlap, stretches=overlap.stretches[:first])
    start = overlap.stretches[first].a_span[0]
    title = own.headline[:TITLE_WORDS]
    if len(title) >= HEADLINE:
        over = _found(own, range(min(start, len(title) + NEAR)), title)
        before = replace(before, stretches=(*before.stretches, *map(_as_stretch, over)))
    return max(0, start - before.a_spanned)


def _as_stretch(places: range) -> Stretch:
    """To be counted with the others, each word once."""
    return Stretch((Run(places.start, places.start, len(places)),))


def _begins(stretch: Stretch) -> bool:
    """Whether it is the sentence with which both texts begin."""
    return stretch.matched >= SENTENCE and max(stretch.a_span[0], stretch.b_span[0]) < SENTENCE
