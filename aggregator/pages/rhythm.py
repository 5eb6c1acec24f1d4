"""How often a source publishes, in words. Pure."""

from __future__ import annotations

from datetime import timedelta

from aggregator.pages.catalogue import texts
from aggregator.pages.msgid import msgid

_UNITS = (
    (
        timedelta(days=1),
        msgid("about once a day"),
        msgid("about twice a day"),
        msgid("about %(count)s times a day"),
    ),
    (
        timedelta(days=7),
        msgid("about once a week"),
        msgid("about twice a week"),
        msgid("about %(count)s times a week"),
    ),
    (
        timedelta(days=30.44),
        msgid("about once a month"),
        msgid("about twice a month"),
        msgid("about %(count)s times a month"),
    ),
    (
        timedelta(days=365.25),
        msgid("about once a year"),
        msgid("about twice a year"),
        msgid("about %(count)s times a year"),
    ),
)
_NEARLY = 0.9
"""Times in a unit that are called one; of fewer, a longer unit tells more."""
_SHORTEST = timedelta(minutes=1)


def rhythm(every: timedelta | None, language: str) -> str:
    """How often something happens that happens ``every`` so often; empty where it is not known."""
    if every is None:
        return ""
    gettext = texts(language).gettext
    for unit, once, twice, often in _UNITS:
        times = unit / max(every, _SHORTEST)
        if times >= _NEARLY:
            count = round(times)
            return gettext({1: once, 2: twice}.get(count, often)) % {"count": count}
    return gettext("less than once a year")
