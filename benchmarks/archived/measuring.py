"""Measuring archives: searching, adding, opening, space."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from statistics import mean, median, quantiles
from time import perf_counter
from typing import NamedTuple

from sqlalchemy import make_url, text

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.search import search
from archived.articles import BEGUN, NOW, TODAY, new
from archived.filling import articles_in
from archived.queries import Asked
from archived.stopwatch import Stopwatch, Took
from scrapers.article import Article
from scrapers.memory import Kept, Validators

AGO = BEGUN + (NOW - BEGUN) / 3
"""The moment of which searches ask ``as_of``."""
BATCH = 100
"""Articles that are kept at once, as a crawl keeps them; beside single ones."""
FRESH = """
import sys
from datetime import date
from time import process_time
from aggregator.archive.archive import open_archive
from aggregator.archive.search import search
began = process_time()
with open_archive(sys.argv[1], make=False) as archive:
    opened = process_time()
    with archive.read() as connection:
        search(connection, sys.argv[2], date(2026, 11, 1))
    print(opened - began, process_time() - opened)
"""
"""A process that opens an archive and searches it, and tells how long each took."""


class Added(NamedTuple):
    """What an article took, each time that one was kept alone, and that a hundred were."""

    alone: list[Took]
    together: list[Took]

    def figures(self) -> tuple[float, ...]:
        """Milliseconds of the processor, median and mean, then of the clock, median; of each."""
        return tuple(
            1000 * one
            for took in self
            for one in (
                median(each.processor for each in took),
                mean(each.processor for each in took),
                median(each.clock for each in took),
            )
        )


def searched(
    archive: Archive,
    queries: Sequence[Asked],
    times: int,
    *,
    ranked: bool = False,
    as_of: datetime | None = None,
) -> dict[str, list[Took]]:
    """What queries take, by their kinds: each query asked once unmeasured, each kind so often.

    All of them in any order.
    """
    kinds: dict[str, list[Asked]] = {}
    for one in queries:
        kinds.setdefault(one.kind, []).append(one)
    order = [one for alike in kinds.values() for one in islice(cycle(alike), times)]
    Random(1).shuffle(order)
    watch = Stopwatch(archive)
    told: dict[str, list[Took]] = {kind: [] for kind in kinds}
    for number, one in enumerate([*queries, *order]):
        with archive.read() as connection:
            ask = partial(search, connection, one.text, TODAY, as_of=as_of, ranked=ranked)
            took = watch.took(ask)
        if number >= len(queries):
            told[one.kind].append(took)
    return told


def added(urls: Sequence[str], times: int) -> list[Added]:
    """What keeping new articles takes in each of these archives, which take turns."""
    with ExitStack() as stack:
        archives = [stack.enter_context(open_archive(url, make=False)) for url in urls]
        watches = [Stopwatch(archive) for archive in archives]
        firsts = [articles_in(archive) + 1 for archive in archives]
        told = [Added([], []) for _ in urls]
        for done in range(times + 1):
            for archive, watch, first, one in zip(archives, watches, firsts, told, strict=True):
                alone, *together = map(finding, new(first + done * (BATCH + 1), BATCH + 1))
                memory = ArchiveMemory(archive)
                one.alone.append(watch.took(partial(memory.keep, [alone], NOW)))
                keep = partial(memory.keep, together, NOW)
                one.together.append(watch.took(keep).each(BATCH))
    return [Added(one.alone[1:], one.together[1:]) for one in told]


def opened(url: str, word: str, times: int) -> tuple[float, ...]:
    """Seconds of the processor for opening in a fresh process and for its first search there.

    Then for the whole command, and that by the clock, too.
    """
    script = [sys.executable, "-c", FRESH, url, word]
    told = [[float(one) for one in _run(script).split()] for _ in range(times)]
    command = [str(Path(sys.executable).with_name("klaszterhirek")), "search", word]
    whole = [_command([*command, "--archive", url]) for _ in range(times)]
    parts = (*zip(*told, strict=True), *zip(*whole, strict=True))
    return tuple(median(part) for part in parts)


def space(url: str) -> int:
    """Bytes of an archive on the disk."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Path(str(address.database)).stat().st_size
    query = text(
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    with open_archive(url, make=False) as archive, archive.read() as connection:
        return int(connection.scalar(query) or 0)


def spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and maximum."""
    return median(seconds), quantiles(seconds, n=20, method="inclusive")[-1], max(seconds)


def finding(one: Article) -> Kept:
    """What a crawl tells of an article."""
    key = one.url.removeprefix("https://")
    return Kept(one.source, key, one.url, one, key, Validators("etag", None, key))


def _command(command: Sequence[str]) -> Took:
    before, began = getrusage(RUSAGE_CHILDREN), perf_counter()
    _run(command)
    after, clock = getrusage(RUSAGE_CHILDREN), perf_counter() - began
    return Took(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
