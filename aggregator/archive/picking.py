"""Articles that the archive's tables pick: looked up for one hit after the other, or all fetched.

To look up is cheap where a page is soon full, to fetch where few articles are picked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Select, or_, union

from aggregator.archive.among import one_of

Look = Callable[[ColumnElement[int]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Picked:
    """The articles whose numbers one of these statements finds; ``numbers`` once fetched.

    ``looks`` tell of one number whether the statements find it, each for one of them.
    """

    queries: tuple[Select[tuple[int]], ...]
    looks: tuple[Look, ...]
    numbers: frozenset[int] | None = None

    def has(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        """That the article of this number is one of them."""
        if self.numbers is not None:
            return one_of(number, self.numbers)
        return or_(*(look(number) for look in self.looks))

    def fetched(self, connection: Connection) -> Picked:
        """The same with their numbers."""
        return replace(self, numbers=frozenset(connection.scalars(union(*self.queries))))


def picked(query: Select[tuple[int]]) -> Picked:
    """What a statement finds by an index of the numbers that it selects."""
    return Picked((query,), (lambda number: query.where(_column(query) == number).exists(),))


def either(several: Iterable[Picked]) -> Picked:
    """The articles that any of these has."""
    some = tuple(several)
    return Picked(
        tuple(query for one in some for query in one.queries),
        tuple(look for one in some for look in one.looks),
    )


def _column(query: Select[tuple[int]]) -> ColumnElement[int]:
    column: ColumnElement[int] = query.selected_columns[0]
    return column
