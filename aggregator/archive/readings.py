"""What a better reader makes of a kept answer, in place of what an older one made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from aggregator.archive.answers import Stored
from aggregator.archive.articles import PLACED_BY
from aggregator.archive.codec import article_row
from aggregator.archive.entries import SHOWN, unlist_of
from aggregator.archive.index.documents import index
from aggregator.archive.rows import change, row_of
from aggregator.archive.schema import answer, article, reading
from aggregator.archive.versions import SAID, said
from scrapers.article import READER, Article

_OWN = ("source", "url")
"""What a page is, whoever reads it."""


def replace_reading(connection: Connection, stored: Stored, new: Article, now: datetime) -> bool:
    """Make ``new`` what the article says; whether that differs from what it said.

    The old reading stays, with its reader and the time until which it counted. It is no revision:
    the page has not changed.
    """
    old = row_of(connection, article, stored.article)
    values = {name: v for name, v in article_row(new).items() if name not in _OWN}
    differs = any(old[name] != values[name] for name in SAID)
    if differs:
        told = {"article": old["id"], "reader": old["reader"], "until": now, **said(old)}
        connection.execute(insert(reading).values(**told))
    if any(values.get(name, old[name]) != old[name] for name in PLACED_BY):
        values["grouped"] = None
    known = {one["url"]: one for one in old["attachments"]}
    # what a server told of a document stays
    values["attachments"] = [known.get(one["url"], one) for one in values["attachments"]]
    values["reader"] = READER
    if any(values.get(name, old[name]) != old[name] for name in SHOWN):
        unlist_of(connection, [old["id"]])
    change(connection, article, old["id"], **values)
    index(connection, [old["id"]])
    return differs


def mark_read(connection: Connection, number: int, furniture: int) -> None:
    """Note that this reader has read an answer, knowing so much of the site's furniture."""
    change(connection, answer, number, reader=READER, furniture=furniture)
