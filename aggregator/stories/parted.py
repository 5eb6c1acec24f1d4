"""Why related articles are in two stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from aggregator.stories.hosting import FAIR_SHARE, ITS_SHARE, MOST, Hosting, digests, divided
from aggregator.stories.original import TEASER
from aggregator.stories.relation import HOLDING, Relation
from aggregator.stories.ruling import Ruling


class Place(NamedTuple):
    """The story that an article is in, and whether it is there as a quotation."""

    story: int
    quotes: bool


class Reason(NamedTuple):
    """A sentence with a place for each of ``articles`` (ids), in their order."""

    sentence: str
    articles: Sequence[int] = ()


def reasons(
    relation: Relation,
    places: Mapping[int, Place],
    relations: Collection[Relation],
    rulings: Collection[Ruling],
) -> list[Reason]:
    """Why the articles of ``relation`` are in two stories, what weighs most first.

    ``places`` are those of the members of both stories and of all that they are related to;
    ``relations`` and ``rulings`` those of the members. Empty where nothing of it tells why.
    """
    pair = {relation.a_id, relation.b_id}
    stories = _stories(pair, places)
    if len(stories) < 2:
        return []
    return [
        *_said(pair, rulings, places, stories),
        *_of_another_event(relation, relations, places, stories),
        *_hosted(relation, relations, places),
    ]


def _stories(ids: Iterable[int], places: Mapping[int, Place]) -> set[int]:
    return {places[id].story for id in ids if id in places}


def _said(
    pair: set[int], rulings: Collection[Ruling], places: Mapping[int, Place], stories: set[int]
) -> Iterator[Reason]:
    apart = [(one.article, one.other) for one in rulings if not one.together]
    if any({*one} == pair for one in apart):
        yield Reason("an editor keeps them apart")
        return
    for one in apart:
        if _stories(one, places) == stories:
            yield Reason("an editor keeps apart {} and {}", one)


def _of_another_event(
    relation: Relation,
    relations: Collection[Relation],
    places: Mapping[int, Place],
    stories: set[int],
) -> Iterator[Reason]:
    if relation.kind == "series":
        yield Reason("two events are never one story, however alike the words are")
        return
    if relation.kind not in HOLDING:
        yield Reason("neither holds the other's text: each is a story of its own")
        return
    for one in relations:
        pair = one.a_id, one.b_id
        if one.kind == "series" and _stories(pair, places) == stories:
            yield Reason("the two stories are of two events: {} and {}", pair)


def _hosted(
    relation: Relation, relations: Collection[Relation], places: Mapping[int, Place]
) -> Iterator[Reason]:
    _, hostings = divided(relations)
    pair = {relation.a_id, relation.b_id}
    one = next((one for one in hostings if {one.host, one.quoted} == pair), None)
    if one is None:
        return
    tells = _tells(one.quoted, relations, places)
    if not one.binds:
        yield _small(one)
    elif not one._replace(tells=tells).binds:
        sentence = f"{{}} holds {one.of_quoted:.0%} of {{}}, which tells {tells:.0%} of its story"
        yield Reason(sentence, (one.host, one.quoted))
    if one.host in digests(hostings):
        yield Reason("{} is a digest of others' news, and joins none of them", [one.host])
        return
    bound = [each.quoted for each in hostings if each.host == one.host and each.binds]
    others = _stories(bound, places) - _stories([one.host], places)
    if len(others) > 1:
        numbers = ", ".join(str(story) for story in sorted(others))
        sentence = f"{{}} holds texts of several stories ({numbers}) and is a story of its own"
        yield Reason(sentence, [one.host])
    elif places[one.quoted].quotes:
        sentence = "{} is a quotation, and nobody joins a story by quoting one of its quotations"
        yield Reason(sentence, [one.quoted])


def _tells(teaser: int, relations: Iterable[Relation], places: Mapping[int, Place]) -> float:
    """How much of its story an article tells, where it is a teaser of a copy; else all."""
    told = [1.0]
    for one in relations:
        if one.kind == "copy" and _are_of_one(one, teaser, places):
            shares = one.a_share, one.b_share
            own, other = shares if one.a_id == teaser else shares[::-1]
            told.append(other / own if own else 1.0)
    return least if (least := min(told)) < TEASER else 1.0


def _are_of_one(relation: Relation, article: int, places: Mapping[int, Place]) -> bool:
    pair = relation.a_id, relation.b_id
    return article in pair and len(_stories(pair, places)) == 1


def _small(one: Hosting) -> Reason:
    its = "" if one.is_named else f" and {ITS_SHARE:.0%} of {{1}}"
    return Reason(
        f"the quotation is too small: {one.of_host:.0%} of {{0}} and {one.of_quoted:.0%} of {{1}}, "
        f"where {FAIR_SHARE:.0%} of {{0}}{its}, or {MOST:.0%} of {{1}}, would do",
        (one.host, one.quoted),
    )
