"""The verdict on two texts with common passages: a copy, one inside the other, a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aggregator.stories.attribution import LABELS, SENTENCE
from aggregator.stories.days import is_earlier
from aggregator.stories.passages import Overlap
from aggregator.stories.relation import Kind
from aggregator.stories.sides import SOLID, Side

MOSTLY = 0.6  # of both texts: a copy; edited ones keep as much, two accounts of one event less
ALMOST = 0.7  # of the larger text, if it opens with own words: with less it has two subjects
WHOLLY = 0.8  # of the smaller text: it is inside the other, but for a headline, a date, a credit
OPENING = 12  # own words before the first passage: the text opens with a sentence of its own
BEGINNING = 0.4  # of a text that begins as another of the same title does
FRAME = 20  # own words of a host: two short sentences; a reprint's credit line has fewer
OWN_ARTICLE = 0.4  # own share that makes an article of one's own, wherever the quotation stands
OTHER_ITEMS = 0.6  # own share of a digest, where it names the source of the item
PIECE = 0.25  # of an article that is more than an item of a digest
FIRST_ITEM = 0.25  # own share of a digest that opens with another item
LONG_RUN = 60  # common words in one stretch: longer than a phrase, and than most an "about us"
LONG_SHARE = 0.5  # of one of the texts that must be common for such a stretch to be a quotation
PART = 0.1  # of one of the texts that is quoted, where no sentence names the other's source
SOME_WORDS = 20  # common words that relate two texts: more than a sentence


class Verdict(NamedTuple):
    """The kind, the side that holds the other where there is one, and the words for it."""

    kind: Kind
    host: Side | None = None
    words: tuple[str, ...] = ()


def verdict(a: Side, b: Side, overlap: Overlap) -> Verdict:
    """What ``a`` and ``b`` are to each other by their common passages and credits.

    The same for ``b`` and ``a``: whatever has no direction of its own is decided by the texts.
    """
    outer, inner = sorted((a, b), key=lambda side: (side.share, -side.own, side.reading.text))
    if _longest(overlap) >= SENTENCE:
        both = ((outer, inner), (inner, outer))
        digest = next((side for side, other in both if _has_as_item(side, other)), None)
        if digest:
            return Verdict("contains", digest, ("item", *_naming(digest)))
        hosts = [side for side in (outer, inner) if _quotes(side, overlap)]
        naming = any(_names_other(side, overlap) for side in hosts)
        if not naming and all(side.says.echoes and _opens(side) for side in (outer, inner)):
            return Verdict("related", None, _saying(outer) + _saying(inner))
        if hosts:
            return _quoted(hosts, overlap)
    if outer.share >= MOSTLY and not _is_embedded(inner, outer):
        return Verdict("copy", None, _naming(inner) + _naming(outer))
    if inner.share >= WHOLLY:
        return _inside(inner, outer)
    if _is_teaser(inner, outer):
        return Verdict("copy", None, ("start", "title"))
    return _partly(inner, outer, overlap)


def _quotes(side: Side, overlap: Overlap) -> bool:
    """Whether the side says in an article of its own that it takes up another's words.

    A shortened reprint with a credit begins where its source begins; a quoting article begins with
    its own words, or is to a good part its own. Whom it cites need not be the other: that may be
    a reprint of what it quotes, if that is more than a sentence, which both may have from anywhere.
    Quotation marks say it without any name.
    """
    names, cites = _names_other(side, overlap), side.says.cites and _longest(overlap) >= SOLID
    if side.own < FRAME or not (names or cites or side.marks):
        return False
    if _opens(side) and (side.marks or cites or _names_in_words(side)):
        return True
    return (names or side.marks) and side.own_share >= OWN_ARTICLE


def _opens(side: Side) -> bool:
    """Whether it opens with words of its own."""
    return side.head >= OPENING and side.own >= FRAME


def _has_as_item(side: Side, other: Side) -> bool:
    """Whether the other is an item in it, under its own headline, or the beginning of one.

    Who has all of one article in a longer one of his own may set its headline over it, too.
    """
    whole = other.share >= WHOLLY
    if not side.headed or (whole and side.share >= PIECE):
        return False
    if side.says.names:
        return side.own_share >= OTHER_ITEMS
    return side.own_share >= (FIRST_ITEM if _opens(side) else OWN_ARTICLE)


def _quoted(hosts: Sequence[Side], overlap: Overlap) -> Verdict:
    """One or both quote: the other, or both the same third."""
    naming = [side for side in hosts if _names_other(side, overlap)]
    if len(hosts) > 1 and not naming:
        return Verdict("related", None, _saying(hosts[0]) + _saying(hosts[1]))
    host, *others = naming or hosts
    if others and is_earlier(host.reading, others[0].reading):
        host = others[0]
    return Verdict("quotes", host, _naming(host) or _saying(host))


def _is_embedded(inner: Side, outer: Side) -> bool:
    """Whether ``inner`` as a whole stands in the midst of an article that opens otherwise."""
    behind = outer.own - outer.head
    midst = outer.head >= OPENING and behind >= OPENING
    return inner.share >= WHOLLY and outer.share < ALMOST and midst


def _is_teaser(inner: Side, outer: Side) -> bool:
    """Whether one has how the other begins, under the same title: the rest of it is its page's."""
    return inner.titled and inner.share >= BEGINNING and outer.head < OPENING


def _inside(inner: Side, outer: Side) -> Verdict:
    """``inner`` stands wholly in ``outer``: shortened from it, or taken up by it."""
    if inner.says.names:
        return Verdict("copy", None, _naming(inner))
    is_piece = outer.headed and outer.own_share >= OWN_ARTICLE
    if not is_piece and inner.head < OPENING and outer.head < OPENING:
        return Verdict("copy", None, ("start",))
    if outer.says.attributes:
        return Verdict("quotes", outer, _saying(outer))
    return Verdict("contains", outer)


def _partly(inner: Side, outer: Side, overlap: Overlap) -> Verdict:
    """Neither holds the other: a quotation of a part, or only some common words."""
    longest = _longest(overlap)
    speaking = [
        side
        for side in (outer, inner)
        # who names somebody else beside a phrase of a few words does not quote this
        if _names_other(side, overlap) or (side.says.attributes and _is_part(overlap))
    ]
    if len(speaking) == 1 and longest >= SENTENCE:
        host = speaking[0]
        return Verdict("quotes", host, _naming(host) or _saying(host))
    # a publisher who repeats his own paragraphs quotes nobody
    foreign = outer.reading.source != inner.reading.source
    if foreign and not speaking and longest >= LONG_RUN and inner.share >= LONG_SHARE:
        host = inner if is_earlier(outer.reading, inner.reading) else outer
        return Verdict("quotes", host, ("long",))
    some = longest >= SENTENCE and max(overlap.a_covered, overlap.b_covered) >= SOME_WORDS
    return Verdict("related" if some else "none")


def _names_other(side: Side, overlap: Overlap) -> bool:
    """Whether it names the other as the source of what they have in common.

    A label over or under a text speaks of all of it, and of no single sentence.
    """
    return _names_in_words(side) or (bool(side.says.names) and _is_part(overlap))


def _names_in_words(side: Side) -> bool:
    return not LABELS.issuperset(side.says.names)


def _is_part(overlap: Overlap) -> bool:
    """Whether more than a sentence is in common, and a tenth of one of the texts."""
    return _longest(overlap) >= SOLID and max(overlap.a_share, overlap.b_share) >= PART


def _longest(overlap: Overlap) -> int:
    return max(stretch.matched for stretch in overlap.stretches)


def _naming(side: Side) -> tuple[str, ...]:
    return tuple(f"credit:{side.letter}:{kind.replace(' ', '-')}" for kind in side.says.names)


def _saying(side: Side) -> tuple[str, ...]:
    return (f"{'marks' if side.marks else 'attribution'}:{side.letter}",)
