"""A side of a comparison: how much of it the other covers, and what it says of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aggregator.stories.credit import Credit, Kind
from aggregator.stories.hosts import host_of, same_host
from aggregator.stories.marks import is_quoted, quoted_passages
from aggregator.stories.passages import Overlap, Passage, Run
from aggregator.stories.reading import Reading
from aggregator.stories.tokens import forms, tokenize

# A label over or under a text says whose text it is; the other credits speak of it in a sentence.
LABELS: frozenset[Kind] = frozenset({"source", "host line", "agency", "signature", "link", "relay"})
SOLID = 20  # words of a stretch that begins what is taken over: longer than any phrase
SENTENCE = 12  # words of a stretch that are a sentence at least
HEADLINE = 3  # words of a headline that is known again in a text
NEAR = 4  # words that may stand between a headline and the text under it
BESIDE = 300  # characters between a passage and the attribution that belongs to it: two sentences


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared articles.

    ``share`` (0 to 1) says how much of it the other covers; ``own`` (tokens) and ``own_share`` how
    much stands outside the common passages, ``head`` (tokens) how much of it before the first.

    ``names`` are the kinds of credit by which it names the other as its source. ``attributes`` says
    that a sentence of its own beside a passage names somebody at all; ``cites`` that a sentence in
    or beside a passage names a source known to us, or a host. Labels, which speak of a whole text
    and of no passage, count among ``names`` only. ``marks`` says that it sets in quotation marks
    what is the other's plain text.
    """

    letter: Literal["a", "b"]
    reading: Reading
    share: float
    own: int
    own_share: float
    head: int
    names: tuple[Kind, ...]
    attributes: bool
    cites: bool
    marks: bool
    headed: bool


def names_other(credit: Credit, own: Reading, other: Reading) -> bool:
    """Whether ``credit`` in ``own`` names the source of ``other``, and not its own."""
    return own.source != other.source and _names(credit, other) and not _names(credit, own)


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
    others = [credit for credit in credits if not _names(credit, own)]
    naming = tuple(credit.kind for credit in others if names_other(credit, own, other))
    sentences = [
        credit
        for credit in others
        if credit.who and (credit.kind not in LABELS or _is_inline(credit, own.text))
    ]
    near = [credit for credit in sentences if _is_near(credit, passages)]
    marks, others_marks = (quoted_passages(one.text, one.quotations) for one in readings)
    marked = [(is_quoted(marks, p.a_start), is_quoted(others_marks, p.b_start)) for p in passages]
    # what both set in marks are the words of a third: who told them is no source of the text
    plain = [p for p, both in zip(passages, marked, strict=True) if not all(both)]
    alone = overlap.a_length - overlap.a_spanned
    return Side(
        letter=letter,
        reading=own,
        share=overlap.a_share,
        own=alone,
        own_share=alone / overlap.a_length,
        head=_head(overlap),
        names=tuple(dict.fromkeys(naming)),
        attributes=any(
            not _is_inside(credit, own, overlap.runs)
            and (credit.kind != "told" or _is_named(credit) or _is_near(credit, plain))
            for credit in near
        ),
        cites=any(_is_named(credit) for credit in near),
        marks=_first(overlap, marked) == (True, False),
        headed=_is_headed(own, other, overlap),
    )


def _is_headed(own: Reading, other: Reading, overlap: Overlap) -> bool:
    """Whether the words before the first sentence in common end in the other's headline."""
    title = forms(other.title)
    if len(title) < HEADLINE or title == forms(own.title):
        return False
    start = next((one.a_span[0] for one in overlap.stretches if one.matched >= SENTENCE), 0)
    around = own.tokens[max(0, start - len(title) - NEAR) : start + len(title)]
    words = [token.form for token in around]
    places = range(len(words) - len(title) + 1)
    return start > 0 and any(tuple(words[at : at + len(title)]) == title for at in places)


def _first(overlap: Overlap, marked: Sequence[tuple[bool, bool]]) -> tuple[bool, bool]:
    """The marks before the first passage of a sentence: later ones may be of a speech inside."""
    pairs = zip(overlap.stretches, marked, strict=True)
    return next((marks for one, marks in pairs if one.matched >= SENTENCE), (False, False))


def _head(overlap: Overlap) -> int:
    """Tokens of ``a`` before the first solid stretch that lie in no stretch.

    A phrase in the opening sentences that also stands somewhere in the other text does not make
    them the other's.
    """
    solid = min(SOLID, max(stretch.matched for stretch in overlap.stretches))
    first = next(at for at, one in enumerate(overlap.stretches) if one.matched >= solid)
    before = replace(overlap, stretches=overlap.stretches[:first])
    return max(0, overlap.stretches[first].a_span[0] - before.a_spanned)


def _names(credit: Credit, article: Reading) -> bool:
    host = host_of(article.url)
    by_host = credit.host is not None and host is not None and same_host(credit.host, host)
    return credit.source == article.source or by_host


def _is_named(credit: Credit) -> bool:
    return credit.source is not None or credit.host is not None


def _is_near(credit: Credit, passages: Sequence[Passage]) -> bool:
    return any(p.a_start - BESIDE <= credit.start < p.a_end + BESIDE for p in passages)


def _is_inside(credit: Credit, own: Reading, runs: Sequence[Run]) -> bool:
    """Whether both texts say it: then it frames neither."""
    positions = [
        at for at, token in enumerate(own.tokens) if credit.start <= token.start < credit.end
    ]
    return all(any(run.a <= at < run.a + run.length for run in runs) for at in positions)


def _is_inline(credit: Credit, text: str) -> bool:
    """Whether a label stands behind a sentence on its line, and speaks of that."""
    before = text[: credit.start].rpartition("\n")[2]
    return len(tokenize(before)) >= SENTENCE
