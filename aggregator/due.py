"""When a source is crawled again: about twice as often as it publishes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.pages.msgid import msgid
from aggregator.pages.saying import Saying
from scrapers.memory import SLACK
from scrapers.source import Source

SHORTEST = timedelta(hours=1)
"""No source is asked more often: a newsroom's feed shows far more than an hour of it."""
LONGEST = timedelta(days=2)
"""No living source is asked more rarely: an invitation to an event is worth nothing after it."""
UNTOLD = timedelta(days=1)
"""The interval of a source of which no dated article is known."""
OWING = timedelta(hours=6)
"""The longest interval of a source that owes pages."""
RAREST = timedelta(days=7)
"""That of a frozen source, and what a failing one backs off to: it is never given up."""
LATEST = 10
"""Articles from which it is told how often a source publishes."""

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
_NEVER = {"lapsed": msgid("its site has lapsed"), "hacked": msgid("its site was hacked")}


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a source's crawls and of its news.

    ``crawled`` is when it last was, ``failures`` how many crawls in a row have failed up to then,
    ``owed`` how many pages that crawl put off. ``latest`` are the moments of its ``LATEST``
    articles, in any order.
    """

    crawled: datetime | None = None
    failures: int = 0
    owed: int = 0
    latest: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The next turn of a source: when (``None`` is never) and why then."""

    at: datetime | None
    reason: Saying
    slack: timedelta = timedelta(0)

    @property
    def why(self) -> str:
        """The reason, for people who read English."""
        return str(self.reason)

    def due(self, now: datetime) -> bool:
        """Whether it is time; a little early counts, or the jitter of cron would skip turns."""
        return self.at is not None and now >= self.at - self.slack


def next_turn(source: Source, history: History, now: datetime) -> Turn:
    """When ``source`` is to be crawled next, by what its file and its ``history`` say.

    Its own ``every`` wins. Else the interval is half the mean time between its latest articles,
    between ``SHORTEST`` and ``LONGEST``; each failure in a row after the first doubles it.
    """
    if source.status in _NEVER:
        return Turn(None, Saying(_NEVER[source.status]))
    if history.crawled is None:
        return Turn(now, Saying(msgid("it was never crawled")))
    if history.crawled > now + SLACK:
        return Turn(now, Saying(msgid("its last crawl was by a clock that ran ahead")))
    every, why = _interval(source, history, now)
    return Turn(history.crawled + every, why, min(SLACK, every / 6))


def pace(latest: Sequence[datetime], now: datetime) -> timedelta | None:
    """The mean time between the ``latest`` articles of a source, up to now: it may have fallen
    silent. ``None`` where there are none.
    """
    return max(now - min(latest), timedelta(0)) / len(latest) if latest else None


def _interval(source: Source, history: History, now: datetime) -> tuple[timedelta, Saying]:
    if source.every:
        told = Saying(msgid("its file says %(every)s"), {"every": source.every})
        return int(source.every[:-1]) * _UNITS[source.every[-1]], told
    if source.status == "frozen":
        return RAREST, Saying(msgid("it is not added to any more"))
    every, why = _rhythm(history, now)
    if history.failures > 1:
        doubled = every * 2 ** min(history.failures - 1, 10)
        many = Saying(msgid("%(count)s crawls in a row have failed"), {"count": history.failures})
        return min(doubled, RAREST), many
    if history.owed and not history.failures and every > OWING:
        return OWING, Saying(msgid("it owes %(count)s pages"), {"count": history.owed})
    return every, why


def _rhythm(history: History, now: datetime) -> tuple[timedelta, Saying]:
    mean = pace(history.latest, now)
    if mean is None:
        return UNTOLD, Saying(msgid("it has no dated article yet"))
    return min(max(mean / 2, SHORTEST), LONGEST), _about(mean)


def _about(interval: timedelta) -> Saying:
    hours = max(1, round(interval / timedelta(hours=1)))
    if hours == 1:
        return Saying(msgid("it publishes every hour"))
    if hours < 48:
        return Saying(msgid("it publishes every %(count)s hours"), {"count": hours})
    return Saying(msgid("it publishes every %(count)s days"), {"count": round(hours / 24)})
