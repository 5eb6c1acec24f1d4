"""Attribution: whom one of two texts names as its source, and where, seen from what both share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from aggregator.stories.credit import Credit, Kind
from aggregator.stories.hosts import host_of, same_host
from aggregator.stories.passages import Passage, Run
from aggregator.stories.reading import Reading
from aggregator.stories.tokens import tokenize

# A label over or under a text says whose text it is; the other credits speak of it in a sentence.
LABELS: frozenset[Kind] = frozenset({"source", "host line", "agency", "signature", "link", "relay"})
SENTENCE = 12  # words of a stretch that are a sentence at least
BESIDE = 300  # characters between a passage and the attribution that belongs to it: two sentences


class Attribution(NamedTuple):
    """What one text says of where it has the common passages from.

    ``names`` are the kinds of credit by which it names the other as its source, in a sentence that
    the other has not, or on a label. ``attributes`` says that a sentence of its own beside a
    passage names somebody at all, ``cites`` that it names a source known to us, or a host;
    ``echoes`` that the other has such a sentence too. Labels on lines of their own, which speak of
    a whole text and of no passage, count among ``names`` only.
    """

    names: tuple[Kind, ...]
    attributes: bool
    cites: bool
    echoes: bool


def names_other(credit: Credit, own: Reading, other: Reading) -> bool:
    """Whether ``credit`` in ``own`` names the source of ``other``, and not its own."""
    return own.source != other.source and _names(credit, other) and not _names(credit, own)


def attribution(
    own: Reading,
    other: Reading,
    credits: Sequence[Credit],
    runs: Sequence[Run],
    passages: Sequence[Passage],
    plain: Sequence[Passage],
) -> Attribution:
    """What ``own`` says by its ``credits`` of the ``passages`` that it shares with ``other``.

    ``runs`` are the equal words, with ``own`` as their ``a``; ``plain`` are the passages that not
    both set in quotation marks.
    """
    others = [credit for credit in credits if not _names(credit, own)]
    naming = (
        credit.kind
        for credit in others
        if names_other(credit, own, other)
        and (credit.kind in LABELS or not _is_inside(credit, own, runs))
    )
    sentences = [
        credit
        for credit in others
        if credit.who and (credit.kind not in LABELS or _is_inline(credit, own.text))
    ]
    near = [credit for credit in sentences if _is_near(credit, passages)]
    # what both say frames neither
    inside = [credit for credit in near if _is_inside(credit, own, runs)]
    framing = [credit for credit in near if credit not in inside]
    return Attribution(
        names=tuple(dict.fromkeys(naming)),
        attributes=any(
            credit.kind != "told" or _is_named(credit) or _is_near(credit, plain)
            for credit in framing
        ),
        cites=any(map(_is_named, framing)),
        echoes=any(map(_is_named, inside)),
    )


def _names(credit: Credit, article: Reading) -> bool:
    host = host_of(article.url)
    by_host = credit.host is not None and host is not None and same_host(credit.host, host)
    return credit.source == article.source or by_host


def _is_named(credit: Credit) -> bool:
    return credit.source is not None or credit.host is not None


def _is_near(credit: Credit, passages: Sequence[Passage]) -> bool:
    return any(p.a_start - BESIDE <= credit.start < p.a_end + BESIDE for p in passages)


def _is_inside(credit: Credit, own: Reading, runs: Sequence[Run]) -> bool:
    """Whether both texts have all its words, or begin it with a sentence of them and then part."""
    start, stop = (bisect_left(own.tokens.starts, at) for at in (credit.start, credit.end))
    common = sum(max(0, min(stop, run.a + run.length) - max(start, run.a)) for run in runs)
    begun = (min(stop, run.a + run.length) - start for run in runs if run.a <= start)
    return common >= stop - start or max(begun, default=0) >= SENTENCE


def _is_inline(credit: Credit, text: str) -> bool:
    """Whether a label stands behind a sentence on its line, and speaks of that."""
    before = text[: credit.start].rpartition("\n")[2]
    return len(tokenize(before)) >= SENTENCE
