"""What of a query the archive's tables decide, laid over any statement that finds documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, not_, select, true

from aggregator.archive.conditions import Asked
from aggregator.archive.index.place import ARTICLES, VERSIONS_BITS, first_place
from aggregator.archive.schema import article, document, former_kind
from aggregator.archive.standing import standing


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Only what is asked for: of what is said now, or was said ``as_of`` a moment."""

    told: Asked
    as_of: datetime | None

    def documents(self) -> Select[tuple[int]]:
        """The places of the documents, the newest first, where no words are asked for."""
        query, place = select(document.c.place), document.c.place
        query = query.where(*self._conditions(place, document.c.article))
        if self.as_of:
            query = query.where(standing(document, self.as_of))
        return query.order_by(self.order(place))

    def of(self, query: Select[Any], place: ColumnElement[int]) -> Select[Any]:
        """Of what a query finds, whose places are in this column, what is asked for."""
        query = query.where(*self._conditions(place, self._number(place)))
        if self.as_of:
            query = query.join(document, document.c.place == place)
            query = query.where(standing(document, self.as_of))
        return query

    def picked(self, query: Select[Any], place: ColumnElement[int]) -> Select[Any]:
        """Of what a query finds, which is all else that is asked for, what the tables pick."""
        return query.where(*self._picked(self._number(place))).order_by(self.order(place))

    def order(self, place: ColumnElement[int]) -> ColumnElement[int]:
        """By this the newest come first."""
        return self._at(place).desc()

    def bounds(self, place: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
        """Between which places what is asked for lies."""
        at = self._at(place)
        if self.as_of is None:
            yield place > 0
        for since, until in self.told.between:
            yield from _between(at, since, until)

    def _at(self, place: ColumnElement[int]) -> ColumnElement[int]:
        return func.abs(place) if self.as_of else place

    def _conditions(
        self, place: ColumnElement[int], number: ColumnElement[int]
    ) -> Iterator[ColumnElement[bool]]:
        yield from self.bounds(place)
        for since, until in self.told.outside:
            yield not_(and_(true(), *_between(self._at(place), since, until)))
        yield from self._picked(number)

    def _number(self, place: ColumnElement[int]) -> ColumnElement[int]:
        # the number of its article is a part of each place: no table has to be looked at for it
        return self._at(place).op(">>")(literal_column(str(VERSIONS_BITS))).op("&")(ARTICLES)

    def _picked(self, number: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
        yield from (one.has(number) for one in self.told.among)
        yield from (not_(one.has(number)) for one in self.told.beside)
        if self.told.kinds:
            yield self._kind(number).in_(sorted(self.told.kinds))
        if self.told.other_kinds:
            yield self._kind(number).not_in(sorted(self.told.other_kinds))

    def _kind(self, number: ColumnElement[int]) -> ColumnElement[str]:
        """The kind of an article, looked up for each: a join would be made with all of them."""
        now = select(article.c.kind).where(article.c.id == number).scalar_subquery()
        if self.as_of is None:
            return func.coalesce(now, "")
        then = (
            select(former_kind.c.kind)
            .where(former_kind.c.article == number, former_kind.c.until > self.as_of)
            .order_by(former_kind.c.until, former_kind.c.id)
            .limit(1)
            .scalar_subquery()
        )
        return func.coalesce(then, now, "")


def _between(
    at: ColumnElement[int], since: datetime | None, until: datetime | None
) -> Iterator[ColumnElement[bool]]:
    if since:
        yield at >= first_place(since)
    if until:
        yield at < first_place(until)
