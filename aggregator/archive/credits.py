"""Credits in the archive: whom the text of each article names as its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.codec import called
from aggregator.archive.schema import credit
from aggregator.archive.told import replace_told
from aggregator.stories.credit import Credit


def replace_credits(
    connection: Connection, told: Mapping[int, Iterable[Credit]], now: datetime
) -> None:
    """Make of ``told`` whom each of its articles credits; whom else it did, it no longer does."""
    rows = (
        {"article": number, "called": called(one.who), **asdict(one)}
        for number, credits in told.items()
        for one in credits
    )
    replace_told(connection, credit, told, rows, now)
