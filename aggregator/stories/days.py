"""Days as the publishers count them, and the latest day on which an article can have appeared."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from aggregator.stories.reading import Reading

# A publication known to the day is stored as that day's midnight here; in UTC it is the day before.
_HERE = ZoneInfo("Europe/Budapest")


def day(moment: datetime) -> date:
    """The calendar day of an aware moment, in Budapest."""
    try:
        return moment.astimezone(_HERE).date()
    except OverflowError:  # the first and the last day that a datetime can tell
        return moment.date()


def latest_day(article: Reading) -> date:
    """The publication day, or the day it was first seen: it cannot have appeared after that."""
    seen = day(article.first_seen)
    return min(day(article.published), seen) if article.published else seen


def earliest_day(article: Reading) -> date:
    """The first day on which it can have appeared: the latest where it tells one, else any."""
    return latest_day(article) if article.published else date.min


def is_earlier(one: Reading, other: Reading) -> bool:
    """Whether ``one`` surely appeared on an earlier day than ``other``, which has to tell its."""
    return latest_day(one) < earliest_day(other)
