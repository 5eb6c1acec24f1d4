"""Articles that the archive's tables pick: looked up for one hit after the other, or all fetched.

To look up is cheap where a page is soon full, to fetch where few articles are picked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Select, or_, union

from aggregator.archive.among import one_of


@dataclass(frozen=True, slots=True)
class Picked:
    """The articles whose numbers one of these statements finds; ``numbers`` once fetched."""

    queries: tuple[Select[tuple[int]], ...]
    numbers: frozenset[int] | None = None

    def has(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        """That the article of this number is one of them."""
        if self.numbers is not None:
            return one_of(number, self.numbers)
        return or_(
            *(query.where(query.selected_columns[0] == number).exists() for query in self.queries)
        )

    def fetched(self, connection: Connection) -> Picked:
        """The same with their numbers."""
        return replace(self, numbers=frozenset(connection.scalars(union(*self.queries))))
