"""One row of a table: found by what names it, read, added, changed.

A statement is built once for the columns that it names: building one costs more than running it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    select,
    update,
)

from scrapers.memory import Validators

_NUMBER = "number"


def find(
    connection: Connection, table: Table, source: str, **named: str | None
) -> RowMapping | None:
    """The row of ``source`` with this value in this column, which together name it."""
    told = {"source": source, **named}
    query = _found_by(table, *((name, value is None) for name, value in told.items()))
    return connection.execute(query, told).mappings().one_or_none()


def row_of(connection: Connection, table: Table, number: int) -> RowMapping:
    """The row with this id."""
    return connection.execute(_row(table), {_NUMBER: number}).mappings().one()


def add(connection: Connection, table: Table, **values: Any) -> int:
    """Add a row of these values; its id."""
    added = connection.execute(_addition(table), values).inserted_primary_key
    return int(added[0]) if added else 0


def validators_of(row: RowMapping) -> Validators:
    """What makes the next request conditional for the address of a door's or a page's row."""
    return Validators(row["etag"], row["modified"], row["digest"])


def change(connection: Connection, table: Table, number: int, **values: Any) -> None:
    """Change columns of the row with this id."""
    connection.execute(_change(table), {_NUMBER: number, **values})


@cache
def _found_by(table: Table, *columns: tuple[str, bool]) -> Select[Any]:
    """Finds rows by columns, each of which has a value or, where it ``is_empty``, none."""
    return select(table).where(
        *(
            table.c[name].is_(None) if is_empty else table.c[name] == bindparam(name)
            for name, is_empty in columns
        )
    )


@cache
def _row(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam(_NUMBER))


@cache
def _addition(table: Table) -> Insert:
    return insert(table)


@cache
def _change(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam(_NUMBER))
