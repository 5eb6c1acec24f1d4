"""Long lists in short pieces: databases limit the values of one statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping

_T = TypeVar("_T", int, str)

CHUNK = 500
"""Values in one IN list."""


def rows_with(
    connection: Connection, query: Any, column: Any, values: Iterable[_T]
) -> Iterable[RowMapping]:
    """The rows of ``query`` whose ``column`` has one of ``values``, each value once."""
    for part in chunks(sorted(set(values))):
        yield from connection.execute(query.where(column.in_(part))).mappings()


def chunks(values: Sequence[_T], size: int = CHUNK) -> Iterable[Sequence[_T]]:
    """``values`` in pieces of at most ``size``."""
    return (values[at : at + size] for at in range(0, len(values), size))
