"""The stream: a corpus of any size, in the order in which a crawl would find its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count, islice
from random import Random

from scrapers.source import Source
from tests.aggregator.stories.corpus.filing import Filed, Numbers, moment
from tests.aggregator.stories.corpus.labelled import Labelled
from tests.aggregator.stories.corpus.lookalikes import KINDS, lookalikes
from tests.aggregator.stories.corpus.releases import alone, digested, spread
from tests.aggregator.stories.corpus.sources import sites

BEGINS = date(2014, 1, 7)
SPAN = 3650
"""Days of an archive, whatever its size: a series has its years in a small one too."""
MEAN = 3.5
"""Articles that a beginning leads to, on the average."""

SOURCES = tuple(
    Source(id=one.id, name=one.name, organisation=one.name, home=f"https://{one.host}/")
    for one in sites()
)
"""Whom the articles can credit."""

Beginning = Callable[[Random, Numbers, datetime], Filed]
DECK: tuple[Beginning, ...] = (
    *(alone,) * 10,
    *(spread,) * 23,
    *(digested,) * 2,
    *(partial(lookalikes, kind) for kind in KINDS),
)
"""What begins, in its shares: dealt like cards, so that two hundred articles have all of it."""
Entry = tuple[date, int, Labelled, Filed | None]


def corpus(size: int, seed: int) -> Iterator[Labelled]:
    """So many articles, ordered by ``first_seen``; the same for the same size and seed.

    What belongs together is made together, within days (a series: over years), so a small corpus
    is like a large one in all but how many articles there are a day, and memory does not grow.
    """
    return islice(_found(size, seed), size)


def _found(size: int, seed: int) -> Iterator[Labelled]:
    waiting: list[Entry] = []
    for day, filed in _beginnings(size, seed):
        while waiting and waiting[0][0] < day:
            yield _next(waiting)
        _wait(waiting, filed)


def _beginnings(size: int, seed: int) -> Iterator[tuple[date, Filed]]:
    numbers = count(1)
    for number, make in enumerate(_dealt(seed)):
        random = Random(f"{seed} {number}")
        day = BEGINS + timedelta(days=int(number * SPAN * MEAN / size))
        yield day, make(random, numbers, moment(random, day))


def _dealt(seed: int) -> Iterator[Beginning]:
    for turn in count():
        yield from Random(f"{seed} deck {turn}").sample(DECK, len(DECK))


def _next(waiting: list[Entry]) -> Labelled:
    """The article that is found next; what follows it takes its place."""
    _, _, article, filed = heappop(waiting)
    if filed is not None:
        _wait(waiting, filed)
    return article


def _wait(waiting: list[Entry], filed: Filed) -> None:
    batch = sorted(next(filed, ()), key=lambda one: (one.first_seen, one.id))
    for at, one in enumerate(batch):
        heappush(waiting, (one.first_seen, one.id, one, filed if at == 0 else None))
