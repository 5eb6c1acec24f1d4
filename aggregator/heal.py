"""Healing: a source without a working door is discovered anew, and the archive is the proof."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from logging import INFO

from sqlalchemy import Connection, RowMapping

from aggregator.archive.archive import Archive
from aggregator.archive.doors import (
    ACCEPTED,
    PROPOSED,
    discoveries,
    door_history,
    doors_in_force,
    keep_discovery,
    past_articles,
    recent_reports,
    take_doors,
)
from aggregator.archive.moments import published_day
from aggregator.errors import Problem
from aggregator.health.doors import RUNS, broken
from aggregator.health.impostors import hacked, parked
from aggregator.log import event
from aggregator.proof import (
    ENOUGH,
    Again,
    Past,
    found_again,
    is_enough,
    is_same_text,
)
from scrapers.article import Article
from scrapers.crawl import AT_ONCE, BROWSERS, Manners
from scrapers.discovery.candidates import SURE
from scrapers.discovery.explore import Discovery, Found, discover
from scrapers.doors.teaser import Teaser
from scrapers.fetch import Ask, errand
from scrapers.looking import TURNED_OVER
from scrapers.memory import SLACK
from scrapers.net import browser
from scrapers.source import Door, Source
from scrapers.workers import Workers, read_article

_LOG = logging.getLogger(__name__)
PATIENCE = tuple(timedelta(days=days) for days in (0, 1, 3, 7))
"""How long after each vain discovery in a row the next one is made; the last repeats."""


@dataclass(frozen=True, slots=True)
class Ailing:
    """A source that needs another door: ``broken`` ones with what is wrong, or none at all."""

    source: Source
    doors: tuple[Door, ...]
    broken: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a discovery comes to: *accepted*, *proposed*, *parked*, *hacked* or *nothing*.

    ``found`` are the doors it is about, ``again`` the articles that they find again.
    """

    outcome: str
    why: str
    found: tuple[Found, ...] = ()
    again: tuple[Again, ...] = field(default=())

    @property
    def told(self) -> str:
        """The verdict in a few words for people."""
        if self.outcome == PROPOSED:
            return "another door is proposed, see klaszterhirek health"
        return self.why if self.outcome == "nothing" else f"{self.outcome}: {self.why}"


NOTHING = Verdict("nothing", "")


def ailing(archive: Archive, sources: Sequence[Source], now: datetime) -> list[Ailing]:
    """Of ``sources`` those that need another door, and whose turn it is to look for one."""
    with archive.read() as connection:
        able = [source for source in sources if not (source.browser and browser.missing())]
        found = (_ailing(connection, source, now) for source in able)
        return [one for one in found if one]


async def heal(
    archive: Archive,
    patients: Sequence[Ailing],
    manners: Manners,
    workers: Workers,
    now: datetime,
) -> dict[str, Verdict]:
    """Discover each source anew, keep what that comes to, and tell it by the source's id.

    A coroutine of the installed asyncio reactor (see ``reactor``).
    """
    places, browsers = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(BROWSERS)

    async def one(patient: Ailing) -> Verdict:
        async with browsers if patient.source.browser else nullcontext(), places:
            try:
                verdict = await _heal(archive, patient, manners, workers, now)
            except Problem:  # the archive: nothing can be kept any more
                raise
            except Exception as error:  # a fault of ours with one source stops no other
                _LOG.exception("discovery of %s broke down", patient.source.id)
                verdict = Verdict("nothing", f"{type(error).__name__}: a fault of the program")
        said = {"outcome": verdict.outcome, "why": verdict.why}
        event("discovered", INFO, source=patient.source.id, **said)
        return verdict

    verdicts = await asyncio.gather(*map(one, patients))
    return {each.source.id: verdict for each, verdict in zip(patients, verdicts, strict=True)}


async def _heal(
    archive: Archive, one: Ailing, manners: Manners, workers: Workers, now: datetime
) -> Verdict:
    with archive.read() as connection:
        past = _past(connection, one)
    titles = {article.title for article in past}

    def known(teaser: Teaser) -> bool:
        return teaser.title in titles

    async def main(ask: Ask) -> tuple[Discovery, int]:
        discovery = await discover(one.source, one.source.home, ask, workers, now, prefer=known)
        return discovery, await _still_there(one, past, ask, workers, now)

    languages, rendered = one.source.languages, one.source.browser
    discovery, still_there = await errand(manners, main, languages, rendered=rendered)
    verdict = judge(one, past, discovery, still_there)

    def keep() -> None:
        with archive.write() as connection:
            _keep(connection, one, verdict, discovery, now)

    await asyncio.to_thread(keep)
    return verdict


async def _still_there(
    one: Ailing, past: Sequence[Past], ask: Ask, workers: Workers, now: datetime
) -> int:
    """How many of the newest known articles are where they were, where a door has turned over."""
    if TURNED_OVER not in one.broken.values():
        return 0
    count = 0
    for known in past[:ENOUGH]:
        answer = await ask(known.url)
        details = (answer.body, answer.url, answer.content_type, one.source, now, None)
        read = None if answer.problem else await workers.run(read_article, *details)
        count += isinstance(read, Article) and is_same_text(known.text, read.text)
    return count


def judge(one: Ailing, past: Sequence[Past], discovery: Discovery, still_there: int = 0) -> Verdict:
    """What a discovery comes to.

    ``past`` is what the archive has of the source and no working door shows. ``still_there`` counts
    known articles at their old addresses: they prove that the site is what it was, and a door
    that only shows new articles is believed.
    """
    if told := parked(discovery.front, one.source):
        return Verdict("parked", told)
    if told := hacked(discovery, one.source):
        return Verdict("hacked", told)
    working = {door.url for door in one.doors if door.url not in one.broken}
    found = [each for each in discovery.found if each.candidate.door.url not in working]
    if not found:
        front, tried = discovery.front, len(discovery.tried)
        if front and front.kind == "nothing":
            return Verdict("nothing", f"{one.source.home}: {front.problem}")
        return Verdict("nothing", f"no news found at {tried} addresses of {one.source.home}")
    same = tuple(each for each in found if each.candidate.door in one.doors)
    if same and past and still_there >= min(ENOUGH, len(past)):
        return Verdict(ACCEPTED, "it shows only new articles; the earlier ones are in place", same)
    proofs = [(each, found_again(each, past)) for each in found]
    proved = [(each, again) for each, again in proofs if is_enough(again, past)]
    if not (past or working) and discovery.confidence >= SURE:
        return Verdict(ACCEPTED, found[0].candidate.why, tuple(found))
    if not proved:
        shown = f"{len(found[0].candidate.shown.keys)} articles at {found[0].candidate.door.url}"
        missing = "it is not sure enough" if not past else "none of them is in the archive"
        return Verdict(PROPOSED, f"{shown}, but {missing}", tuple(found))
    again = tuple(each for _, each_again in proved for each in each_again)
    ways = ", ".join(sorted({each.by for each in again}))
    why = f"it finds {len(again)} of the archive's articles again ({ways})"
    return Verdict(ACCEPTED, why, tuple(each for each, _ in proved), again)


def _ailing(connection: Connection, source: Source, now: datetime) -> Ailing | None:
    doors = doors_in_force(connection, source)
    runs = recent_reports(connection, source.id, RUNS)
    ill = broken(runs, [door.url for door in doors])
    if (doors and not ill) or not _is_due(discoveries(connection, source.id), now):
        return None
    return Ailing(source, doors, ill)


def _is_due(before: Sequence[RowMapping], now: datetime) -> bool:
    vain = list(takewhile(lambda row: row["outcome"] != ACCEPTED, before))
    if not vain:
        return True
    wait = PATIENCE[min(len(vain), len(PATIENCE)) - 1]
    # one in the future was begun by a clock that was wrong
    return not -SLACK <= now - before[0]["at"] < wait - SLACK


def _keep(
    connection: Connection, one: Ailing, verdict: Verdict, discovery: Discovery, now: datetime
) -> None:
    id = one.source.id
    doors = [(each.candidate.door, each.candidate.why) for each in verdict.found]
    keep_discovery(connection, id, verdict.outcome, verdict.why, doors, discovery.tried, now)
    if verdict.outcome == ACCEPTED:
        replaced = [door for door in one.doors if door.url in one.broken]
        if one.broken:
            doors = [(door, f"{why}; {verdict.why}") for door, why in doors]
        take_doors(connection, id, doors, replaced, now)


def _past(connection: Connection, one: Ailing) -> tuple[Past, ...]:
    """The articles of the archive that a new door could find again.

    What a working door shows anyway proves nothing of another.
    """
    shown = {
        key
        for row in door_history(connection, one.source.id)
        if row["until"] is None and row["url"] not in one.broken
        for key in row["marks"]
    }
    rows = past_articles(connection, one.source.id)
    return tuple(
        Past(row["key"], row["url"], row["title"], row["text"], published_day(row))
        for row in rows
        if row["key"] not in shown
    )
