"""A whole archive copied into another, empty one, whatever databases the two are on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    RowMapping,
    Table,
    bindparam,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.care.batches import Progress, batches, count_rows, silent
from aggregator.archive.care.likeness import Likeness
from aggregator.archive.care.planning import count_anew
from aggregator.archive.care.sequences import set_sequences
from aggregator.archive.failures import shown, told
from aggregator.archive.index.documents import BATCH, index_missing
from aggregator.archive.schema import article, document, metadata
from aggregator.errors import ArchiveError, ArchiveFailed

_TABLES = [table for table in metadata.sorted_tables if table is not document]
"""What is copied, each behind those that it refers to; documents are made with the index."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied where (an address as it may be shown): the rows of each table."""

    where: str
    rows: Mapping[str, int]


def copy(archive: Archive, address: str, on_progress: Progress = silent) -> Copied:
    """Copy all of ``archive`` into the empty archive at ``address``, which is made if need be.

    What is copied is one state of it, all in one transaction, and every row is compared before that
    ends: if anything fails, the other archive stays empty. The search index is made anew there.
    ``on_progress`` hears of rows and then of articles that are indexed, all in one count.

    Raises ``ArchiveError`` where the other archive is not empty, and it is left untouched.
    """
    with _empty(address) as other, archive.read() as source, other.fill() as target:
        _refuse_rows(target)  # somebody may have been faster
        counts = _counts(source)
        copied, total = sum(counts.values()), sum(counts.values()) + counts[article.name]
        _copy_tables(source, target, lambda done: on_progress(done, total))
        _finish(target, lambda done, _: on_progress(copied + done, total))
        return Copied(_shown(target), {**counts, document.name: count_rows(target, document)})


@contextmanager
def _empty(address: str) -> Iterator[Archive]:
    """The archive at an address, which is made if need be; one that holds anything is untouched."""
    with open_archive(address, on_upgrade=_refuse_older(address)) as other:
        with other.read() as target:
            _refuse_rows(target)
        yield other


def _counts(source: Connection) -> dict[str, int]:
    with _reading(source):
        return {table.name: count_rows(source, table) for table in _TABLES}


def _copy_tables(source: Connection, target: Connection, hear: Callable[[int], None]) -> None:
    """Copy every row, and compare what became of it; ``hear`` is told how many are copied."""
    copied = 0
    for table in _TABLES:
        likeness = Likeness()
        for batch in _of(source, table):
            _put(target, table, batch, source)
            likeness.add(batch)
            copied += len(batch)
            hear(copied)
        _refer_to_itself(source, target, table)
        _compare(target, table, likeness)


def _finish(target: Connection, on_progress: Progress) -> None:
    """Make what follows from the rows and is not copied."""
    index_missing(target, on_progress)
    set_sequences(target)
    count_anew(target)


def _refuse_older(address: str) -> Callable[[str], Progress]:
    """What refuses an archive of an older version before it is brought up to date: it has rows."""

    def refuse(version: str) -> Progress:
        raise _has_rows(shown(make_url(address)), f" of version {version}")

    return refuse


def _refuse_rows(target: Connection) -> None:
    for table in metadata.sorted_tables:
        if target.execute(select(table).limit(1)).first() is not None:
            raise _has_rows(_shown(target))


def _has_rows(where: str, more: str = "") -> ArchiveError:
    return ArchiveError(where, f"there is an archive{more} already; name a place where none is")


@contextmanager
def _reading(source: Connection) -> Iterator[None]:
    """Tell what goes wrong of the archive that is read: the other one is not to blame for it."""
    try:
        yield
    except (SQLAlchemyError, ValueError) as error:
        raise ArchiveFailed(_shown(source), told(error, source.engine.url)) from error


def _of(source: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    rows = batches(source, table)
    while True:
        with _reading(source):
            batch = next(rows, None)
        if batch is None:
            return
        yield batch


def _put(target: Connection, table: Table, batch: Sequence[RowMapping], source: Connection) -> None:
    later = dict.fromkeys(column.name for column in _to_itself(table))
    try:
        target.execute(insert(table), [{**row, **later} for row in batch])
    except (IntegrityError, DataError) as error:
        said = f"{table.name} holds what no archive may hold ({told(error, target.engine.url)})"
        advice = "klaszterhirek db check says what is wrong with it"
        raise ArchiveFailed(_shown(source), f"{said}: {advice}") from error


def _to_itself(table: Table) -> list[Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _refer_to_itself(source: Connection, target: Connection, table: Table) -> None:
    """Have rows refer to others of their own table, now that all of them are there."""
    for column in _to_itself(table):
        query = select(table.c.id.label("one"), column.label("other")).where(column.is_not(None))
        change = update(table).where(table.c.id == bindparam("one"))
        rows = source.execute(query, execution_options={"yield_per": BATCH}).mappings()
        for batch in rows.partitions():
            target.execute(
                change.values({column.name: bindparam("other")}), [dict(one) for one in batch]
            )


def _compare(target: Connection, table: Table, wanted: Likeness) -> None:
    found = Likeness()
    for batch in batches(target, table):
        found.add(batch)
    if found != wanted:
        said = f"{table.name} came out otherwise than it was; nothing is kept of it"
        raise ArchiveFailed(_shown(target), said)


def _shown(connection: Connection) -> str:
    return shown(connection.engine.url)
