"""Absences: when an article was gone from its site, and when it was back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from aggregator.archive.schema import absence


def begin_absence(connection: Connection, number: int, since: datetime) -> None:
    """Note that an article is gone; nothing where it is gone already."""
    absent = (absence.c.article == number) & absence.c.until.is_(None)
    if connection.scalar(select(absence.c.id).where(absent)) is None:
        connection.execute(insert(absence).values(article=number, since=since))


def end_absence(connection: Connection, number: int, until: datetime) -> None:
    """Note that an article is there again."""
    absent = (absence.c.article == number) & absence.c.until.is_(None)
    connection.execute(update(absence).where(absent).values(until=until))
