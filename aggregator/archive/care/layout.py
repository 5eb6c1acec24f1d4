"""Whether an archive consists of all that it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, inspect

from aggregator.archive.care.finding import RESTORE, Finding
from aggregator.archive.schema import metadata
from aggregator.archive.views import VIEWS


def missing_tables(connection: Connection) -> Iterator[Finding]:
    """Tables and columns that are not there: without them nothing works."""
    looked = inspect(connection)
    there = set(looked.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in there:
            yield _missing("table", table.name)
            continue
        columns = {column["name"] for column in looked.get_columns(table.name)}
        yield from _without("column", table.name, table.c.keys(), columns)


def missing_helpers(connection: Connection) -> Iterator[Finding]:
    """Indices and views that are not there, of tables that are."""
    looked = inspect(connection)
    for table in metadata.sorted_tables:
        wanted = (str(index.name) for index in table.indexes)
        found = {str(index["name"]) for index in looked.get_indexes(table.name)}
        yield from _without("index", table.name, wanted, found)
    for name in sorted(VIEWS.keys() - set(looked.get_view_names())):
        yield _missing("view", name)


def _without(kind: str, table: str, wanted: Iterable[str], found: set[str]) -> Iterator[Finding]:
    for name in sorted(set(wanted) - found):
        yield _missing(kind, f"{name} of {table}")


def _missing(kind: str, name: str) -> Finding:
    return Finding(f"a missing {kind}", name, RESTORE)
