"""What `search` says: one record for each article found, with the piece that it is found by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aggregator.archive.archive import Archive
from aggregator.archive.moments import published_of
from aggregator.archive.naming import check_known
from aggregator.archive.search import Limits, search
from aggregator.archive.versions import ArticleRow
from aggregator.log import visible
from aggregator.query.remark import Remark
from aggregator.query.snippet import Snippet, snippet, whole
from aggregator.query.tree import Query
from aggregator.research.citation import citation, day_known
from aggregator.summary import summary
from scrapers.article import BUDAPEST

COLUMNS = ("id", "published", "source", "title", "url")
"""The fields of a hit in a table."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The records of the articles found, and what whoever asked should know.

    ``instead`` is a query that would find something, where this one did not.
    """

    records: Sequence[dict[str, Any]]
    remarks: Sequence[Remark]
    instead: str | None


def found_articles(
    archive: Archive,
    text: str,
    now: datetime,
    limits: Limits,
    *,
    as_of: datetime | None = None,
    ranked: bool = False,
    limit: int = 20,
) -> Hits:
    """What ``archive.search`` finds; ``NotFound`` for a source that the archive does not know.

    Days ago are counted from ``now``, or from the day as of which is asked.
    """
    today = day_known(as_of) or now.astimezone(BUDAPEST).date()
    with archive.read() as connection:
        check_known(connection, limits.sources)
        found = search(connection, text, today, limits, as_of=as_of, ranked=ranked, limit=limit)
    records = [_record(row, found.query, day_known(as_of)) for row in found.rows]
    return Hits(records, found.remarks, found.instead)


def told_in_lines(record: Mapping[str, Any], bold: Callable[[str], str]) -> Iterator[str]:
    """A hit for a terminal: its title; its source and address; the piece that it is found by.

    ``bold`` makes bold what was found.
    """
    title, piece = (Snippet(record[name], record[f"{name}_marks"]) for name in ("title", "snippet"))
    gone = " (gone)" if record["gone"] else ""
    yield f"{_marked(title, bold)}{gone}"
    yield f"{visible(record['source_name'])}  {visible(record['url'])}"
    if piece.text:
        yield _marked(piece, bold)


def _marked(piece: Snippet, bold: Callable[[str], str]) -> str:
    return "".join(bold(_shown(part)) if hit else _shown(part) for part, hit in piece.parts())


def _shown(part: str) -> str:
    """A part of a line made visible; what stands before and behind it stays apart."""
    before, after = (" " if end.isspace() else "" for end in (part[:1], part[-1:]))
    return f"{before}{told}{after}" if (told := visible(part)) else before


def _record(row: ArticleRow, query: Query, known_on: date | None) -> dict[str, Any]:
    published = published_of(row)
    title, piece = whole(row["title"], query), snippet(row["text"], query)
    return {
        "id": row["id"],
        "published": published.iso() if published else None,
        "first_seen": row["first_seen"],
        "gone": row["gone"],
        "source": row["source"],
        "source_name": row["source_name"],
        "title": title.text,
        "title_marks": title.marks,
        "url": row["url"],
        "language": row["language"],
        "kind": row["kind"],
        "summary": summary(row["text"]),
        "snippet": piece.text,
        "snippet_marks": piece.marks,
        "citation": citation(row, known_on),
    }
