"""The closed archive documents of the combined feed, in the archive (RFC 5005)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from aggregator.archive.schema import story, volume

FORMATS = {"rss": volume.c.rss, "atom": volume.c.atom, "json": volume.c.json}


@dataclass(frozen=True, slots=True)
class Volume:
    """A closed document: its name, the first and last of its stories as they were minted, and when
    it was closed, or changed because something was forgotten.
    """

    name: str
    first: int
    last: int
    closed: datetime


@dataclass(frozen=True, slots=True)
class Minted:
    """A story that is in no closed document yet."""

    story: int
    at: datetime


def volumes(connection: Connection) -> list[Volume]:
    """All closed documents, the oldest first."""
    columns = (volume.c.name, volume.c.first_story, volume.c.last_story, volume.c.closed)
    return [Volume(*row) for row in connection.execute(select(*columns).order_by(volume.c.id))]


def minted_after(connection: Connection, last: int, limit: int) -> list[Minted]:
    """The next stories after one, as they were minted."""
    query = select(story.c.id, story.c.minted).where(story.c.id > last)
    rows = connection.execute(query.order_by(story.c.id).limit(limit))
    return [Minted(*row) for row in rows]


def keep_volume(connection: Connection, one: Volume, documents: Mapping[str, bytes]) -> None:
    """Keep a document that is closed, in each format by its name."""
    bodies = {name: zlib.compress(documents[name], 9) for name in FORMATS}
    values = {"name": one.name, "first_story": one.first, "last_story": one.last}
    connection.execute(insert(volume).values(**values, closed=one.closed, **bodies))


def change_volume(
    connection: Connection, name: str, documents: Mapping[str, bytes], now: datetime
) -> None:
    """Put other documents in the place of a closed one: only what is forgotten is a reason."""
    bodies = {form: zlib.compress(documents[form], 9) for form in FORMATS}
    connection.execute(update(volume).where(volume.c.name == name).values(closed=now, **bodies))


def document_of(connection: Connection, name: str, form: str) -> bytes:
    """A closed document in a format."""
    body = connection.execute(select(FORMATS[form]).where(volume.c.name == name)).scalar_one()
    return zlib.decompress(body)


def last_listed(connection: Connection, first: int) -> datetime | None:
    """When anything of the stories from this one on was last put into feeds."""
    last: datetime | None = connection.scalar(
        select(func.max(story.c.listed)).where(story.c.id >= first)
    )
    return last
