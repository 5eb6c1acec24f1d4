"""Sequences, from which PostgreSQL numbers new rows; SQLite looks for the highest number itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Integer, func, select, text

from aggregator.archive.care.finding import Finding
from aggregator.archive.schema import metadata


class Sequence(NamedTuple):
    """The sequence that numbers the rows of a table, and the highest number there is."""

    name: str
    highest: int


def sequences_behind(connection: Connection) -> Iterator[Finding]:
    """Sequences that would give a number which a row has: the next row could not be kept."""
    for one in _sequences(connection):
        last, is_called = connection.execute(
            text(f"SELECT last_value, is_called FROM {one.name}")
        ).one()
        following = last + 1 if is_called else last
        if following <= one.highest:
            told = f"{one.name} at {last:,}, where {one.highest:,} is taken"
            advice = f"with psql run SELECT setval('{one.name}', {one.highest})"
            yield Finding("numbers for new rows that are taken", told, advice)


def set_sequences(connection: Connection) -> None:
    """Have new rows numbered behind those that there are."""
    for one in _sequences(connection):
        if one.highest:
            connection.execute(select(func.setval(one.name, one.highest)))


def _sequences(connection: Connection) -> Iterator[Sequence]:
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            name = connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
            highest = connection.scalar(select(func.max(table.c.id)))
            yield Sequence(str(name), int(highest or 0))
