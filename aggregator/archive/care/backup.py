"""A copy of an archive in a file, made while others write to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection

from aggregator.archive.archive import Archive
from aggregator.archive.care.batches import Progress, count_rows, silent
from aggregator.archive.care.copying import copy
from aggregator.archive.care.stored import on_one_line
from aggregator.archive.failures import shown, told
from aggregator.archive.schema import article
from aggregator.errors import ArchiveFailed, OutputError, OutputFailed

PAGES = 2_000
"""Pages copied at a time: in between one can be told how far it is, and break off."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied: the articles in it, and the bytes of the file."""

    articles: int
    bytes: int


def back_up(archive: Archive, file: Path, on_progress: Progress = silent) -> Backup:
    """Copy ``archive`` as it is at this moment into ``file``, an archive of its own (SQLite).

    The file is there when all of it is, checked and safely on the disk. ``on_progress`` hears how
    much of how much is copied. Raises ``OutputError`` for a file that is there already or whose
    folder is not, ``OutputFailed`` where the disk fails, ``ArchiveFailed`` where the archive does;
    then there is no file.
    """
    with _beside(file) as part:
        with archive.read() as connection:
            where, is_file = shown(connection.engine.url), connection.dialect.name == "sqlite"
            articles = _copy_file(connection, part, on_progress) if is_file else None
        if articles is None:
            address = URL.create("sqlite", database=str(part)).render_as_string()
            articles = copy(archive, address, on_progress).rows[article.name]
        if wrong := _wrong_with(part, articles):
            advice = "klaszterhirek db check says what is wrong with the archive"
            raise ArchiveFailed(where, f"its copy is not sound ({wrong}), and not kept; {advice}")
        size = part.stat().st_size
    return Backup(articles, size)


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """An empty file beside ``file`` that becomes it in the end, or is removed."""
    part = _begun(file)
    try:
        yield part
        _sync(part)
        _name(part, file)
        _sync(file.parent)
    except FileExistsError as error:
        raise OutputError(file, "was made meanwhile, and is left as it is; name another") from error
    except OSError as error:
        raise OutputFailed(file, f"cannot be written: {error.strerror or error}") from error
    finally:
        for end in ("", "-journal", "-shm", "-wal"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _begun(file: Path) -> Path:
    """An empty file beside ``file``, made now."""
    try:
        if file.is_dir():
            raise OutputError(file, "is a folder; name a new file in it")
        part = file.with_name(f"{file.name}.part")
        if file.exists():
            raise OutputError(file, "is there already; name another file")
        part.open("xb").close()
    except FileExistsError as error:
        advice = "another backup is being made, or was broken off; then remove it"
        raise OutputError(part, advice) from error
    except OSError as error:
        why = error.strerror or error
        raise OutputError(file, f"cannot be written: {why}; name another file") from error
    return part


def _name(part: Path, file: Path) -> None:
    """Let ``part`` be ``file``, but never in the place of another: a rename would replace it."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # a disk whose files have one name each, such as a memory stick's
        if file.exists():
            raise
        part.rename(file)


def _copy_file(connection: Connection, part: Path, on_progress: Progress) -> int:
    """Copy the pages of the archive's file; how many articles are in it.

    Within a transaction that has read already, SQLite goes on copying the state that this saw: it
    need not begin again when others have written, as it would have to for ever beside a crawl; and
    nobody has to wait, since readers and writers do not in a write-ahead log.
    """
    articles = count_rows(connection, article)
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    try:
        with closing(sqlite3.connect(part)) as target:
            # whole or nothing: it is a file of our own until it is renamed
            target.execute("PRAGMA journal_mode=OFF")
            target.execute("PRAGMA synchronous=OFF")
            source.backup(
                target,
                pages=PAGES,
                progress=lambda _, rest, total: on_progress(total - rest, total),
            )
    except sqlite3.Error as error:
        url = connection.engine.url
        raise OutputFailed(part, f"{shown(url)} was not copied: {told(error, url)}") from error
    return articles


def _wrong_with(part: Path, articles: int) -> str | None:
    """What is wrong with what was written: all of it is read before anybody relies on it."""
    uri = f"file:{quote(str(part.absolute()))}?immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (found,) = connection.execute("SELECT count(*) FROM article").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if said != "ok":
        return on_one_line(said)
    return None if found == articles else f"{found} of {articles} articles are in it"


def _sync(path: Path) -> None:
    """Make a file, or a folder's new entries, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
