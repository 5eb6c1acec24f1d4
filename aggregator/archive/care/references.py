"""Whether rows that refer to others, and keys that are to be unique, do and are.

Databases see to both. They do not where a file is damaged, where somebody wrote to it with another
program, or where a system that sorts otherwise than before has made indices worthless (PostgreSQL).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    UniqueConstraint,
    func,
    select,
    true,
)

from aggregator.archive.care.finding import RESTORE, Finding, Tally
from aggregator.archive.schema import metadata

_Unique = tuple[Sequence[Column[Any]], ColumnElement[bool]]


def dangling_rows(connection: Connection) -> Iterator[Finding]:
    """Rows that refer to one that is not there."""
    for table in metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
            column, other = key.parent, key.column.table.alias()
            query = (
                select(func.count(), func.min(_number(table)))
                .select_from(table.outerjoin(other, column == other.c[key.column.name]))
                .where(column.is_not(None), other.c[key.column.name].is_(None))
            )
            what = f"rows of {table.name} whose {column.name} is not there"
            yield from _counted(connection, table, query, what)


def doubled_rows(connection: Connection) -> Iterator[Finding]:
    """Rows of which there may be only one."""
    for table in metadata.sorted_tables:
        for columns, where in _unique(table, connection.dialect.name):
            alike = (
                select(func.count().label("rows"), func.min(_number(table)).label("first"))
                .where(where, *(column.is_not(None) for column in columns))
                .group_by(*columns)
                .having(func.count() > 1)
                .subquery()
            )
            query = select(func.sum(alike.c.rows - 1), func.min(alike.c.first))
            names = ", ".join(column.name for column in columns)
            what = f"rows of {table.name} that have {names} in common with another"
            yield from _counted(connection, table, query, what)


def _counted(connection: Connection, table: Table, query: Any, what: str) -> Iterator[Finding]:
    found = Tally(what, RESTORE)
    count, first = connection.execute(query).one()
    if count:
        found.add(f"that with {_number(table).name} {first}", int(count))
    yield from found.findings()


def _number(table: Table) -> Column[Any]:
    """The column by which a row is named to people."""
    return next(iter(table.primary_key.columns))


def _unique(table: Table, dialect: str) -> Iterator[_Unique]:
    """The sets of columns of which each row has its own, with what they are unique among."""
    yield tuple(table.primary_key.columns), true()
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(constraint.columns), true()
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options[dialect]["where"]
            yield tuple(index.columns), true() if where is None else where
