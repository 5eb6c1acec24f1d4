"""The shared ending: an organisation signs whatever it says with the same "about us"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aggregator.stories.passages import Overlap, Stretch
from aggregator.stories.reading import Reading

LOOSE = 12  # words that may stand behind or between ending stretches: a contact, a date, a credit
OWN = 12  # differing words before the ending on both sides: about a sentence of other news
BULK = 0.8  # an ending that is this much of both texts is the news itself under another lead
HALF = 0.5  # of both texts: enough where the ending is several paragraphs
PARAGRAPHS = 3  # paragraphs of an ending that no "about us" has
SENTENCE = 12  # words that make a line a paragraph, and not a heading, a name or a telephone number
STUB = 80  # words that a publisher sets under two titles: "details follow", and about himself
QUOTED = 0.3  # of either text: enough where one credits the other, for a quotation may end it too


def without_ending(a: Reading, b: Reading, overlap: Overlap, *, credited: bool) -> Overlap:
    """``overlap`` without the stretches that only close both texts behind different news.

    An ending is struck out only where most of what stands before it differs on both sides, so that
    the last paragraphs of a copy stay; and it stays where it is the bulk of both texts (only the
    lead was rewritten) or, if one text is ``credited`` by the other, a fair part of one.
    """
    ending = _ending(overlap)
    body = replace(
        overlap, stretches=tuple(stretch for stretch in overlap.stretches if stretch not in ending)
    )
    # nobody publishes the same news twice under two titles, however little of it is news
    another = a.source == b.source and a.headline != b.headline
    if not ending or not _is_other_news(body, ending, another=another):
        return overlap
    tail = replace(overlap, stretches=ending)
    if credited and max(tail.a_share, tail.b_share) >= QUOTED:
        return overlap
    return overlap if not another and _is_bulk(a, b, tail) else body


def _ending(overlap: Overlap) -> tuple[Stretch, ...]:
    """The stretches from which both texts run to their ends together, the last one first."""
    a_end, b_end = overlap.a_length, overlap.b_length
    found: list[Stretch] = []
    for stretch in reversed(overlap.stretches):
        (a_from, a_to), (b_from, b_to) = stretch.a_span, stretch.b_span
        if not (0 <= a_end - a_to <= LOOSE and 0 <= b_end - b_to <= LOOSE):
            break
        found.append(stretch)
        a_end, b_end = a_from, b_from
    return tuple(found)


def _is_other_news(body: Overlap, ending: Sequence[Stretch], *, another: bool) -> bool:
    """Whether most of what stands before the ending differs on both sides, at least a sentence.

    Half a sentence is enough in ``another`` article of one source; and hardly a word on the side of
    a stub, if the other has a sentence.
    """
    before = ((body.a_covered, ending[-1].a_span[0]), (body.b_covered, ending[-1].b_span[0]))
    differing = [length - covered for covered, length in before]
    if any(words < length / 2 for words, (_, length) in zip(differing, before, strict=True)):
        return False
    is_stub = another and min(body.a_length, body.b_length) < STUB and max(differing) >= OWN
    return is_stub or min(differing) >= (OWN // 2 if another else OWN)


def _is_bulk(a: Reading, b: Reading, tail: Overlap) -> bool:
    share = min(tail.a_share, tail.b_share)
    if share < HALF:
        return False
    a_from, b_from = tail.stretches[-1].a_span[0], tail.stretches[-1].b_span[0]
    paragraphs = max(_paragraphs(a, a_from), _paragraphs(b, b_from))
    return share >= BULK or paragraphs >= PARAGRAPHS


def _paragraphs(article: Reading, start: int) -> int:
    """How many lines of at least a sentence there are from token ``start`` on."""
    words, found = 0, 0
    tokens = article.tokens
    end = tokens.starts[start]
    for at in range(start, len(tokens)):
        if "\n" in article.text[end : tokens.starts[at]]:
            found += words >= SENTENCE
            words = 0
        words, end = words + 1, tokens.ends[at]
    return found + (words >= SENTENCE)
