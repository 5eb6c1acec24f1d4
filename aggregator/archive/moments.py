"""Publication moments in the rows of articles and stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import RowMapping

from scrapers.article import BUDAPEST, Precision, Published


def published_of(row: Mapping[str, Any] | RowMapping) -> Published | None:
    """The publication moment in an article's row, in Budapest's time, where its day counts."""
    moment = _moment(row["published_at"], row["published_precision"])
    if moment is None:
        return None
    return replace(moment, found=row["published_found"], text=row["published_text"])


def published_day(row: Mapping[str, Any] | RowMapping) -> date | None:
    """The day of publication in Budapest in an article's columns, where one is known."""
    moment = _moment(row["published_at"], row["published_precision"])
    return moment.day if moment else None


def story_published(row: RowMapping) -> Published | None:
    """The publication moment in a story's row: that of the original that dated it."""
    return _moment(row["published"], row["published_precision"])


def _moment(at: datetime | None, precision: str | None) -> Published | None:
    if at is None:
        return None
    return Published(at.astimezone(BUDAPEST), cast(Precision, precision), "", "")
