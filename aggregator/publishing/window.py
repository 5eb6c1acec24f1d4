"""Which stories a feed holds: by number and by age, counted from the newest, never by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST = 200
"""Stories in a feed at most."""
LEAST = 30
"""Stories that stay however old they are: a quiet year must not empty the feed."""
AGE = timedelta(days=365)
"""How much older than the newest story the others may be."""


def within(moments: Sequence[datetime]) -> int:
    """How many of the stories with these moments, newest first, belong into the feed."""
    young = sum(1 for moment in moments[:MOST] if moments[0] - moment <= AGE)
    return min(len(moments), MOST, max(young, LEAST))
