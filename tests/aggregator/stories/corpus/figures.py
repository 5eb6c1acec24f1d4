"""Figures: how far the stories and relations of an archive are those of the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import comb
from typing import NamedTuple

from tests.aggregator.stories.corpus.labelled import Held, Labelled, Role

Block = Hashable | None


class Truth(NamedTuple):
    """What a corpus says of an article, without its text."""

    operation: str
    story: int
    role: Role
    held: tuple[Held, ...]

    @property
    def copied(self) -> int | None:
        """The story of which it is the original or a reprint."""
        return None if self.role == "quotation" else self.story


class Grouping(NamedTuple):
    """What an archive says of the articles with these ids: the story and the role of each, and
    the relations *quotes* and *contains* as host, the other, kind.
    """

    stories: Mapping[int, tuple[int, str]]
    holds: Collection[tuple[int, int, str]] = ()

    def copied(self, id: int) -> int | None:
        """The story of which an article is the original or a reprint."""
        story, role = self.stories[id]
        return None if role == "quotation" else story


class Score(NamedTuple):
    """Shares of 0 to 1: of what was told that is right, of what is right that was told."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """``copies`` and ``stories``: pairs of articles in one story, as original and reprint or in any
    role. ``quotation``: pairs of a host and a story that it holds. ``kinds``: of those found, how
    many by a relation of the right kind. ``originals``: stories of several articles whose original
    is the right one. ``found``: by operation, reprints that are in a story with another copy of
    it and held stories that were found. ``merged``: by operation, articles that are in one story
    with an article of another.
    """

    copies: Score
    stories: Score
    quotation: Score
    kinds: Share
    originals: Share
    found: Mapping[str, Share]
    merged: Mapping[str, Share]


def truths(articles: Iterable[Labelled]) -> dict[int, Truth]:
    """The truth of each article by its id."""
    return {one.id: Truth(one.operation, one.story, one.role, one.held) for one in articles}


def figures(truth: Mapping[int, Truth], told: Grouping) -> Figures:
    """What an archive of exactly these articles says, compared with the truth."""
    due, holdings = set(_due(truth)), _holdings(truth, told)
    right = due & holdings.keys()
    fitting = sum(bool(holdings[pair] & _kinds(truth, pair)) for pair in right if holdings[pair])
    return Figures(
        copies=paired((told.copied(id), one.copied) for id, one in truth.items()),
        stories=paired((told.stories[id][0], one.story) for id, one in truth.items()),
        quotation=_score(len(right), len(holdings), len(due)),
        kinds=Share(fitting, sum(bool(holdings[pair]) for pair in right)),
        originals=_originals(truth, told),
        found=_shares(_found(truth, told, due, right)),
        merged=_shares(_merged(truth, told)),
    )


def paired(blocks: Iterable[tuple[Block, Block]]) -> Score:
    """The score of pairs in one block, told and true; ``None`` is in no block."""
    both, told, true = Counter[Block](), Counter[Block](), Counter[Block]()
    for one, other in blocks:
        told.update([one] if one is not None else [])
        true.update([other] if other is not None else [])
        both.update([(one, other)] if None not in (one, other) else [])
    right, made, due = (sum(comb(n, 2) for n in some.values()) for some in (both, told, true))
    return _score(right, made, due)


def _score(right: int, made: int, due: int) -> Score:
    return Score(right / made if made else 1.0, right / due if due else 1.0)


def _due(truth: Mapping[int, Truth]) -> Iterator[tuple[int, int]]:
    """Hosts and the stories they hold, of which there is an article besides."""
    present = {one.copied for one in truth.values()}
    for id, one in truth.items():
        yield from ((id, held.story) for held in one.held if held.story in present)


def _kinds(truth: Mapping[int, Truth], pair: tuple[int, int]) -> set[str]:
    return {kind for held in truth[pair[0]].held if held.story == pair[1] for kind in held.kinds}


def _holdings(truth: Mapping[int, Truth], told: Grouping) -> dict[tuple[int, int], set[str]]:
    """Hosts and the stories that they hold, as told, with the kinds of their relations.

    What a relation says of an original or a reprint within its own story is the copies' business.
    """
    found = defaultdict[tuple[int, int], set[str]](set)
    originals = {story: id for id, (story, role) in told.stories.items() if role == "original"}
    for id, (story, role) in told.stories.items():
        if role == "quotation":
            found[id, truth[originals[story]].story].update()
    for host, other, kind in told.holds:
        if truth[host].copied != truth[other].story:
            found[host, truth[other].story].add(kind)
    return found


def _originals(truth: Mapping[int, Truth], told: Grouping) -> Share:
    sizes = Counter(story for story, _ in told.stories.values())
    known = {one.story for one in truth.values() if one.role == "original"}
    judged = [
        truth[id].role == "original"
        for id, (story, role) in told.stories.items()
        if role == "original" and sizes[story] > 1 and truth[id].story in known
    ]
    return Share(sum(judged), len(judged))


def _found(
    truth: Mapping[int, Truth],
    told: Grouping,
    due: Collection[tuple[int, int]],
    right: Collection[tuple[int, int]],
) -> Iterator[tuple[str, bool]]:
    """By operation: whether what is due was found."""
    copies = Counter(one.copied for one in truth.values())
    together = Counter((told.copied(id), one.copied) for id, one in truth.items())
    for id, one in truth.items():
        if not one.held and copies[one.copied] > 1:
            home = told.copied(id)
            yield one.operation, home is not None and together[home, one.copied] > 1
    for id, story in due:
        yield truth[id].operation, (id, story) in right


def _merged(truth: Mapping[int, Truth], told: Grouping) -> Iterator[tuple[str, bool]]:
    """By operation: whether an article is in one story with one of another story."""
    true = defaultdict[int, set[int]](set)
    for id, (story, _) in told.stories.items():
        true[story].add(truth[id].story)
    for id, one in truth.items():
        yield one.operation, len(true[told.stories[id][0]]) > 1


def _shares(judged: Iterable[tuple[str, bool]]) -> dict[str, Share]:
    parts, wholes = Counter[str](), Counter[str]()
    for operation, yes in judged:
        parts[operation] += yes
        wholes[operation] += 1
    return {operation: Share(parts[operation], wholes[operation]) for operation in sorted(wholes)}
