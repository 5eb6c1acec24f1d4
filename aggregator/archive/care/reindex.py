"""The search index made anew."""

from __future__ import annotations

from aggregator.archive.archive import Archive
from aggregator.archive.care.batches import Progress, silent
from aggregator.archive.care.planning import count_anew
from aggregator.archive.index.documents import make_index


def reindex(archive: Archive, on_progress: Progress = silent) -> int:
    """Make the search index anew, whole or not at all; of how many articles."""
    with archive.write() as connection:
        articles = make_index(connection, on_progress)
        count_anew(connection)
    return articles
