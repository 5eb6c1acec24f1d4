"""Where an event takes place: told with its day, in the sentence behind, or in the title. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aggregator.occasions.attach import Place, distance
from aggregator.occasions.name import Name
from aggregator.occasions.places import Town, is_label
from aggregator.occasions.sentences import Sentence
from aggregator.occasions.venues import HOSTS, is_house, is_kind_of_house
from aggregator.occasions.words import Word

BEHIND = 2
"""Sentences behind the one with the day that may tell the place."""
MOST_TOWNS = 2
"""Towns in one sentence beyond which it tells of a tour."""
_AND = frozenset(("és", "and", "und", "și", "a", "i"))
_IS_AT = ("házigazdája", "helyszíne", "vendéglátója")
LABELS = 6
"""Lines behind it in which a label may."""


def whereabouts(
    sentences: Sequence[Sentence], at: int, day: Place, name: Name
) -> tuple[str | None, str | None]:
    """Town and house of what ``sentences[at]`` tells; ``sentences[0]`` is the title."""
    town = _town(sentences[at], day, name)
    venue = sentences[at].venue
    for other in (*_behind(sentences, at), *_before(sentences, at, name), sentences[0]):
        town = town or _town(other, (0, 0), name)
        venue = venue or other.venue
    return town, venue


def _behind(sentences: Sequence[Sentence], at: int) -> Iterator[Sentence]:
    """The sentences that go on telling of the same event."""
    going = True
    for n, sentence in enumerate(sentences[at + 1 : at + 1 + LABELS]):
        if is_label(sentence.text):
            yield sentence
        going = going and n < BEHIND and not sentence.days
        if going and (sentence.predicates or sentence.venue):
            yield sentence


def _before(sentences: Sequence[Sentence], at: int, name: Name) -> Iterator[Sentence]:
    """The sentence right before, if it named what the day's own goes on telling of."""
    if at > 1 and name in sentences[at - 1].names and not sentences[at - 1].days:
        yield sentences[at - 1]


def _town(sentence: Sentence, day: Place, name: Name) -> str | None:
    told = [town for town in sentence.towns if _tells(sentence, town, name)]
    near = min(told, key=lambda town: distance(sentence, day, town.at), default=None)
    if near is None or len({town.name for town in told if town.how == near.how}) > MOST_TOWNS:
        return None
    # "Nagyvárad és Debrecen városaiban": the first of two is told
    first = (town for town in sentence.towns if near.at - town.at == 2 and near.how == town.how)
    return next((town.name for town in first if _and(sentence, near.at - 1)), near.name)


def _and(sentence: Sentence, at: int) -> bool:
    return sentence.words[at].low in _AND


def _tells(sentence: Sentence, town: Town, name: Name) -> bool:
    """Whether a town is told as a place, not as somebody's home."""
    if town.how == "in":
        return True
    if town.how == "of":
        if any(map(is_house, _house_of(sentence, town))):
            return True
        if any(map(is_kind_of_house, _house_of(sentence, town))):
            return bool(HOSTS.search(sentence.text))
        return name in sentence.names and name.at - 3 <= town.at < name.to
    behind = [word.low for word in sentence.words[town.at + 1 : town.at + 4]]
    if (
        sentence.line
        or is_label(sentence.text)
        or any(word.startswith("város") or word == "otthont" for word in behind)
    ):
        return True
    if any(word.low.startswith(_IS_AT) for word in sentence.words[max(0, town.at - 4) : town.at]):
        return True
    before = sentence.words[town.at - 1].text if town.at else ""
    return len(before) == 4 and before.isdecimal()  # 4026 Debrecen


def _house_of(sentence: Sentence, town: Town) -> Sequence[Word]:
    """The words behind an adjective of a town: two, or more with capital letters."""
    end = town.at + 2
    while end < min(len(sentence.words), town.at + 4) and sentence.words[end - 1].capital:
        end += 1
    return sentence.words[town.at + 1 : max(end, town.at + 3)]
