"""When a source is crawled again: about twice as often as it publishes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

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
_NEVER = {"lapsed": "its site has lapsed", "hacked": "its site was hacked"}


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
    """The next turn of a source: when (``None`` is never) and why then, for people."""

    at: datetime | None
    why: str
    slack: timedelta = timedelta(0)

    def due(self, now: datetime) -> bool:
        """Whether it is time; a little early counts, or the jitter of cron would skip turns."""
        return self.at is not None and now >= self.at - self.slack


def next_turn(source: Source, history: History, now: datetime) -> Turn:
    """When ``source`` is to be crawled next, by what its file and its ``history`` say.

    Its own ``every`` wins. Else the interval is half the mean time between its latest articles,
    between ``SHORTEST`` and ``LONGEST``; each failure in a row after the first doubles it.
    """
    if source.status in _NEVER:
        return Turn(None, _NEVER[source.status])
    if history.crawled is None:
        return Turn(now, "it was never crawled")
    every, why = _interval(source, history, now)
    return Turn(history.crawled + every, why, min(SLACK, every / 6))


def _interval(source: Source, history: History, now: datetime) -> tuple[timedelta, str]:
    if source.every:
        return int(source.every[:-1]) * _UNITS[source.every[-1]], f"its file says {source.every}"
    if source.status == "frozen":
        return RAREST, "it is not added to any more"
    every, why = _rhythm(history, now)
    if history.failures > 1:
        doubled = every * 2 ** min(history.failures - 1, 10)
        return min(doubled, RAREST), f"{history.failures} crawls in a row have failed"
    if history.owed and not history.failures and every > OWING:
        return OWING, f"it owes {history.owed} pages"
    return every, why


def _rhythm(history: History, now: datetime) -> tuple[timedelta, str]:
    """How often it publishes, up to now: it may have fallen silent."""
    if not history.latest:
        return UNTOLD, "it has no dated article yet"
    mean = max(now - min(history.latest), timedelta(0)) / len(history.latest)
    return min(max(mean / 2, SHORTEST), LONGEST), f"it publishes every {_about(mean)}"


def _about(interval: timedelta) -> str:
    hours = max(1, round(interval / timedelta(hours=1)))
    number, unit = (hours, "hour") if hours < 48 else (round(hours / 24), "day")
    return unit if number == 1 else f"{number} {unit}s"
