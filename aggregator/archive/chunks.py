"""Long lists in short pieces: databases limit the values of one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping

CHUNK = 500
"""Values in one IN list."""


def rows_with(
    connection: Connection, query: Any, column: Any, values: Iterable[int]
) -> Iterable[RowMapping]:
    """The rows of ``query`` whose ``column`` has one of ``values``, each value once."""
    for part in chunks(sorted(set(values))):
        yield from connection.execute(query.where(column.in_(part))).mappings()


def chunks(values: Sequence[int], size: int = CHUNK) -> Iterable[Sequence[int]]:
    """``values`` in pieces of at most ``size``."""
    return (values[at : at + size] for at in range(0, len(values), size))
