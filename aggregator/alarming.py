"""Whoever runs the program is told what is new with sources: once each, in one mail a run."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.troubles import keep_told, untold_troubles
from aggregator.config import Config
from aggregator.log import event
from aggregator.mailing import NotSent, send
from aggregator.pages.alarms import AlarmLine, digest


def tell_alarms(archive: Archive, config: Config, now: datetime) -> bool:
    """Mail what nobody was told of yet, if mail is configured; whether nothing is left untold.

    What is told is noted after the server has taken it: of a run that is killed in between the next
    one tells it again. A failure is one line of the log, and the next run tries again.
    """
    if config.mail is None:
        return True
    with archive.read() as connection:
        new, over = untold_troubles(connection)
    if not (new or over):
        return True
    told = digest(config.title, _lines(new), _lines(over), config.language)
    try:
        send(config.mail, *told, now)
    except NotSent as error:
        event("mail-failed", logging.ERROR, host=config.mail.host, reason=str(error))
        return False
    with archive.write() as connection:
        keep_told(connection, [row["id"] for row in new], [row["id"] for row in over], now)
    event("mailed", new=len(new), over=len(over))
    return True


def _lines(rows: list[RowMapping]) -> list[AlarmLine]:
    names = ("name", "source", "problem", "since", "until")
    return [
        AlarmLine(advice=row["advice"] or "", **{one: row[one] for one in names}) for row in rows
    ]
