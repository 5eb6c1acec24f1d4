"""How a source fares, by its own history, and whether somebody should look. Pure.

A source is judged by nothing but itself: what others do, or what fails with all of them at once,
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from aggregator.health import telling
from aggregator.health.causes import worst
from aggregator.health.doors import RUNS, is_passing, lasts
from aggregator.health.fields import Taken, lost
from aggregator.health.kinds import Cause, Kind
from aggregator.health.silence import silence
from aggregator.pages.saying import Saying
from scrapers.report import CrawlReport, reasons_of
from scrapers.source import Source

_TAKEN: Mapping[str, Kind] = {"parked": "parked", "hacked": "hacked"}
"""Kinds by what a search for another door came to, where the site is somebody else's."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What the last search for another door came to (see ``heal``): its outcome, why, and when."""

    outcome: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """What the archive knows of a source.

    ``reports`` are its last crawls, the newest first; of one that went well it is enough. Of one
    that failed, ``searched`` is the last
    search for another door, and ``proposed`` whether one waits to be accepted; of one that went
    well, ``days`` are the last days with news, in any order, and ``taken`` the articles that were
    taken in last, the newest first.
    """

    reports: Sequence[CrawlReport] = ()
    days: Sequence[date] = ()
    taken: Sequence[Taken] = ()
    searched: Searched | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """How a source fares: of what kind, why, since when as far as is known, and what to do.

    ``wants_look`` says that somebody should look at it.
    """

    kind: Kind
    reason: Saying
    since: datetime | None = None
    advice: Saying | None = None
    wants_look: bool = False


def condition(source: Source, history: History, now: datetime) -> Condition:
    """How ``source`` fares by its file and its ``history``."""
    if source.lost:
        said = telling.SAID_LOST[source.status]
        return Condition("lapsed" if source.status == "lapsed" else "hacked", said)
    if not history.reports:
        return Condition("new", telling.NEW)
    failed = list(takewhile(lambda one: one.problem, history.reports))
    if failed:
        return _failing(source, history, failed)
    if source.status == "frozen":
        return Condition("frozen", telling.SAID_FROZEN)
    return _without(source, history) or _silent(source, history, now)


def _failing(source: Source, history: History, failed: Sequence[CrawlReport]) -> Condition:
    """Its last crawls failed, as many as are ``failed``, the newest first."""
    reasons = reasons_of(failed[0])
    cause, why = worst(reasons) or ("hindered", failed[0].problem or "")
    since, searched = failed[-1].began, history.searched
    # an older search was for another failure, unless this one has no beginning that is known
    current = searched and (searched.at >= since or len(failed) == len(history.reports))
    if searched and current and searched.outcome in _TAKEN:
        kind = _TAKEN[searched.outcome]
        return Condition(kind, *telling.taken(kind, source, searched.why, since), wants_look=True)
    if all(map(is_passing, reasons)) and not lasts(failed):
        return Condition("passing", telling.passing(why), since, telling.wait(RUNS))
    told = telling.failing(cause, why, since)
    return Condition(cause, told, since, _mending(cause, why, source, history), wants_look=True)


def _mending(cause: Cause, why: str, source: Source, history: History) -> Saying:
    if history.proposed:
        return telling.accept(source)
    return telling.mending(cause, why, source)


def _without(source: Source, history: History) -> Condition | None:
    found = lost(history.taken)
    if found is None:
        return None
    reason, advice = telling.without(found)
    return Condition("lost a field", reason, found.since, advice, wants_look=True)


def _silent(source: Source, history: History, now: datetime) -> Condition:
    today = now.astimezone(source.zone).date()
    quiet = silence(history.days, source.country, today)
    if quiet is None or not quiet.is_noticed:
        return Condition("well", telling.WELL)
    since = datetime.combine(quiet.since, datetime.min.time(), source.zone)
    if quiet.has_ended(today):
        return Condition("frozen", *telling.ended(quiet, source, since))
    if quiet.is_unusual:
        reason, advice = telling.unusual(quiet, source)
        return Condition("unusually quiet", reason, since, advice, wants_look=True)
    return Condition("quiet as usual", telling.usual(quiet), since)
