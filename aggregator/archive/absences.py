"""Absences: when an article was gone from its site, and when it was back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from aggregator.archive.rows import add
from aggregator.archive.schema import absence

_CURRENT = (absence.c.article == bindparam("absent")) & absence.c.until.is_(None)
_FIND = select(absence.c.id).where(_CURRENT)
_END = update(absence).where(_CURRENT)


def begin_absence(connection: Connection, number: int, since: datetime) -> None:
    """Note that an article is gone; nothing where it is gone already."""
    if connection.scalar(_FIND, {"absent": number}) is None:
        add(connection, absence, article=number, since=since)


def end_absence(connection: Connection, number: int, until: datetime) -> None:
    """Note that an article is there again."""
    connection.execute(_END, {"absent": number, "until": until})
