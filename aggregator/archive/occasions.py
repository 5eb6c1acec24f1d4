"""Occasions in the archive: the permanent ids of what calendars tell, and how often it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from aggregator.archive.among import among, execute_with, mappings_with
from aggregator.archive.rows import change
from aggregator.archive.schema import occasion

_BY_KEY = select(occasion).where(among(occasion.c.key)).order_by(occasion.c.id)
_BY_STORY = select(occasion).where(among(occasion.c.story)).order_by(occasion.c.id)


def occasions_of(connection: Connection, keys: Iterable[str]) -> Sequence[RowMapping]:
    """The occasions that are known by these keys."""
    return mappings_with(connection, _BY_KEY, keys)


def occasions_in(connection: Connection, stories: Iterable[int]) -> Sequence[RowMapping]:
    """The occasions that these stories told best."""
    return mappings_with(connection, _BY_STORY, stories)


def add_occasions(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add occasions."""
    if rows:
        connection.execute(insert(occasion), list(rows))


def forget_occasions(connection: Connection, stories: Iterable[int]) -> None:
    """Forget what these stories told best, of which nothing is left."""
    execute_with(connection, delete(occasion).where(among(occasion.c.story)), stories)


def change_occasion(connection: Connection, number: int, **values: Any) -> None:
    """Change what is known of an occasion."""
    change(connection, occasion, number, **values)
