"""Kept answers read again: by a better reader, or knowing more of their site."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aggregator.archive.answers import (
    Stored,
    all_answers,
    furniture_of,
    learn_furniture,
    outdated,
    stored_answer,
    unlearnt,
)
from aggregator.archive.archive import Archive
from aggregator.archive.readings import mark_read, replace_reading
from scrapers.article import Article
from scrapers.source import Source
from scrapers.workers import Refusal, Workers, read_article

BATCH = 16
"""Answers in memory at a time."""


@dataclass(slots=True)
class Reread:
    """What reading again came to: answers read, those that say something else now.

    ``refused`` counts by reason those that gave no article this time: what an older reader made of
    them stays.
    """

    answers: int = 0
    changed: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        """It in a line for people."""
        refused = "".join(f", {count} refused now ({why})" for why, count in self.refused.items())
        return f"{self.answers} answers read again, {self.changed} read otherwise{refused}"


def read_kept(
    archive: Archive, sources: Sequence[Source], now: datetime, *, everything: bool
) -> Reread:
    """``read_again`` for a program that has no loop of its own."""

    async def main() -> Reread:
        with Workers() as workers:
            await workers.check()
            return await read_again(archive, sources, workers, now, everything=everything)

    return asyncio.run(main())


async def read_again(
    archive: Archive,
    sources: Sequence[Source],
    workers: Workers,
    now: datetime,
    *,
    everything: bool = False,
) -> Reread:
    """Read the kept answers of ``sources`` again: those that would read otherwise, or all.

    First it is learnt which blocks each site repeats. What was read before is kept as a reading of
    an older reader; nothing becomes a revision.
    """
    came_to = Reread()
    for source in sources:
        # writing may have to wait for others: in a thread, so that nothing here waits with it
        waiting = await asyncio.to_thread(_waiting, archive, source, now, everything)
        for batch in _batches(waiting):
            await _read_batch(archive, source, batch, workers, now, came_to)
    return came_to


def _waiting(archive: Archive, source: Source, now: datetime, everything: bool) -> list[int]:
    with archive.read() as connection:
        new = unlearnt(connection, source.id)
    if new:  # a thousand transactions that write nothing take longer than a thousand looks
        with archive.write() as connection:
            learn_furniture(connection, source.id, now)
    with archive.read() as connection:
        return (all_answers if everything else outdated)(connection, source.id)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))


async def _read_batch(
    archive: Archive,
    source: Source,
    numbers: Sequence[int],
    workers: Workers,
    now: datetime,
    came_to: Reread,
) -> None:
    with archive.read() as connection:
        furniture = furniture_of(connection, source.id)
        answers = [stored_answer(connection, number) for number in numbers]

    async def read_one(one: Stored) -> Article | Refusal:
        # as it was read then: days like "yesterday" count from the answer
        told = (source, one.at, one.teaser, furniture)
        return await workers.run(read_article, one.body, one.url, one.content_type, *told)

    read = await asyncio.gather(*map(read_one, answers))

    def keep() -> None:
        with archive.write() as connection:
            for stored, article in zip(answers, read, strict=True):
                came_to.answers += 1
                mark_read(connection, stored.number, len(furniture))
                if isinstance(article, Refusal):
                    came_to.refused[article.reason] += 1
                else:
                    came_to.changed += replace_reading(connection, stored, article, now)

    await asyncio.to_thread(keep)
