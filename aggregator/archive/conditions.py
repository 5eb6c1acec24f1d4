"""What a query asks of an archive: of its search index, and of its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    exists,
    func,
    literal,
    select,
)

from aggregator.archive.index.match import Alternatives, Match
from aggregator.archive.naming import named_sources, sources_where
from aggregator.archive.picking import Look, Picked, either, picked
from aggregator.archive.schema import article, credit, event, membership
from aggregator.archive.standing import standing
from aggregator.query.tree import Condition, Field, Happening, Prefix, Published, Query, Words
from aggregator.query.words import facet, stems
from scrapers.article import BUDAPEST
from scrapers.folding import fold

_T = TypeVar("_T")
Bounds = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query for one archive.

    Articles are of one of these ``kinds`` each, and of none of those; they are ``among`` some and
    ``beside`` others, their moments ``between`` bounds and ``outside`` others, from one on and
    before the other. ``remarks`` are sentences for whoever asked.
    """

    match: Match
    kinds: tuple[frozenset[str], ...] = ()
    other_kinds: tuple[frozenset[str], ...] = ()
    among: tuple[Picked, ...] = ()
    beside: tuple[Picked, ...] = ()
    between: tuple[Bounds, ...] = ()
    outside: tuple[Bounds, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def picks(self) -> bool:
        """Whether tables pick articles."""
        return bool(self.among or self.beside or self.kinds or self.other_kinds)

    def unpicked(self) -> Asked:
        """All else that is asked."""
        return replace(self, among=(), beside=(), kinds=(), other_kinds=())

    def fetched(self, connection: Connection) -> Asked:
        """The same, with the numbers of all articles that tables pick."""
        among = tuple(one.fetched(connection) for one in self.among)
        beside = tuple(one.fetched(connection) for one in self.beside)
        return replace(self, among=among, beside=beside)


def asked(connection: Connection, query: Query, as_of: datetime | None = None) -> Asked:
    """What ``query`` asks: now, or ``as_of`` a moment as things were known then."""
    asking = _Asking(connection, as_of)
    wanted = [term.condition for term in query.terms if not term.excluded]
    unwanted = [term.condition for term in query.terms if term.excluded]
    return Asked(
        Match(
            (*_words(wanted), *_joined(wanted, asking.facets, _any_facet)),
            (*_words(unwanted), *filter(None, map(asking.facets, unwanted))),
        ),
        kinds=tuple(_joined(wanted, asking.kinds, _either)),
        other_kinds=tuple(one for one in map(asking.kinds, unwanted) if one is not None),
        among=tuple(_joined(wanted, asking.articles, either)),
        beside=tuple(one for one in map(asking.articles, unwanted) if one is not None),
        between=tuple(_bounds(one) for one in wanted if isinstance(one, Published)),
        outside=tuple(_bounds(one) for one in unwanted if isinstance(one, Published)),
        remarks=tuple(dict.fromkeys(asking.remarks)),
    )


def any_of(name: str, values: Iterable[str]) -> Alternatives:
    """That the facet ``name`` has one of these values; without values, what nothing is."""
    return Alternatives(tuple(facet(name, value) for value in values) or (facet(name, ""),))


def _words(conditions: Iterable[Condition]) -> Iterator[Words | Prefix]:
    return (one for one in conditions if isinstance(one, Words | Prefix))


def _bounds(one: Published) -> Bounds:
    """The days of a query as moments: they are days in Budapest."""
    return _midnight(one.since), _midnight(one.until and one.until + timedelta(days=1))


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), BUDAPEST) if day else None


def _joined(
    conditions: Sequence[Condition],
    read: Callable[[Condition], _T | None],
    join: Callable[[Sequence[_T]], _T],
) -> list[_T]:
    """What is read of several conditions of one name, joined: one of them is enough."""
    named: defaultdict[str, list[_T]] = defaultdict(list)
    for one in conditions:
        if (told := read(one)) is not None:
            named[one.name if isinstance(one, Field) else type(one).__name__].append(told)
    return [join(alike) for alike in named.values()]


def _any_facet(several: Sequence[Alternatives]) -> Alternatives:
    return Alternatives(tuple(one for told in several for one in told.facets))


def _either(several: Sequence[frozenset[_T]]) -> frozenset[_T]:
    return frozenset[_T]().union(*several)


class _Asking:
    """Reads fields of a query with what the archive knows."""

    def __init__(self, connection: Connection, as_of: datetime | None) -> None:
        self._connection, self._as_of = connection, as_of
        self.remarks: list[str] = []

    def facets(self, one: Condition) -> Alternatives | None:
        """The facets that a field means; ``None`` for what is no matter of facets."""
        if not isinstance(one, Field):
            return None
        if one.name == "language":
            return any_of("language", [fold(one.value)])
        if one.name == "source":
            named = named_sources(self._connection, one.value, self._as_of)
            return any_of("source", self._sources(one, named))
        if one.name in ("sector", "country"):
            told = sources_where(self._connection, one.name, one.value, self._as_of)
            return any_of("source", self._sources(one, told))
        return None

    def kinds(self, one: Condition) -> frozenset[str] | None:
        """The kinds of articles that a field means; ``None`` for what is told otherwise."""
        if isinstance(one, Field) and one.name == "kind":
            return frozenset((fold(one.value),))
        return None

    def articles(self, one: Condition) -> Picked | None:
        """The articles that a field means; ``None`` for what is told otherwise."""
        if isinstance(one, Happening):
            return picked(self._telling_of(one))
        if isinstance(one, Field) and one.name == "credit":
            return either(self._crediting(one))
        return None

    def _sources(self, one: Field, found: list[str]) -> list[str]:
        if not found:
            self.remarks.append(f"{one.name}:{one.value} is no source's")
        return found

    def _telling_of(self, one: Happening) -> Select[tuple[int]]:
        query = select(event.c.article).where(standing(event, self._as_of))
        if one.since and one.until:
            return query.where(event.c.start <= one.until, event.c.end >= one.since)
        return query.where(*_named(event.c.called, one.stems))

    def _crediting(self, one: Field) -> Iterator[Picked]:
        told = named_sources(self._connection, one.value, self._as_of)
        named = select(credit.c.article).where(standing(credit, self._as_of))
        if not told:
            yield picked(named.where(*_named(credit.c.called, stems(one.value))))
            return
        yield Picked((named.where(credit.c.source.in_(told)),), (_naming(told, self._as_of),))
        yield _carrying(told, self._as_of)


def _naming(sources: Sequence[str], as_of: datetime | None) -> Look:
    """That an article credits one of these sources."""
    # no index has what is computed: there is one of articles, and one of sources would be taken
    named = func.coalesce(credit.c.source, "").in_(sources) & standing(credit, as_of)
    return lambda number: exists().where(credit.c.article == number, named)


def _carrying(sources: Sequence[str], as_of: datetime | None) -> Picked:
    """The copies of what these sources told first."""
    original, copy, first = membership.alias(), membership.alias(), article.alias()
    is_copy = (copy.c.role != "original") & standing(copy, as_of)
    is_theirs = (first.c.id == original.c.article) & first.c.source.in_(sources)
    is_original = (
        (original.c.story == copy.c.story)
        & (original.c.role == "original")
        & standing(original, as_of)
    )
    every = select(copy.c.article).join(original, is_original).join(first, is_theirs).where(is_copy)

    def look(number: ColumnElement[int]) -> ColumnElement[bool]:
        # one in the other: a database that thought of a join would begin with all that they told
        theirs = exists().where(is_theirs)
        told = exists().where(is_original, theirs)
        return exists().where(copy.c.article == number, is_copy, told)

    return Picked((every,), (look,))


def _named(called: ColumnElement[str], wanted: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """That a name, kept as its stems, has all of these."""
    yield literal(bool(wanted))
    for stem in wanted:
        yield called.contains(f" {stem} ")
