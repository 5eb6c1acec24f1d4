"""Doors asked ahead: most sources have nothing new most of the time, as their doors say themselves.

One crawler asks the doors of all those that have nothing else to ask for. One of its own, made and
thrown away, costs a source three times what its request does; so it has one where something has
changed, and is handed what its doors have answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scrapy import Request
from scrapy.http import Response

from scrapers.crawler import Lent
from scrapers.doors.wordpress import asked_at
from scrapers.memory import COMMON, KnownRobots, Recollection, Resting, RobotsSeen, Validators
from scrapers.net.headers import accept_language
from scrapers.net.revalidation import conditions, unchanged
from scrapers.net.robots import Robots
from scrapers.source import Door, Source

LARGEST = 512 * 1024
"""Bytes of an answer that is handed on; a larger one is asked for again, not held meanwhile."""
AHEAD = "ahead"
"""The key in a request's meta for what has been answered already."""
Answered = Response | Exception
"""What a request came to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the doors of a source answered, by their addresses, and the robots.txt read for it.

    ``unchanged`` says that nothing is new with any of them.
    """

    unchanged: bool
    answers: Mapping[str, Answered]
    robots: tuple[RobotsSeen, ...]


class Scout:
    """Asks the doors of ``resting`` sources with one crawler for all, that of ``spider``.

    ``robots`` are the robots.txt files of their hosts, by network location, as far as known by now.
    """

    def __init__(self, spider: Lent, resting: Resting, now: datetime) -> None:
        self._spider, self._resting, self._now = spider, resting, now
        self.robots = dict(resting.robots)
        spider.memory, spider.now = Recollection(robots=self.robots), now

    async def ask(self, source: Source) -> Asked | None:
        """What the doors of a source answer; ``None``, and nothing asked, if it is not resting.

        Nor is one that has a door of which nothing is known by which to see a change, or whose
        pages scripts make.
        """
        memory = self._resting.sources.get(source.id)
        if memory is None or source.browser:
            return None
        doors = {door: memory.known(source, door) for door in memory.doors_of(source)}
        known = {door: one.validators for door, one in doors.items() if one}
        if not doors or len(known) < len(doors) or Validators() in known.values():
            return None
        answers = await asyncio.gather(*(self._answer(source, *one) for one in known.items()))
        same = [
            isinstance(answer, Response) and unchanged(answer, known[door])
            for door, answer in zip(known, answers, strict=True)
        ]
        handed = {
            door.url: answer
            for door, answer in zip(known, answers, strict=True)
            if isinstance(answer, Exception) or len(answer.body) <= LARGEST
        }
        return Asked(all(same), handed, self._seen(source))

    async def _answer(self, source: Source, door: Door, known: Validators) -> Answered:
        headers = {"Accept-Language": accept_language(source.languages), **conditions(known)}
        request = Request(asked_at(door), headers=headers, dont_filter=True)
        try:
            return await self._spider.download(request)
        except Exception as error:
            return error

    def _seen(self, source: Source) -> tuple[RobotsSeen, ...]:
        robots = self._spider.crawler.get_downloader_middleware(Robots)
        read = robots.give() if robots else {}
        common = {netloc: body for netloc, body in read.items() if len(body) <= COMMON}
        # where the spider's memory sees it, too
        self.robots.update(
            {netloc: KnownRobots(body, self._now) for netloc, body in common.items()}
        )
        return tuple(RobotsSeen(source.id, netloc, body) for netloc, body in read.items())


class Handed:
    """Answers a request with what it was handed; that has been asked for as often as it should."""

    def process_request(self, request: Request) -> Response | None:
        """The answer that was had ahead, if one was; raises what came instead of one."""
        answer: Answered | None = request.meta.pop(AHEAD, None)
        if answer is None:
            return None
        request.meta["dont_retry"] = True
        if isinstance(answer, Exception):
            raise answer
        # the callback is that of this request, not of the one that was answered
        return answer.replace(request=None)
