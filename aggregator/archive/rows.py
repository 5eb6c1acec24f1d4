"""One row of a table: found by what names it, read, changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select, update

from scrapers.memory import Validators


def find(
    connection: Connection, table: Table, source: str, **named: str | None
) -> RowMapping | None:
    """The row of ``source`` with this value in this column, which together name it."""
    query = select(table).where(table.c.source == source)
    for name, value in named.items():
        query = query.where(table.c[name] == value)
    return connection.execute(query).mappings().one_or_none()


def row_of(connection: Connection, table: Table, number: int) -> RowMapping:
    """The row with this id."""
    return connection.execute(select(table).where(table.c.id == number)).mappings().one()


def validators_of(row: RowMapping) -> Validators:
    """What makes the next request conditional for the address of a door's or a page's row."""
    return Validators(row["etag"], row["modified"], row["digest"])


def change(connection: Connection, table: Table, number: int, **values: Any) -> None:
    """Change columns of the row with this id."""
    connection.execute(update(table).where(table.c.id == number).values(**values))
