"""Archive: one database behind one door, opened, checked and kept whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from aggregator.archive.schema import VERSION
from aggregator.errors import ArchiveError, ArchiveFailed

BUSY = 30_000
"""Milliseconds that a statement waits for another process's transaction (SQLite)."""

_READ_ONLY = re.compile("readonly database|read-only transaction|permission denied")
WRITER = 0x6B6C6173
"""The number of the advisory lock that a writer holds (PostgreSQL)."""


class Archive:
    """An open archive; a context manager. See ``open_archive``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive."""
        # SQLite's transactions see one state anyway
        options = (
            {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        )
        with _failing(self._engine), self._engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all.

        Raises ``ArchiveFailed`` where the database or its disk fails.
        """
        with _failing(self._engine), _writing(self._engine) as connection:
            yield connection


def open_archive(url: str, *, make: bool = True) -> Archive:
    """The archive at a database address, made there if there is none and ``make`` allows it.

    ``url`` is SQLAlchemy's: ``sqlite:////path/archive.sqlite`` or ``postgresql+psycopg://…``.
    Raises ``ArchiveError`` with one line that says what to do: an address that makes no sense, a
    missing driver, a file that is no database, a folder that cannot be written, an archive of a
    newer program. The archive is untouched then.
    """
    address = _address(url)
    try:
        engine = create_engine(address)
    except ModuleNotFoundError as error:
        advice = "; pip install 'klaszterhirek[postgresql]'"
        raise ArchiveError(
            _shown(address),
            f"its driver {error.name} is not installed"
            + (advice if address.get_backend_name() == "postgresql" else ""),
        ) from error
    except (SQLAlchemyError, TypeError, ValueError) as error:
        raise ArchiveError(_shown(address), f"cannot be used: {_short(error)}") from error
    try:
        _prepare(engine, address, make=make)
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine)


def _prepare(engine: Engine, address: URL, *, make: bool) -> None:
    """Check what is at the address, and make an archive where nothing is."""
    file = _file(address)
    if not make and file and not file.exists():
        raise _missing(address)
    try:
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine, file)
        found = _version(engine)
        if (found is None and make) or (found is not None and found < VERSION):
            _upgrade(engine)
            found = VERSION
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise ArchiveError(_shown(address), f"cannot be opened: {_short(error)}") from error
    if found is None and not make:
        raise _missing(address)
    if found is not None and found > VERSION:
        raise ArchiveError(
            _shown(address),
            f"was written by a newer klaszterhirek (version {found}, this one knows {VERSION}); "
            "install the newer program",
        )


def _missing(address: URL) -> ArchiveError:
    return ArchiveError(_shown(address), "there is no archive yet; klaszterhirek update makes one")


def _file(address: URL) -> Path | None:
    """The file of an SQLite archive; ``None`` for other databases, and for a file: URI."""
    is_file = address.get_backend_name() == "sqlite"
    name = str(address.database)
    return Path(name) if is_file and not name.startswith("file:") else None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
        if "@" in (address.host or ""):
            raise ArgumentError("an @ in a password is written %40")
        if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
            raise ArgumentError("an archive in memory keeps nothing")
        if "\0" in url:
            raise ArgumentError("no address holds a NUL")
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ArchiveError(
            url.rsplit("@", maxsplit=1)[-1].split("?", maxsplit=1)[0],
            "is no database address; write sqlite:////folder/archive.sqlite or "
            "postgresql+psycopg://user@host/database",
        ) from error
    return address


def _prepare_sqlite(engine: Engine, file: Path | None) -> None:
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, below
        for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a transaction that will write takes the lock at once: taking it later can deadlock
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
        if tables:
            raise OSError("there is a database already, and it is no archive; name another")
        return None


def _upgrade(engine: Engine) -> None:
    """Bring an empty database, or an older archive, to the newest tables."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "aggregator.archive:migrations")
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode=WAL")  # it stays with the file
        raw.close()
    with _writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")  # nothing to do where somebody else was faster


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # one writer at a time, as SQLite has it anyway
            connection.execute(select(func.pg_advisory_xact_lock(WRITER)))
        yield connection


@contextmanager
def _failing(engine: Engine) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        if _READ_ONLY.search(said := _short(error)):
            advice = "make it writable, or name another with --archive"
            raise ArchiveError(_shown(engine.url), f"{said}: {advice}") from error
        raise ArchiveFailed(_shown(engine.url), _short(error)) from error


def _shown(address: URL) -> str:
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    return address.set(query={}).render_as_string(hide_password=True)


def _short(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split())[:300]
