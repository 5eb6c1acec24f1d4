"""Whether what is stored can be read: by the database, and by this program."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, Table, text

from aggregator.archive.care.batches import batches
from aggregator.archive.care.finding import REINDEX, RESTORE, Finding, Tally
from aggregator.archive.schema import answer

_MOST = 1_000
"""Faults of a file that are counted."""
_HEADING = "*** in database main ***"


def faults_of_file(connection: Connection) -> Iterator[Finding]:
    """What SQLite finds wrong with its file; nothing on PostgreSQL, which tells when it is read."""
    if connection.dialect.name == "sqlite":
        faults = Tally("faults of the file", RESTORE)
        of_index = Tally("faults of the search index", REINDEX)
        for line in connection.scalars(text(f"PRAGMA integrity_check({_MOST})")):
            if line != "ok":
                # a newer SQLite looks into its search index, too
                (of_index if "fts5" in line.lower() else faults).add(on_one_line(line))
        yield from (*faults.findings(), *of_index.findings())


def on_one_line(fault: str) -> str:
    """A fault as SQLite tells it, without the heading that it puts over some."""
    return " ".join(fault.replace(_HEADING, "").split())


def unreadable_rows(connection: Connection, table: Table) -> Iterator[Finding]:
    """What cannot be read of a table; fails where damage keeps all that is behind from it."""
    packed = Tally("kept answers that cannot be unpacked", RESTORE)
    for batch in batches(connection, table):
        for row in batch if table is answer else ():
            if not _is_packed(row["body"]):
                packed.add(f"answer {row['id']} of article {row['article']}")
    yield from packed.findings()


def _is_packed(body: bytes) -> bool:
    # it holds a checksum of what is packed in it
    try:
        zlib.decompress(body)
    except zlib.error:
        return False
    return True
