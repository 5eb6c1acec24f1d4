"""relate(): what two articles are to each other."""

from __future__ import annotations

from collections.abc import Sequence

from aggregator.stories.attribution import names_other
from aggregator.stories.credit import Credit
from aggregator.stories.ending import STUB, without_ending
from aggregator.stories.guard import look
from aggregator.stories.passages import SHORTEST, Overlap, aligned, common, whole
from aggregator.stories.reading import Reading
from aggregator.stories.relation import HOLDING, Relation
from aggregator.stories.rewording import is_reworded
from aggregator.stories.sides import sides
from aggregator.stories.sight import Sight
from aggregator.stories.verdict import Verdict, verdict

_NONE = Verdict("none")
SHORT = 20  # words: "Részletek hamarosan" is no story; below this the titles must agree too


def relate(
    a: Reading,
    b: Reading,
    a_credits: Sequence[Credit] = (),
    b_credits: Sequence[Credit] = (),
) -> Relation:
    """The relation of ``a`` and ``b``, given whom each names as its source.

    ``relate(b, a, …)`` gives the same with the sides exchanged; neither ids nor the order of
    arrival have a part in it.
    """
    if min(len(a.wording), len(b.wording)) < SHORT:
        return _short(a, b)
    if _is_exact(a, b):
        overlap, found = whole(len(a.wording)), Verdict("copy", None, ("exact",))
    else:
        overlap, found = _compared(a, b, (a_credits, b_credits))
    told = _guarded(found, _sight(a, b, overlap))
    if told.kind == "copy" and _are_stubs(a, b):
        told = Verdict("none", None, ("stub",))
    return _relation(a, b, overlap, told)


def _are_stubs(a: Reading, b: Reading) -> bool:
    """Whether a publisher has few words, and the same, under two titles: they tell nothing yet."""
    return _are_brief(a, b) and _is_exact(a, b)


def _are_brief(a: Reading, b: Reading) -> bool:
    """Whether a publisher has two titles, and few words under one: much of that is his page's."""
    of_one = a.source == b.source and a.headline != b.headline
    return of_one and min(len(a.wording), len(b.wording)) < STUB


def _compared(
    a: Reading, b: Reading, credits: tuple[Sequence[Credit], Sequence[Credit]]
) -> tuple[Overlap, Verdict]:
    credited = any(names_other(credit, a, b) for credit in credits[0]) or any(
        names_other(credit, b, a) for credit in credits[1]
    )
    overlap, body = _overlaps(a, b, credited=credited)
    found = verdict(*sides(a, b, credits, body), body) if body.stretches else _NONE
    if found.kind in HOLDING or _are_brief(a, b) or not is_reworded(a, b, overlap):
        ending = ("ending",) if body.stretches != overlap.stretches else ()
        return body, found._replace(words=found.words + ending)
    return _aligned(a, b), Verdict("copy", None, ("reworded",))


def _guarded(found: Verdict, sight: Sight) -> Verdict:
    """The verdict, unless the guard saw another event; with what it saw."""
    words = found.words + tuple(change.word() for change in sight.changes)
    if found.kind in HOLDING and sight.another_event:
        return Verdict("series", None, words)
    return found._replace(words=words)


def _short(a: Reading, b: Reading) -> Relation:
    """Texts of a few words: one article only if the titles agree and one text begins the other."""
    left, right = a.wording, b.wording
    length = min(len(left), len(right))
    titled = a.headline == b.headline != ()
    alike = _commonplaces(a) == _commonplaces(b)
    equal = left == right and (length >= SHORTEST or (alike and (length > 0 or a.left_out != ())))
    teaser = length >= SHORTEST and left[:length] == right[:length]
    if not titled or not (equal or teaser):
        return _relation(
            a, b, Overlap(len(left), len(right), ()), Verdict("none", None, ("short",))
        )
    stretches = whole(length).stretches
    shared = Overlap(len(left), len(right), stretches)
    return _relation(a, b, shared, Verdict("copy", None, ("short", "title")))


def _commonplaces(article: Reading) -> list[int]:
    return [line.hash for line in article.left_out]


def _overlaps(a: Reading, b: Reading, *, credited: bool) -> tuple[Overlap, Overlap]:
    """The common passages: all, and all but a shared ending."""
    if _order(b) < _order(a):
        overlap, body = _overlaps(b, a, credited=credited)
        return overlap.mirrored(), body.mirrored()
    overlap = common(a.wording, b.wording, b.places)
    return overlap, without_ending(a, b, overlap, credited=credited)


def _aligned(a: Reading, b: Reading) -> Overlap:
    if _order(b) < _order(a):
        return aligned(b.wording, a.wording).mirrored()
    return aligned(a.wording, b.wording)


def _sight(a: Reading, b: Reading, overlap: Overlap) -> Sight:
    if _order(b) < _order(a):
        return look(b, a, overlap.mirrored()).mirrored()
    return look(a, b, overlap)


def _order(article: Reading) -> tuple[int, str, str]:
    """An order of any two articles that only what they say decides."""
    return len(article.wording), article.text, article.title


def _is_exact(a: Reading, b: Reading) -> bool:
    return a.wording == b.wording


def _relation(a: Reading, b: Reading, overlap: Overlap, found: Verdict) -> Relation:
    return Relation(
        a_id=a.id,
        b_id=b.id,
        kind=found.kind,
        host_id=found.host.reading.id if found.host else None,
        a_share=overlap.a_share,
        b_share=overlap.b_share,
        passages=tuple(stretch.passage(a.tokens, b.tokens) for stretch in overlap.stretches),
        evidence=found.words,
    )
