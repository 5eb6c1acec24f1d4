"""Archive: one database behind one door, opened, checked and kept whole."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from aggregator.archive.engines import engine_at, file_of, in_place, write_ahead, writing
from aggregator.archive.failures import DAMAGED, FOREIGN, UNWRITABLE, Meaning, meaning, shown, told
from aggregator.archive.leases import lost
from aggregator.archive.schema import VERSION
from aggregator.errors import ArchiveError, ArchiveFailed, Busy, Problem

Heard = Callable[[int, int], None]
"""Hears how many articles of how many are indexed."""
_WRITE = "write sqlite:////folder/archive.sqlite or postgresql+psycopg://user@host/database"


class Archive:
    """An open archive; a context manager. See ``open_archive``."""

    def __init__(self, engine: Engine, fences: Mapping[str, int] | None = None) -> None:
        self._engine, self._fences = engine, fences or {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._engine.dispose()

    @property
    def file(self) -> Path | None:
        """The file of an SQLite archive; ``None`` for one of a server."""
        return file_of(self._engine.url)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive."""
        # SQLite's transactions see one state anyway
        options = (
            {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        )
        with _failing(self._engine), _still(self._engine), self._engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all.

        Raises ``ArchiveFailed`` where the database or its disk fails, ``ArchiveError`` where it
        cannot be written to, ``Busy`` where a lease was lost.
        """
        with _failing(self._engine), writing(self._engine) as connection:
            for name in lost(connection, self._fences):
                raise Busy(name, "another run has taken it over; what was done until then is kept")
            yield connection

    def fenced(self, fences: Mapping[str, int]) -> Archive:
        """The same archive for who holds these leases beside those he has (see ``leasing``)."""
        return Archive(self._engine, {**self._fences, **fences})

    @contextmanager
    def fill(self) -> Iterator[Connection]:
        """A transaction that fills an empty archive, which nobody else has open yet: as ``write``.

        A file is one file then, with nothing beside it, and took no more room than it has.
        """
        with (
            _failing(self._engine),
            in_place(self._engine),
            writing(self._engine) as connection,
        ):
            yield connection


def _unheard(_version: str) -> Heard:
    return lambda done, total: None


def open_archive(
    url: str, *, make: bool = True, on_upgrade: Callable[[str], Heard] = _unheard
) -> Archive:
    """The archive at a database address, made there if there is none and ``make`` allows it.

    ``url`` is SQLAlchemy's: ``sqlite:////path/archive.sqlite`` or ``postgresql+psycopg://…``.
    Raises ``ArchiveError`` with one line that says what to do: an address that makes no sense, a
    missing driver, a file that is no database, a folder that cannot be written, a server that
    does not answer or lets nobody in, an archive of a newer program. The archive is untouched then.
    What can be read but not written to is opened all the same, and refuses to be written to.
    ``on_upgrade`` is told the version of an older archive before that is brought up to date.
    """
    address = _address(url)
    try:
        engine = engine_at(address)
    except ModuleNotFoundError as error:
        advice = "; pip install 'klaszterhirek[postgresql]'"
        raise ArchiveError(
            shown(address),
            f"its driver {error.name} is not installed"
            + (advice if address.get_backend_name() == "postgresql" else ""),
        ) from error
    except (SQLAlchemyError, OSError, TypeError, ValueError) as error:
        raise ArchiveError(shown(address), f"cannot be used: {told(error, address)}") from error
    try:
        _prepare(engine, address, make=make, on_upgrade=on_upgrade)
    except BaseException:
        engine.dispose()
        raise
    return Archive(engine)


def _prepare(
    engine: Engine, address: URL, *, make: bool, on_upgrade: Callable[[str], Heard]
) -> None:
    """Check what is at the address, and make an archive where nothing is."""
    try:
        found = _found(engine, file_of(address), make=make, on_upgrade=on_upgrade)
    except (OSError, UnicodeError) as error:
        raise ArchiveError(
            shown(address), f"cannot be opened: {told(error, address)}", meaning(error)
        ) from error
    except Exception as error:
        if (judged := _judged(engine, error)) is None:
            raise
        said, known = judged
        raise ArchiveError(shown(address), f"cannot be opened: {said}", known) from error
    if found is None:
        raise ArchiveError(
            shown(address), "there is no archive yet; klaszterhirek update makes one"
        )
    if found > VERSION:
        raise ArchiveError(
            shown(address),
            f"was written by a newer klaszterhirek (version {found}, this one knows {VERSION}); "
            "install the newer program",
        )


def _found(
    engine: Engine, file: Path | None, *, make: bool, on_upgrade: Callable[[str], Heard]
) -> str | None:
    """The version of the archive that is there, after it was made or brought up to date."""
    if file and make:
        file.parent.mkdir(parents=True, exist_ok=True)
    elif file and not file.exists():
        return None
    found = _version(engine)
    if (found is None and make) or (found is not None and found < VERSION):
        _upgrade(engine, on_upgrade(found) if found else _unheard(VERSION))
        return VERSION
    return found


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ArchiveError(_bare(url), f"is no database address; {_WRITE}") from error
    if why := _senseless(url, address):
        raise ArchiveError(_bare(url), f"{why}; {_WRITE}")
    return address


def _senseless(url: str, address: URL) -> str | None:
    """Why an address can be of no archive, though it is one."""
    if "@" in (address.host or ""):
        return "is no database address: an @ in a password is written %40"
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        return "would be in memory, and an archive there keeps nothing"
    return "is no database address: none holds a NUL" if "\0" in url else None


def _bare(url: str) -> str:
    """What can be shown of an address that makes no sense: anything in it may be a password."""
    bare = url.rsplit("@", maxsplit=1)[-1].split("?", maxsplit=1)[0]
    return re.sub("(//[^/:]*):.*", r"\1", bare)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
        if tables:
            raise OSError("there is a database already, and it is no archive; name another")
        return None


def _upgrade(engine: Engine, heard: Heard) -> None:
    """Bring an empty database, or an older archive, to the newest tables."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    from aggregator.archive.index.documents import index_missing
    from aggregator.archive.views import drop_views, make_views

    config = Config()
    config.set_main_option("script_location", "aggregator.archive:migrations")
    if engine.dialect.name == "sqlite":
        write_ahead(engine)
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        drop_views(connection)  # tables that a view looks at cannot be changed
        try:
            command.upgrade(config, "head")  # nothing to do where somebody else was faster
        except CommandError as error:
            raise OSError(f"no klaszterhirek is known to have made it: {error}") from error
        make_views(connection)
        index_missing(connection, heard)


@contextmanager
def _failing(engine: Engine) -> Iterator[None]:
    """Tell what fails in a transaction in one line."""
    try:
        yield
    except Problem:
        raise
    except Exception as error:
        if (judged := _judged(engine, error)) is None:
            raise
        said, known = judged
        kind = ArchiveError if known is UNWRITABLE else ArchiveFailed
        raise kind(shown(engine.url), said, known) from error


def _judged(engine: Engine, error: Exception) -> tuple[str, Meaning | None] | None:
    """What to say of an error, and what is known of it; ``None`` where it is our own mistake."""
    known, from_database = meaning(error), isinstance(error, SQLAlchemyError | sqlite3.Error)
    if known is DAMAGED or (known and from_database):
        return told(error, engine.url), known
    if not _is_sound(engine):  # what stands on damaged pages may come out as anything
        return DAMAGED.advice, DAMAGED
    return (told(error, engine.url), None) if from_database else None


def _is_sound(engine: Engine) -> bool:
    """Whether SQLite finds nothing wrong with its file; other databases see to that themselves."""
    if engine.dialect.name != "sqlite":
        return True
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(text("PRAGMA quick_check(1)")) == "ok")
    except SQLAlchemyError as error:
        return meaning(error) not in (DAMAGED, FOREIGN)


@contextmanager
def _still(engine: Engine) -> Iterator[None]:
    """See to it that nobody writes to a sealed file in the meantime: it is read without locks."""
    file = file_of(engine.url)
    if file is None or "sealed" not in engine.get_execution_options():
        yield
        return
    before = file.stat()
    try:
        yield
    finally:
        after = file.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise ArchiveFailed(
                shown(engine.url), "was written to while it was read: run the same command again"
            )
