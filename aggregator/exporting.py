"""``export``: the archive as a stream of plain records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from aggregator.archive.archive import Archive
from aggregator.archive.codec import published_of, story_published
from aggregator.archive.schema import article, membership, relation, story

COLUMNS: Mapping[str, Sequence[str]] = {
    "articles": (
        *("id", "source", "url", "title", "published", "published_precision", "published_found"),
        *("first_seen", "last_seen", "changed", "gone", "kind", "language", "authors", "agency"),
        *("image", "gallery", "attachments", "links", "quotations", "text", "html"),
    ),
    "stories": ("id", "uid", "article", "role", "published", "updated", "minted", "same_as"),
    "relations": (
        *("article", "other", "kind", "by", "host", "share", "other_share", "passages", "evidence"),
        *("since", "until"),
    ),
}
"""The fields of each kind of record, in the order of the CSV."""


def records(archive: Archive, what: str) -> Iterator[dict[str, Any]]:
    """Every record of a kind (a key of ``COLUMNS``), by id, as it is read.

    A story has one record for each of its articles. ``published`` is no more precise than what is
    known; other moments are ISO 8601 in UTC.
    """
    query = {
        "articles": select(article).order_by(article.c.id),
        "stories": select(story, membership.c.article, membership.c.role)
        .outerjoin(membership, (membership.c.story == story.c.id) & membership.c.until.is_(None))
        .order_by(story.c.id, membership.c.id),
        "relations": select(relation).order_by(relation.c.id),
    }[what]
    with archive.read() as connection:
        rows = connection.execution_options(yield_per=500).execute(query).mappings()
        for row in rows:
            values = dict(row)
            if what != "relations":
                published = published_of(row) if what == "articles" else story_published(row)
                values["published"] = published.iso() if published else None
            yield {name: values[name] for name in COLUMNS[what]}
