"""Exploring a site: the pages that discovery wants are fetched, read in workers, and proved.

The proof of a door is its articles: the first few are read, and a door whose addresses lead to no
articles is not taken.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from scrapers import urls
from scrapers.article import Article
from scrapers.discovery.candidates import DOUBTFUL, Candidate, choose
from scrapers.discovery.sight import Kind, Sight
from scrapers.discovery.site import Site
from scrapers.discovery.steps import next_addresses
from scrapers.doors import wordpress
from scrapers.doors.teaser import Reading, Teaser
from scrapers.fetch import Ask, Fetched
from scrapers.net.gate import GATE
from scrapers.source import Source, WordPressDoor
from scrapers.workers import Refusal, Workers, read_article, see_address

LONGEST = 240.0
"""Seconds for which a site is looked at: a slow one is not waited for by all others."""
SAMPLES = 5
"""Articles of a door that are read to prove it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An article that a door showed, read; or the name of why it could not be."""

    key: str
    title: str
    read: Article | str


@dataclass(frozen=True, slots=True)
class Found:
    """A door that was found, with its first articles."""

    candidate: Candidate
    samples: tuple[Sample, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The samples that are articles."""
        return tuple(one.read for one in self.samples if isinstance(one.read, Article))


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found of a site: its doors, the main one first, and what was tried, in order.

    ``front`` is the front page, or the one that it sends on to; ``tried`` maps addresses to what
    they were.
    """

    found: tuple[Found, ...]
    tried: Mapping[str, str]
    front: Sight | None = None

    @property
    def confidence(self) -> float:
        """How sure the main door is, 0 to 1; 0 without one."""
        return self.found[0].candidate.confidence if self.found else 0.0


async def discover(
    source: Source,
    given: str,
    ask: Ask,
    workers: Workers,
    now: datetime,
    prefer: Callable[[Teaser], bool] = lambda _teaser: False,
) -> Discovery:
    """Find the doors of ``source``, beginning at the address ``given``.

    ``prefer`` names the articles that should be among the samples if a door shows them. What has
    not been answered after ``LONGEST`` is *not reached*.
    """
    sights: dict[str, Sight] = {}
    end = asyncio.get_running_loop().time() + LONGEST

    async def look(address: str) -> None:
        sights[address] = await _see(await ask(address), source, workers, now)

    told: dict[str, str] = {}
    while True:
        while wanted := next_addresses(Site(source, given, sights)):
            with suppress(TimeoutError):
                async with asyncio.timeout_at(end):
                    await asyncio.gather(*(look(address) for address in wanted))
            for address in wanted:
                sights.setdefault(address, Sight(address, "nothing", problem="not reached"))
                told[address] = _outcome(sights[address])
        found = [
            await _proved(one, source, ask, workers, now, prefer, few=at > 0)
            for at, one in enumerate(choose(Site(source, given, sights)))
        ]
        wrong = {_asked(one) for one in found if one.candidate.confidence < DOUBTFUL}
        refuted = [at for at, sight in sights.items() if wrong & {at, sight.url}]
        if not refuted:
            proved = tuple(one for one in found if _asked(one) not in wrong)
            front = Site(source, given, sights).face or sights.get(source.home)
            return Discovery(proved, told, front)
        for address in refuted:  # no door, but a page leads on as before
            told[address] += ", whose links lead to no articles"
            sights[address] = _without_reading(sights[address])


async def _see(answer: Fetched, source: Source, workers: Workers, now: datetime) -> Sight:
    if answer.problem:
        return Sight(answer.url, "nothing", problem=answer.problem)
    details = (answer.body, answer.url, answer.content_type, source, now)
    async with GATE.reading(len(answer.body)):
        sight = await workers.run(see_address, *details)
    if isinstance(sight, Refusal):
        return Sight(answer.url, "nothing", problem=sight.reason)
    return sight


async def _proved(
    candidate: Candidate,
    source: Source,
    ask: Ask,
    workers: Workers,
    now: datetime,
    prefer: Callable[[Teaser], bool],
    *,
    few: bool,
) -> Found:
    """The candidate with its first articles; less sure by those that are none."""
    told = [Sample(key, one.title, one) for key, one in candidate.shown.articles.items()]
    teasers = list(candidate.shown.teasers.items())
    teasers.sort(key=lambda one: not prefer(one[1]))
    most = max(0, (2 if few else SAMPLES) - len(told))
    knocked = source.model_copy(update={"doors": (*source.doors, candidate.door)})

    async def read(key: str, teaser: Teaser) -> Sample:
        answer = await ask(teaser.url)
        if answer.problem:
            return Sample(key, teaser.title, answer.problem)
        article = await workers.run(
            read_article,
            *(answer.body, answer.url, answer.content_type, knocked, now, teaser),
        )
        reason = article.reason if isinstance(article, Refusal) else article
        return Sample(key, teaser.title, reason)

    read_ones = await asyncio.gather(*(read(*one) for one in teasers[:most]))
    samples = (*told[:SAMPLES], *read_ones)
    share = _credible(samples) / len(samples) if samples else 0.0
    sure = candidate.confidence * (0.2 + 0.8 * min(1.0, share / 0.8))
    return Found(replace(candidate, confidence=sure), samples)


def _credible(samples: Sequence[Sample]) -> int:
    """How many samples are articles of their own: other titles, other texts."""
    read = [one.read for one in samples if isinstance(one.read, Article)]
    return min(len({one.title for one in read}), len({one.text for one in read}))


def _asked(one: Found) -> str:
    """The address that shows what the door shows."""
    door = one.candidate.door
    return wordpress.address(door.url) if isinstance(door, WordPressDoor) else door.url


def _without_reading(sight: Sight) -> Sight:
    kind: Kind = "page" if sight.kind == "page" else "nothing"
    return replace(sight, kind=kind, reading=Reading(), score=0.0)


def _outcome(sight: Sight) -> str:
    many = len(sight.reading.teasers) + len(sight.reading.articles)
    match sight.kind:
        case "nothing":
            return sight.problem
        case "robots":
            return f"names {len(sight.maps)} sitemaps"
        case "page":
            moved = "" if not sight.title else f" “{sight.title[:60]}”"
            return f"a page{moved}, as a list {sight.score:.2f}"
        case _:
            return f"{sight.kind} with {many} entries"


def home_of(address: str) -> str:
    """The front page of the site that has ``address``: itself if it looks like one."""
    return address if urls.is_front(address) else urls.join(address, "/") or address
