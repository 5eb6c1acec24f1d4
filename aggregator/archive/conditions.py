"""What a query asks of an archive: of its search index, and of its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, Select, exists, func, literal, select

from aggregator.archive.among import one_of
from aggregator.archive.index.match import Alternatives, Match
from aggregator.archive.naming import Names
from aggregator.archive.picking import Look, Picked, either, picked
from aggregator.archive.schema import article, credit, event, membership
from aggregator.archive.standing import standing
from aggregator.pages.msgid import msgid
from aggregator.query.parse import IN_A_ROW
from aggregator.query.remark import Remark
from aggregator.query.tree import Condition, Field, Happening, Prefix, Published, Query, Words
from aggregator.query.words import facet, stems
from scrapers.article import BUDAPEST
from scrapers.folding import fold

Bounds = tuple[datetime | None, datetime | None]
_FACETS = 500
"""Sources that are looked for in the index. Where more are meant, articles are looked up in their
table: PostgreSQL takes no query of a megabyte."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query for one archive.

    Articles are of one of these ``kinds``, if any are told, and of none of those; they are
    ``among`` some and ``beside`` others, their moments ``between`` bounds and ``outside`` others,
    from one on and before the other. ``remarks`` are sentences for whoever asked.
    """

    match: Match
    kinds: frozenset[str] = frozenset()
    other_kinds: frozenset[str] = frozenset()
    among: tuple[Picked, ...] = ()
    beside: tuple[Picked, ...] = ()
    between: tuple[Bounds, ...] = ()
    outside: tuple[Bounds, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def picks(self) -> bool:
        """Whether tables pick articles."""
        return bool(self.among or self.beside or self.kinds or self.other_kinds)

    def unpicked(self) -> Asked:
        """All else that is asked."""
        return replace(self, among=(), beside=(), kinds=frozenset(), other_kinds=frozenset())

    def fetched(self, connection: Connection) -> Asked:
        """The same, with the numbers of all articles that tables pick."""
        among = tuple(one.fetched(connection) for one in self.among)
        beside = tuple(one.fetched(connection) for one in self.beside)
        return replace(self, among=among, beside=beside)

    def of(self, name: str, values: Collection[str]) -> Asked:
        """The same, only where the facet ``name`` has one of these values."""
        if name == "source" and len(values) > _FACETS:
            return replace(self, among=(*self.among, _in_table(values)))
        wanted = (*self.match.wanted, _any_of(name, values))
        return replace(self, match=replace(self.match, wanted=wanted))

    def not_of(self, name: str, values: Collection[str]) -> Asked:
        """The same, only where the facet ``name`` has none of these values."""
        if name == "source" and len(values) > _FACETS:
            return replace(self, beside=(*self.beside, _in_table(values)))
        unwanted = (*self.match.unwanted, _any_of(name, values))
        return replace(self, match=replace(self.match, unwanted=unwanted))


def asked(connection: Connection, query: Query, as_of: datetime | None = None) -> Asked:
    """What ``query`` asks: now, or ``as_of`` a moment as things were known then."""
    names, remarks = Names(connection, as_of), list[Remark]()
    wanted, unwanted = _Gathered(names, as_of, remarks), _Gathered(names, as_of, remarks)
    for term in query.terms:
        (unwanted if term.excluded else wanted).add(term.condition)
    told = Asked(
        Match(tuple(wanted.words), tuple(unwanted.words)),
        kinds=frozenset(wanted.kinds),
        other_kinds=frozenset(unwanted.kinds),
        among=tuple(wanted.picked()),
        beside=tuple(unwanted.picked()),
        between=tuple(wanted.bounds),
        outside=tuple(unwanted.bounds),
        remarks=tuple(dict.fromkeys(remarks)),
    )
    return _faceted(told, wanted, unwanted)


def _faceted(told: Asked, wanted: _Gathered, unwanted: _Gathered) -> Asked:
    """The same with the languages and the sources that are wanted and unwanted."""
    if wanted.languages:
        told = told.of("language", wanted.languages)
    if unwanted.languages:
        told = told.not_of("language", unwanted.languages)
    barred = set().union(*unwanted.sources.values())
    if wanted.sources:  # of a sector and of a country: of both
        return told.of("source", set.intersection(*wanted.sources.values()) - barred)
    return told.not_of("source", barred) if barred else told


def _in_table(sources: Iterable[str]) -> Picked:
    return picked(select(article.c.id).where(one_of(article.c.source, sources)))


def _any_of(name: str, values: Collection[str]) -> Alternatives:
    """That a facet has one of these values; without values, what nothing is."""
    return Alternatives(tuple(facet(name, value) for value in sorted(values) or [""]))


class _Gathered:
    """What conditions ask for, or what they exclude: gathered one by one.

    Of alternatives, which are those of one name, each adds to the others.
    """

    def __init__(self, names: Names, as_of: datetime | None, remarks: list[Remark]) -> None:
        self._names, self._as_of, self._remarks = names, as_of, remarks
        self.words: list[Words | Prefix] = []
        self.bounds: list[Bounds] = []
        self.kinds: set[str] = set()
        self.languages: set[str] = set()
        self.sources: defaultdict[str, set[str]] = defaultdict(set)
        self._events: list[Picked] = []
        self._credits: list[Picked] = []

    def add(self, condition: Condition) -> None:
        """Ask for one more."""
        match condition:
            case Words() | Prefix():
                self.words.append(condition)
            case Published(since, until):
                # the days of a query are days in Budapest
                end = until and until + timedelta(days=1)
                self.bounds.append((_midnight(since), _midnight(end)))
            case Happening():
                self._events.append(picked(self._telling_of(condition)))
            case Field("kind", value):
                self.kinds.add(fold(value))
            case Field("language", value):
                self.languages.add(fold(value))
            case Field("credit", value):
                self._credits += self._crediting(value)
            case Field():
                self.sources[condition.name].update(self._meant(condition))

    def picked(self) -> Iterator[Picked]:
        """The articles that tables pick: by events, by credits."""
        return (either(some) for some in (self._events, self._credits) if some)

    def _meant(self, one: Field) -> list[str]:
        """The sources that a field means."""
        is_name = one.name == "source"
        names = self._names
        found = names.named(one.value) if is_name else names.where(one.name, one.value)
        if not found:
            nobody = msgid("%(said)s is no source's")
            self._remarks.append(Remark(nobody, said=f"{one.name}:{one.value}"))
        return found

    def _telling_of(self, one: Happening) -> Select[tuple[int]]:
        query = select(event.c.article).where(standing(event, self._as_of))
        if one.since and one.until:
            return query.where(event.c.start <= one.until, event.c.end >= one.since)
        return query.where(*_called(event.c.called, one.stems))

    def _crediting(self, name: str) -> Iterator[Picked]:
        """Who names a source of this name, or has what it told first.

        A name in a text that is no source's counts by its words.
        """
        told, by_words = self._names.named(name), _called(credit.c.called, stems(name, IN_A_ROW))
        named = select(credit.c.article).where(standing(credit, self._as_of))
        if not told:
            yield picked(named.where(*by_words))
            return
        yield picked(named.where(credit.c.source.is_(None), *by_words))
        yield Picked((named.where(one_of(credit.c.source, told)),), (_naming(told, self._as_of),))
        yield _carrying(told, self._as_of)


def _naming(sources: Collection[str], as_of: datetime | None) -> Look:
    """That an article credits one of these sources."""
    # no index has what is computed: there is one of articles, and one of sources would be taken
    named = one_of(func.coalesce(credit.c.source, ""), sources) & standing(credit, as_of)
    return lambda number: exists().where(credit.c.article == number, named)


def _carrying(sources: Collection[str], as_of: datetime | None) -> Picked:
    """The copies of what these sources told first."""
    original, copy, first = membership.alias(), membership.alias(), article.alias()
    is_copy = (copy.c.role != "original") & standing(copy, as_of)
    is_theirs = (first.c.id == original.c.article) & one_of(first.c.source, sources)
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


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), BUDAPEST) if day else None


def _called(column: ColumnElement[str], wanted: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """That a name, kept as its stems, has all of these."""
    yield literal(bool(wanted))
    for stem in dict.fromkeys(wanted):
        yield column.contains(f" {stem} ")
