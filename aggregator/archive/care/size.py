"""What takes how much room in an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from aggregator.archive.archive import Archive
from aggregator.archive.care.batches import count_rows
from aggregator.archive.schema import metadata

OTHER, FREE = "other", "free, to be used again"
KINDS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article",),
    "kept answers": ("answer",),
    "former versions": ("revision", "reading", "former_kind", "absence"),
    "stories": ("story", "membership", "relation", "ruling"),
    "feeds": ("feed", "entry", "volume", "occasion"),
    "events and credits": ("event", "credit"),
    "comparing": ("wording", "fingerprint", "line", "commonplace", "pairing"),
    "search index": ("document", "spelling", "words"),
    "sources and crawls": (
        *("source", "former_source", "door", "discovery", "robots"),
        *("furniture", "page", "report", "trouble", "lease"),
    ),
}
"""The tables by what they are there for."""
_KNOWN = {name for names in KINDS.values() for name in names}
_ESTIMATED = "sum(ifnull(length(CAST({0} AS BLOB)), 0))"


@dataclass(frozen=True, slots=True)
class Size:
    """The rows of a kind of things, its bytes, and those of each of its tables.

    Indices count with their tables. What only serves the database has no rows.
    """

    what: str
    rows: int
    bytes: int
    tables: Mapping[str, int]

    def record(self) -> dict[str, Any]:
        """It for programs."""
        return {
            "what": self.what,
            "rows": self.rows,
            "bytes": self.bytes,
            "tables": dict(self.tables),
        }


def sizes(archive: Archive) -> list[Size]:
    """What takes how much room, the largest first."""
    with archive.read() as connection:
        taken = bytes_of_tables(connection)
        counts = {table.name: count_rows(connection, table) for table in metadata.sorted_tables}
    found = [_size(what, names, counts, taken) for what, names in KINDS.items()]
    rest = [name for name in taken if name not in (*_KNOWN, FREE)]
    found += [_size(OTHER, rest, counts, taken), _size(FREE, [FREE], counts, taken)]
    return sorted((one for one in found if one.bytes), key=lambda one: -one.bytes)


def bytes_of_tables(connection: Connection) -> dict[str, int]:
    """The bytes of each table with its indices; in a file also those that are free."""
    if connection.dialect.name == "postgresql":
        return _of_relations(connection)
    free = "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size"
    options = connection.scalars(text("PRAGMA compile_options"))
    tables = _of_pages(connection) if "ENABLE_DBSTAT_VTAB" in options else estimated(connection)
    return {**tables, FREE: int(connection.scalar(text(free)) or 0)}


def estimated(connection: Connection) -> dict[str, int]:
    """What the values in each table take, without indices: where an SQLite tells no more."""
    taken: Counter[str] = Counter()
    made = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    for name in connection.scalars(text(made)).all():
        columns = connection.scalars(
            text("SELECT name FROM pragma_table_info(:name)"), {"name": name}
        )
        sums = " + ".join(_ESTIMATED.format(f'"{column}"') for column in columns)
        taken[_owner(name)] += connection.scalar(text(f'SELECT {sums} FROM "{name}"')) or 0
    return dict(taken)


def shown(taken: float) -> str:
    """Bytes for people: *1.2 MB*."""
    units = iter(("bytes", "kB", "MB", "GB"))
    unit = next(units)
    while taken >= 1_000 and (larger := next(units, "")):
        taken, unit = taken / 1_000, larger
    return f"{taken:,.0f} {unit}" if unit == "bytes" else f"{taken:,.1f} {unit}"


def _of_pages(connection: Connection) -> dict[str, int]:
    """By SQLite's own account of its pages; all of them are looked at for it."""
    query = (
        "SELECT coalesce(tbl_name, dbstat.name), sum(pgsize) FROM dbstat"
        " LEFT JOIN sqlite_master ON sqlite_master.name = dbstat.name"
        " WHERE aggregate = 1 GROUP BY 1"
    )
    taken: Counter[str] = Counter()
    for name, pages in connection.execute(text(query)):
        taken[_owner(name)] += pages
    return dict(taken)


def _of_relations(connection: Connection) -> dict[str, int]:
    query = (
        "SELECT relname, pg_total_relation_size(pg_class.oid) FROM pg_class"
        " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
        " WHERE nspname = current_schema() AND relkind = 'r'"
    )
    return {name: int(taken) for name, taken in connection.execute(text(query))}


def _owner(name: str) -> str:
    """The table that people know: the search index consists of several (SQLite)."""
    return "words" if name.startswith("words_") else name


def _size(
    what: str, names: Iterable[str], counts: Mapping[str, int], taken: Mapping[str, int]
) -> Size:
    tables = {name: taken[name] for name in names if name in taken}
    return Size(what, sum(counts.get(name, 0) for name in tables), sum(tables.values()), tables)
