"""arrange(): articles into stories by their relations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from aggregator.stories.credit import Credit
from aggregator.stories.hosting import divided
from aggregator.stories.joins import joins
from aggregator.stories.original import by_moment, original
from aggregator.stories.partition import Partition
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Relation
from aggregator.stories.roles import held, telling
from aggregator.stories.ruling import Ruling
from aggregator.stories.weighing import weighed

_Articles = Mapping[int, Reading]
_Identity = tuple[str, str, str, int]


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
    rulings: Collection[Ruling] = (),
) -> tuple[Group, ...]:
    """Every article of ``readings`` in exactly one story, the earliest original first.

    Copies are one story, unless a relation *series* stands between two of them. Copies that hold
    another story's text join it as quotations, but only one story: a digest of several is its own,
    and what merely quotes a quoting article does not join through it.

    ``rulings`` beat all that, and whom they keep apart they keep apart whatever else they say. Who
    is brought together comes with all that its text holds to it: as a quotation where it holds
    words of the other, however few; else as copies.

    ``relations`` and ``rulings`` may name unknown articles; they are left out. Neither the order
    of what is given nor the ids decide who belongs together.
    """
    articles = {reading.id: reading for reading in readings}
    known = [r for r in relations if r.a_id in articles and r.b_id in articles and r.a_id != r.b_id]
    alike, hostings = divided(known)
    stories = _ruled(articles, rulings)
    copies = _copies(articles, known, alike, stories)
    hostings = weighed(hostings, articles, copies)

    def first(block: int) -> _Identity:
        return min(_identity(articles[member]) for member in copies.block(block))

    joined, holding = joins(copies, hostings, first, stories), held(copies, hostings)
    groups = []
    for story in stories.blocks():
        blocks = {copies.find(member) for member in story}
        core = telling(blocks, joined, holding, first)
        told = [*chain.from_iterable(copies.block(block) for block in core)]
        groups.append(_group(articles, told, [*{*story}.difference(told)], credits))
    return tuple(sorted(groups, key=lambda group: by_moment(articles[group.original])))


def _ruled(articles: _Articles, rulings: Iterable[Ruling]) -> Partition:
    """Stories as far as editors have spoken: who is in one, and who never comes into one."""
    stories = Partition(articles)
    known = [one for one in rulings if one.article in articles and one.other in articles]
    for one in known:
        if not one.together:
            stories.keep_apart(one.article, one.other)
    for one in sorted(known, key=lambda one: _pair(articles, one.article, one.other)):
        if one.together:
            stories.unite(one.article, one.other)
    return stories


def _copies(
    articles: _Articles,
    relations: Iterable[Relation],
    alike: Iterable[Relation],
    stories: Partition,
) -> Partition:
    """Blocks of copies, each within one of ``stories``, which grow with them.

    The closest pairs are united first, so that a doubtful one gives way.
    """
    copies = Partition(articles)
    for relation in relations:
        if relation.kind == "series":
            copies.keep_apart(relation.a_id, relation.b_id)
    for relation in sorted(alike, key=lambda relation: _closeness(articles, relation)):
        a, b = relation.a_id, relation.b_id
        if not copies.are_apart(a, b) and not stories.are_apart(a, b):
            copies.unite(a, b)
            stories.unite(a, b)
    return copies


def _closeness(articles: _Articles, relation: Relation) -> tuple[object, ...]:
    shares = sorted((relation.a_share, relation.b_share))
    return -shares[0], -shares[1], _pair(articles, relation.a_id, relation.b_id)


def _pair(articles: _Articles, one: int, other: int) -> list[_Identity]:
    return sorted((_identity(articles[one]), _identity(articles[other])))


def _identity(article: Reading) -> _Identity:
    """What tells an article from all others, whenever it arrived."""
    return article.source, article.url, article.title, article.id


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
