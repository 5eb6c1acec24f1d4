"""What stands, or stood at a moment, of what has a beginning and an end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, or_


def standing(table: FromClause, moment: datetime | None = None) -> ColumnElement[bool]:
    """That a row stands now; with ``moment``, that it stood then, as far as was known then.

    What began before beginnings were noted has none, and has always stood.
    """
    if moment is None:
        return table.c.until.is_(None)
    begun = or_(table.c.since.is_(None), table.c.since <= moment)
    return begun & or_(table.c.until.is_(None), table.c.until > moment)
