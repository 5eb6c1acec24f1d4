"""Faults planted in an archive, as nobody can who uses the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from aggregator.archive.archive import Archive


class _Undone(Exception):
    pass


@contextmanager
def planted(archive: Archive, *statements: str) -> Iterator[Connection]:
    """A transaction in which this was done; nothing of it stays."""
    with suppress(_Undone), archive.write() as connection:
        _unwatched(connection, statements)
        yield connection
        raise _Undone


def address_of(archive: Archive) -> str:
    """Where an archive is."""
    with archive.read() as connection:
        return connection.engine.url.render_as_string(hide_password=False)


def plant(archive: Archive, *statements: str) -> None:
    """Do this for good."""
    engine = create_engine(address_of(archive))
    with engine.begin() as connection:
        _unwatched(connection, statements)
    engine.dispose()


def damage(file: Path, what: str) -> None:
    """Write over the first page of a table or an index, as a bad disk may."""
    query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute(query, (what,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(b"\xa5" * size)


def _unwatched(connection: Connection, statements: tuple[str, ...]) -> None:
    """Run statements without anybody seeing to what rows refer to."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for statement in statements:
        connection.execute(text(statement))
