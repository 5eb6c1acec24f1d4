"""A moment as feeds write it: the same on every machine, in every locale and time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime


def whole(moment: datetime) -> datetime:
    """``moment`` to the second, with its own offset if that counts whole minutes, else in UTC.

    Neither RFC 822 nor RFC 3339 can write an offset with seconds, and local mean times of before
    about 1900 have one. Raises ``ValueError`` for a moment without an offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"a moment without an offset: {moment.isoformat()}")
    if offset % timedelta(minutes=1):
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0)


def rfc822(moment: datetime) -> str:
    """``moment`` for RSS, such as ``Tue, 03 Nov 2026 09:00:00 +0100``; errors as in `whole`."""
    return format_datetime(whole(moment))


def rfc3339(moment: datetime) -> str:
    """``moment`` for JSON Feed, such as ``2026-11-03T09:00:00+01:00``; errors as in `whole`."""
    return whole(moment).isoformat()
