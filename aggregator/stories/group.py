"""arrange(): articles into stories by their relations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aggregator.stories.credit import Credit
from aggregator.stories.hosting import digests, hosting
from aggregator.stories.joins import joins
from aggregator.stories.original import by_moment, original
from aggregator.stories.partition import Partition
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Relation

_Articles = Mapping[int, Reading]


@dataclass(frozen=True, slots=True)
class Group:
    """A story by its articles' ids; reprints and quotations in the order of their moments."""

    original: int
    reprints: tuple[int, ...] = ()
    quotations: tuple[int, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """All of them, the original first."""
        return (self.original, *self.reprints, *self.quotations)


def arrange(
    readings: Collection[Reading],
    relations: Collection[Relation],
    credits: Mapping[int, Sequence[Credit]],
) -> tuple[Group, ...]:
    """Every article of ``readings`` in exactly one story, the earliest original first.

    Copies are one story, unless a relation *series* stands between two of them. Copies that hold
    another story's text join it as quotations, but only one story: a digest of several is its own,
    and what merely quotes a quoting article does not join through it.

    ``relations`` may name unknown articles; they are left out. Neither the order of what is given
    nor the ids decide who belongs together.
    """
    articles = {reading.id: reading for reading in readings}
    known = [r for r in relations if r.a_id in articles and r.b_id in articles and r.a_id != r.b_id]
    hostings = [found for relation in known if (found := hosting(relation))]
    collections = digests(hostings)
    copies = _copies(articles, known, collections)
    joined = joins(copies, hostings, collections, lambda id: _identity(articles[id]))
    stories = _stories(copies, joined)
    groups = [_group(articles, core, guests, credits) for core, guests in stories]
    return tuple(sorted(groups, key=lambda group: by_moment(articles[group.original])))


def _copies(
    articles: _Articles, relations: Iterable[Relation], collections: frozenset[int]
) -> Partition:
    """Blocks of copies; the closest pairs are united first, so that a doubtful one gives way."""
    partition = Partition(articles)
    for relation in relations:
        if relation.kind == "series":
            partition.keep_apart(relation.a_id, relation.b_id)
    copies = [relation for relation in relations if relation.kind == "copy"]
    for relation in sorted(copies, key=lambda relation: _closeness(articles, relation)):
        cut_from = hosting(relation)
        if not cut_from or cut_from.host not in collections:
            partition.unite(relation.a_id, relation.b_id)
    return partition


def _closeness(articles: _Articles, relation: Relation) -> tuple[object, ...]:
    shares = sorted((relation.a_share, relation.b_share))
    pair = sorted((_identity(articles[relation.a_id]), _identity(articles[relation.b_id])))
    return -shares[0], -shares[1], pair


def _identity(article: Reading) -> tuple[str, str, str, int]:
    """What tells an article from all others, whenever it arrived."""
    return article.source, article.url, article.title, article.id


def _stories(copies: Partition, joined: Mapping[int, int]) -> list[tuple[list[int], list[int]]]:
    """The copies of every story, and those that quote them."""
    guests: dict[int, list[int]] = {}
    for host, story in joined.items():
        guests.setdefault(story, []).extend(copies.block(host))
    roots = {copies.find(block[0]): block for block in copies.blocks()}
    return [(block, guests.get(root, [])) for root, block in roots.items() if root not in joined]


def _group(
    articles: _Articles,
    core: Sequence[int],
    guests: Sequence[int],
    credits: Mapping[int, Sequence[Credit]],
) -> Group:
    copies, quoting = ([articles[one] for one in some] for some in (core, guests))
    first = original(copies, [*copies, *quoting], credits)
    return Group(
        original=first.id,
        reprints=tuple(r.id for r in sorted(copies, key=by_moment) if r is not first),
        quotations=tuple(r.id for r in sorted(quoting, key=by_moment)),
    )
