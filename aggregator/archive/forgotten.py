"""What is removed from the archive when an article is forgotten: all that it ever said.

What stays is a tombstone: its source, its address, when it was published and seen, and a digest by
which it is known again should it come back. That it is forgotten cannot be undone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, null, select, update

from aggregator.archive.articles import mark_grouped
from aggregator.archive.index.documents import index
from aggregator.archive.rows import change
from aggregator.archive.schema import (
    answer,
    article,
    credit,
    event,
    fingerprint,
    line,
    membership,
    page,
    pairing,
    reading,
    relation,
    revision,
    story,
    wording,
)

_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("title", "text", "html"), ""),
    **dict.fromkeys(("published_text", "agency", "image"), None),
    **{
        name: []
        for name in (
            *("authors", "gallery", "attachments", "links", "quotations", "announced", "blocks"),
            "alternates",
        )
    },
}
_TOLD = (revision, reading, answer, credit, event, wording, fingerprint, line, pairing)
"""Tables that hold what an article said, or what was found in it."""
# asked for the source as well, SQLite would look through all that the source has
_FORGOTTEN = select(article.c.id, article.c.source).where(
    article.c.digest == bindparam("digest"), article.c.forgotten.is_not(None)
)


def erase(connection: Connection, number: int, now: datetime) -> None:
    """Remove all that an article says and ever said."""
    if connection.dialect.name == "sqlite":
        # overwritten with zeros, not only given free
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for table in _TOLD:
        connection.execute(delete(table).where(table.c.article == number))
    between = (relation.c.article == number) | (relation.c.other == number)
    connection.execute(update(relation).where(between).values(passages=[], evidence=[]))
    connection.execute(
        update(relation).where(between, relation.c.until.is_(None)).values(until=now)
    )
    connection.execute(update(page).where(page.c.article == number).values(owed=null()))
    change(connection, article, number, **_NOTHING, forgotten=now)
    mark_grouped(connection, [number])
    index(connection, [number])


def is_forgotten(connection: Connection, source: str, digest: str) -> int | None:
    """The number of the forgotten article of a source that said the same."""
    found = connection.execute(_FORGOTTEN, {"digest": digest})
    return next((row.id for row in found if row.source == source), None)


def was_forgotten(connection: Connection, number: int) -> bool:
    """Whether an article that is or was in a story was forgotten, or in the one that it turned out
    to be.
    """
    following: int | None = number
    while following is not None:
        query = select(article.c.id).join(membership, membership.c.article == article.c.id)
        of_it = query.where(membership.c.story == following, article.c.forgotten.is_not(None))
        if connection.scalar(of_it.limit(1)) is not None:
            return True
        following = connection.scalar(select(story.c.same_as).where(story.c.id == following))
    return False
