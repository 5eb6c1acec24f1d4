"""How SQLite and PostgreSQL are asked to behave: waiting, transactions, one writer at a time."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from aggregator.archive.failures import BUSY as TAKEN
from aggregator.archive.failures import meaning

BUSY = 30_000
"""Milliseconds that a transaction waits for those of other programs."""
ANSWER = 10
"""Seconds in which a server must have answered, unless its address or the environment names
``connect_timeout``.
"""
GLANCE = 0.002
"""Seconds after which a program that waits for its turn looks again (SQLite)."""
WRITER = 0x6B6C6173
"""The first number of the advisory lock that a writer holds (PostgreSQL)."""


def engine_at(address: URL) -> Engine:
    """An engine whose transactions begin as they mean to go on; nothing is connected to yet."""
    if address.get_backend_name() != "sqlite":
        # of a connection that breaks it would tell before we say what to do
        logging.getLogger("psycopg").setLevel(logging.CRITICAL)
        engine = create_engine(address, **_server_options(address))
        _settle_server(engine)
        return engine
    file = file_of(address)
    engine = _sealed(address, file) if file and _is_sealed(file) else create_engine(address)
    _settle(engine)
    return engine


def file_of(address: URL) -> Path | None:
    """The file of an SQLite archive; ``None`` for other databases, and for a file: URI."""
    is_file = address.get_backend_name() == "sqlite"
    name = str(address.database)
    return Path(name) if is_file and not name.startswith("file:") else None


def write_ahead(engine: Engine) -> None:
    """Have SQLite write to a log first, so that nobody who reads waits; it stays with the file."""
    _keep_journal(engine, "WAL")


@contextmanager
def in_place(engine: Engine) -> Iterator[None]:
    """Have SQLite write to the file itself meanwhile, while nobody else has the archive open.

    That takes room for what is written once, not twice; and a full disk is noticed before all is
    said to be kept, not when the log is brought into the file.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    _keep_journal(engine, "DELETE")
    try:
        yield
    except BaseException:
        with suppress(SQLAlchemyError, sqlite3.Error):  # what failed first is told
            write_ahead(engine)
        raise
    write_ahead(engine)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: the only one, others wait."""
    began = monotonic()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            own = func.hashtext(func.current_schema())  # a database may hold several archives
            connection.execute(select(func.pg_advisory_xact_lock(WRITER, own)))
        yield connection
    if engine.dialect.name == "sqlite":
        # who waits must find a gap, even if this program writes on and on
        sleep(min((monotonic() - began) / 10, 3 * GLANCE))


def _keep_journal(engine: Engine, mode: Literal["WAL", "DELETE"]) -> None:
    raw = engine.raw_connection()
    try:
        # for this SQLite does not wait where others do the same
        _in_turn(lambda: raw.cursor().execute(f"PRAGMA journal_mode={mode}"))
    finally:
        raw.close()


def _server_options(address: URL) -> dict[str, Any]:
    options: dict[str, Any] = {"pool_pre_ping": True}  # a server may restart between two batches
    named = "connect_timeout" in address.query or "PGCONNECT_TIMEOUT" in os.environ
    if address.get_driver_name() in ("psycopg", "psycopg2") and not named:
        options["connect_args"] = {"connect_timeout": ANSWER}
    return options


def _is_sealed(file: Path) -> bool:
    """Whether an archive can only be read: it, or its folder, cannot be written to by us.

    A log beside it says that somebody else writes, or was killed: only SQLite can tell which.
    """
    ours = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    if ours or not os.access(file, os.R_OK):
        return False
    log = file.with_name(f"{file.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def _sealed(address: URL, file: Path) -> Engine:
    """An engine that only reads, without locks: for these SQLite would write beside the file.

    Its execution option ``sealed`` says so.
    """
    uri = f"file:{quote(str(file.absolute()))}?immutable=1"
    return create_engine(
        address,
        poolclass=NullPool,  # a connection goes on believing what it has read
        creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False),
        execution_options={"sealed": True},
    )


def _settle_server(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            # each search is planned for its own words, and no plan is worth compiling
            cursor.execute("SET plan_cache_mode = force_custom_plan")
            cursor.execute("SET jit = off")
            # nobody waits for ever behind what somebody else has locked
            cursor.execute(f"SET lock_timeout = {BUSY}")
        connection.commit()


def _settle(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, below
        for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Take the lock at once: taking it later can deadlock."""
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        _in_turn(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY}")


def _in_turn(attempt: Callable[[], object]) -> None:
    """Do what may have to wait for others, when it is this program's turn.

    SQLite itself looks only ten times a second whether it is: beside a program that writes one
    batch after another it would wait until all are written, or give up before.
    """
    until = monotonic() + BUSY / 1000
    while True:
        try:
            attempt()
            return
        except (OperationalError, sqlite3.OperationalError) as error:
            if monotonic() > until or meaning(error) is not TAKEN:
                raise
        sleep(GLANCE)
