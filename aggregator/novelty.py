"""Whether what is found is news, or was old already when it was found. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from aggregator.stories.reading import Reading

YOUNG = timedelta(days=30)
"""How long ago something may have been published that is found now and still is news."""


def is_old_news(original: Reading, door_since: datetime | None) -> bool:
    """Whether a story was old when its original was found.

    An undated one may be of any age if its source has a door since then only (``door_since``, the
    youngest): through a new door comes all that its site has ever told.
    """
    if original.published is None:
        return door_since is not None and original.first_seen <= door_since
    return original.first_seen - original.published > YOUNG
