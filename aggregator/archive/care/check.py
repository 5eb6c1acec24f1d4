"""Whether an archive is whole: its file, its tables, what refers to what, its search index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.care.batches import Progress, count_rows, silent
from aggregator.archive.care.finding import RESTORE, Finding
from aggregator.archive.care.indexed import broken_index, unlike_documents, unlike_index
from aggregator.archive.care.layout import missing_helpers, missing_tables
from aggregator.archive.care.references import dangling_rows, doubled_rows
from aggregator.archive.care.sense import senseless_rows
from aggregator.archive.care.sequences import sequences_behind
from aggregator.archive.care.stored import faults_of_file, unreadable_rows
from aggregator.archive.failures import DAMAGED
from aggregator.archive.schema import answer, article, document, metadata, story
from aggregator.errors import ArchiveError, ArchiveFailed

_Look = Callable[[Connection], Iterator[Finding]]
_SUMMARY = {
    "articles": article,
    "stories": story,
    "kept answers": answer,
    "versions in the search index": document,
}


def check(archive: Archive, on_progress: Progress = silent) -> Iterator[Finding]:
    """All that is wrong with an archive, as it is found; it is only read.

    Other programs may write to it meanwhile: each look is at one state. What damage keeps from
    being read is a finding, too. ``on_progress`` hears how many articles are compared with the
    search index, which takes longest.
    """
    yield from _seen(archive, "the file", faults_of_file)
    missing = list(_seen(archive, "the list of tables", missing_tables))
    yield from missing
    if missing:
        return
    for table in metadata.sorted_tables:
        rows = partial(unreadable_rows, table=table)
        yield from _seen(archive, f"the table {table.name}", rows)
    looks: dict[str, _Look] = {
        "the list of indices and views": missing_helpers,
        "what rows refer to": dangling_rows,
        "what is to be unique": doubled_rows,
        "what rows tell together": senseless_rows,
        "numbers for new rows": sequences_behind,
        "the search index": unlike_index,
        "the search index in itself": broken_index,
    }
    for what, look in looks.items():
        yield from _seen(archive, what, look)
    yield from _unless_damaged("articles", unlike_documents(archive, on_progress))


def summary(archive: Archive) -> str:
    """What an archive holds, in a line for people."""
    with archive.read() as connection:
        counts = {what: count_rows(connection, table) for what, table in _SUMMARY.items()}
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())


def not_opened(problem: ArchiveError) -> Finding | None:
    """What is found where an archive is so damaged that it cannot even be opened."""
    return _damage("the file", problem)


def _seen(archive: Archive, what: str, look: _Look) -> Iterator[Finding]:
    """What is found in a transaction of its own: after an error a server refuses all else in it."""

    def findings() -> Iterator[Finding]:
        with archive.read() as connection:
            yield from look(connection)

    return _unless_damaged(what, findings())


def _unless_damaged(what: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; where damage ends them, that is one more."""
    try:
        yield from findings
    except ArchiveFailed as failed:
        if (found := _damage(what, failed)) is None:
            raise
        yield found


def _damage(what: str, problem: ArchiveError | ArchiveFailed) -> Finding | None:
    if problem.known is not DAMAGED:
        return None
    cause = getattr(problem.__cause__, "orig", None) or problem.__cause__
    return Finding(f"{what} cannot be read", str(cause), RESTORE)
