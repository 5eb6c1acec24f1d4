"""Every row of a table, in batches: however large it is, only one of them is in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, LargeBinary, RowMapping, Table, func, select

Progress = Callable[[int, int], None]
"""Hears how many of how many are done."""

_MANY, _FEW = 1_000, 100
"""Rows in a batch; those with a page in them are large."""


def silent(_done: int, _total: int) -> None:
    """Hear nothing of it."""


def batches(connection: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    """The rows of ``table`` in the order of its key, as values of Python."""
    is_large = any(isinstance(column.type, LargeBinary) for column in table.c)
    query = select(table).order_by(*table.primary_key.columns)
    # for this query only: what else the connection is used for is not to be a cursor of the server
    options = {"yield_per": _FEW if is_large else _MANY}
    yield from connection.execute(query, execution_options=options).mappings().partitions()


def count_rows(connection: Connection, table: Table) -> int:
    """How many rows a table has."""
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)
