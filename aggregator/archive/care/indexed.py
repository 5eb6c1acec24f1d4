"""Whether a search finds each article by what it says and said: no more, no less."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Row, Select, func, inspect, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.archive import Archive
from aggregator.archive.care.batches import Progress, batches, silent
from aggregator.archive.care.finding import REINDEX, Finding, Tally
from aggregator.archive.index.documents import BATCH, Document, documents_of, index_of
from aggregator.archive.schema import article, document

_CHECKED_BY_SQLITE = (3, 44)
"""The version from which on its check of a file looks into the search index, too."""
_KEPT = select(document).where(among(document.c.article))


def unlike_documents(archive: Archive, on_progress: Progress = silent) -> Iterator[Finding]:
    """Articles whose documents are not what would be made of them now.

    A transaction for each batch: none lasts as long as words take to be read.
    """
    missing = Tally("versions of articles that no search finds", REINDEX)
    more = Tally("versions of articles that searches find and nobody told", REINDEX)
    others = Tally("versions of articles that are not found by what they say", REINDEX)
    last = done = 0
    with archive.read() as connection:
        total = connection.scalar(select(func.count()).select_from(article)) or 0
    while True:
        with archive.read() as connection:
            ids = list(connection.scalars(_following(last)))
            wanted = {one.place: one for one in documents_of(connection, ids)}
            kept = {row.place: row for row in rows_with(connection, _KEPT, ids)}
        if not ids:
            break
        for place in sorted(wanted.keys() | kept.keys()):
            one, row = wanted.get(place), kept.get(place)
            if row is None:
                missing.add(f"one of article {wanted[place].article}")
            elif one is None:
                more.add(f"one of article {row.article}")
            elif not _is_as(row, one):
                others.add(f"one of article {row.article}")
        last, done = ids[-1], done + len(ids)
        on_progress(done, max(done, total))
    for tally in (missing, more, others):
        yield from tally.findings()


def unlike_index(connection: Connection) -> Iterator[Finding]:
    """Where the database's index holds something else than the documents say."""
    if not inspect(connection).has_table("words"):
        yield Finding("a missing table", "the search index", REINDEX)
        return
    missing = Tally("versions of articles that the search index lacks", REINDEX)
    more = Tally("entries of the search index that are no article's", REINDEX)
    others = Tally("versions of articles that the search index has other words of", REINDEX)
    for place, sides in groupby(merge(_documents(connection), _held(connection)), itemgetter(0)):
        told = {side: digest for _, side, digest in sides}
        if len(told) == 2:
            if told["document"] != told["held"]:
                others.add(f"place {place}")
        else:
            (missing if "document" in told else more).add(f"place {place}")
    for tally in (missing, more, others):
        yield from tally.findings()


def broken_index(connection: Connection) -> Iterator[Finding]:
    """What is wrong with the index in itself: whether its words lead to what it holds."""
    if not inspect(connection).has_table("words"):
        return
    if connection.dialect.name == "sqlite":
        if sqlite3.sqlite_version_info >= _CHECKED_BY_SQLITE:
            return
        _copy_index(connection)
    if fault := index_of(connection).fault(connection):
        yield Finding("faults of the search index", fault, REINDEX)


def _copy_index(connection: Connection) -> None:
    """Put a copy of SQLite's index in the place of it, for this transaction.

    Only who writes may have an index checked, and everybody else would have to wait for as long.
    """
    made = "SELECT sql FROM main.sqlite_master WHERE name = 'words'"
    statement = str(connection.exec_driver_sql(made).scalar_one())
    connection.exec_driver_sql(statement.replace("TABLE words", "TABLE temp.words", 1))
    for part in ("config", "content", "data", "docsize", "idx"):
        connection.exec_driver_sql(f"DELETE FROM temp.words_{part}")
        connection.exec_driver_sql(f"INSERT INTO temp.words_{part} SELECT * FROM main.words_{part}")


def _following(last: int) -> Select[int]:
    return select(article.c.id).where(article.c.id > last).order_by(article.c.id).limit(BATCH)


def _documents(connection: Connection) -> Iterator[tuple[int, str, str]]:
    for batch in batches(connection, document):
        yield from ((row["place"], "document", row["digest"]) for row in batch)


def _held(connection: Connection) -> Iterator[tuple[int, str, str]]:
    for place, terms in index_of(connection).held(connection):
        yield place, "held", terms.digest


def _is_as(row: Row[tuple[object, ...]], one: Document) -> bool:
    kept = (row.article, row.digest, row.since, row.until)
    return kept == (one.article, one.terms.digest, one.since, one.until)
