"""Whether what is found is news, or was old already when it was found. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.stories.reading import Reading

YOUNG = timedelta(days=30)
"""How long ago something may have been published that is found now and still is news."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """From when a site had a new door, up to when it had told through it all it has ever told."""

    since: datetime
    until: datetime


def is_old_news(original: Reading, arrival: Arrival | None) -> bool:
    """Whether a story was old when its original was found.

    An undated one may be of any age if it came in with the history of its source: through a new
    door, and perhaps in many crawls, comes all that its site has ever told. A site that always puts
    some page off is taken to have arrived after ``YOUNG``.
    """
    if original.published is None:
        return arrival is not None and original.first_seen <= min(
            arrival.until, arrival.since + YOUNG
        )
    return original.first_seen - original.published > YOUNG
