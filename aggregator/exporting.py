"""``export``: the archive as a stream of plain records, or of the answers it was read from."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from sqlalchemy import Connection, RowMapping, Select, func, select

from aggregator.archive.archive import Archive
from aggregator.archive.moments import published_of, story_published
from aggregator.archive.schema import (
    answer,
    article,
    credit,
    event,
    membership,
    relation,
    revision,
    source,
    story,
)
from aggregator.archive.standing import standing
from aggregator.archive.versions import as_known
from aggregator.research import warc
from aggregator.research.citation import citation, day_known, digest
from aggregator.research.dictionary import FIELDS, entries

COLUMNS: Mapping[str, Sequence[str]] = {
    what: tuple(one.field for one in fields) for what, fields in FIELDS.items() if what != "answers"
}
"""The fields of each kind of record, in the order of the CSV."""
BATCH = 100
"""Rows in memory at a time; a page may have some megabytes."""

Row = Mapping[str, Any] | RowMapping
Records = Iterator[dict[str, Any]]


def records(archive: Archive, what: str, as_of: datetime | None = None) -> Records:
    """Every record of a kind (a key of ``COLUMNS``), by id, as it is read.

    With ``as_of`` what stood at that moment, as far as was known then; without, relations, events
    and credits that stand no longer are there as well, with when they ended. A story has one record
    for each of its articles. ``published`` is no more precise than what is known.
    """
    if what == "dictionary":
        yield from entries()
        return
    with archive.read() as connection:
        for values in _READERS[what](connection, as_of):
            yield {name: values[name] for name in COLUMNS[what]}


def write_answers(archive: Archive, out: BinaryIO, as_of: datetime | None = None) -> int:
    """Write the answers that articles were read from as WARC; how many there were.

    With ``as_of`` those that had come by then.
    """
    query = select(answer).order_by(answer.c.id)
    latest = select(func.max(answer.c.at))
    if as_of:
        query, latest = (one.where(answer.c.at <= as_of) for one in (query, latest))
    count = 0
    with archive.read() as connection:
        writer = warc.Writer(out, connection.scalar(latest), day_known(as_of))
        for count, row in enumerate(_rows(connection, query), start=1):  # noqa: B007
            writer.write(
                warc.Answer(
                    number=row["id"],
                    article=row["article"],
                    url=row["url"],
                    content_type=row["content_type"],
                    body=zlib.decompress(row["body"]),
                    at=row["at"],
                )
            )
    return count


def _articles(connection: Connection, as_of: datetime | None) -> Iterator[Row]:
    wanted = [article.c[name] for name in COLUMNS["articles"] if name in article.c]
    query = (
        select(*wanted, article.c.published_at, source.c.name.label("source_name"))
        .join(source, source.c.id == article.c.source)
        .order_by(article.c.id)
    )
    if as_of:
        query = query.where(article.c.first_seen <= as_of)
    for rows in _batches(connection, query):
        for row in as_known(connection, rows, as_of):
            yield {
                **_dated(row),
                "sha256": digest(row["text"]),
                "citation": citation(row, day_known(as_of)),
            }


def _revisions(connection: Connection, as_of: datetime | None) -> Iterator[Row]:
    """Former versions; with ``as_of`` those that had been replaced by then."""
    query = select(revision).order_by(revision.c.id)
    if as_of:
        query = query.where(revision.c.until <= as_of)
    for row in _rows(connection, query):
        yield {**_dated(row), "language": row["language"] or None, "sha256": digest(row["text"])}


def _stories(connection: Connection, as_of: datetime | None) -> Iterator[Row]:
    members = (membership.c.story == story.c.id) & standing(membership, as_of)
    query = (
        select(story, membership.c.article, membership.c.role)
        .outerjoin(membership, members)
        .order_by(story.c.id, membership.c.id)
    )
    if as_of:
        query = query.where(story.c.minted <= as_of)
    for row in _rows(connection, query):
        published = story_published(row)
        values = {**row, "published": published.iso() if published else None}
        yield _story_known(values, as_of) if as_of else values


def _story_known(values: dict[str, Any], as_of: datetime) -> dict[str, Any]:
    """A story's record without what happened later."""
    if values["updated"] > as_of:
        values["updated"] = None
    if values["article"]:  # a story that is another has no article
        values["same_as"] = None
    return values


def _lasting(table: Any) -> Callable[[Connection, datetime | None], Iterator[Row]]:
    """What has a beginning and an end."""

    def read(connection: Connection, as_of: datetime | None) -> Iterator[Row]:
        query = select(table).order_by(table.c.id)
        if as_of is None:
            return _rows(connection, query)
        rows = _rows(connection, query.where(standing(table, as_of)))
        return ({**row, "until": None} for row in rows)

    return read


_READERS: Mapping[str, Callable[[Connection, datetime | None], Iterable[Row]]] = {
    "articles": _articles,
    "stories": _stories,
    "relations": _lasting(relation),
    "events": _lasting(event),
    "revisions": _revisions,
    "credits": _lasting(credit),
}


def _batches(connection: Connection, query: Select[Any]) -> Iterator[Sequence[RowMapping]]:
    """Rows as they come from the database, which holds the rest."""
    found = connection.execute(query, execution_options={"yield_per": BATCH})
    return iter(found.mappings().partitions())


def _rows(connection: Connection, query: Select[Any]) -> Iterator[RowMapping]:
    return (row for rows in _batches(connection, query) for row in rows)


def _dated(row: Row) -> dict[str, Any]:
    published = published_of(row)
    return {**row, "published": published.iso() if published else None}
