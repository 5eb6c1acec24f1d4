"""Measuring archives: searching, adding, opening, space."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from random import Random
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
from scrapers.article import Article
from scrapers.memory import Kept, Validators

AGO = BEGUN + (NOW - BEGUN) / 3
"""The moment of which searches ask ``as_of``."""
BATCH = 100
"""Articles that are kept at once, as a crawl keeps them; beside single ones."""
FRESH = """
import sys
from datetime import date
from time import perf_counter
from aggregator.archive.archive import open_archive
from aggregator.archive.search import search
began = perf_counter()
with open_archive(sys.argv[1], make=False) as archive:
    opened = perf_counter()
    with archive.read() as connection:
        search(connection, sys.argv[2], date(2026, 11, 1))
    print(opened - began, perf_counter() - opened)
"""
"""A process that opens an archive and searches it, and tells how long each took."""


class Added(NamedTuple):
    """Milliseconds per article, each time that one was kept alone, and that a hundred were."""

    alone: list[float]
    together: list[float]

    def figures(self) -> tuple[float, ...]:
        """Median and mean of each."""
        return median(self.alone), mean(self.alone), median(self.together), mean(self.together)


def searched(
    archive: Archive,
    queries: Sequence[Asked],
    times: int,
    *,
    ranked: bool = False,
    as_of: datetime | None = None,
) -> dict[str, list[float]]:
    """Seconds that queries take, by their kinds: each query once unmeasured, each kind so often.

    All of them in any order.
    """
    kinds: dict[str, list[Asked]] = {}
    for one in queries:
        kinds.setdefault(one.kind, []).append(one)
    order = [one for alike in kinds.values() for one in islice(cycle(alike), times)]
    Random(1).shuffle(order)
    told: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number, one in enumerate([*queries, *order]):
        with archive.read() as connection:
            began = perf_counter()
            search(connection, one.text, TODAY, as_of=as_of, ranked=ranked, limit=20)
            if number >= len(queries):
                told[one.kind].append(perf_counter() - began)
    return told


def added(urls: Sequence[str], times: int) -> list[Added]:
    """How long keeping new articles takes in each of these archives, which take turns."""
    with ExitStack() as stack:
        archives = [stack.enter_context(open_archive(url, make=False)) for url in urls]
        firsts = [articles_in(archive) + 1 for archive in archives]
        told = [Added([], []) for _ in urls]
        for done in range(times + 1):
            for archive, first, one in zip(archives, firsts, told, strict=True):
                alone, *together = new(first + done * (BATCH + 1), BATCH + 1)
                one.alone.append(_kept(archive, [alone]))
                one.together.append(_kept(archive, together))
    return [Added(one.alone[1:], one.together[1:]) for one in told]


def opened(url: str, word: str, times: int) -> tuple[float, float, float]:
    """Seconds for opening in a fresh process, for its first search, and for the whole command."""
    script = [sys.executable, "-c", FRESH, url, word]
    told = [[float(one) for one in _run(script).split()] for _ in range(times)]
    command = [str(Path(sys.executable).with_name("klaszterhirek")), "search", word]
    whole = [_timed(lambda: _run([*command, "--archive", url])) for _ in range(times)]
    return median(one[0] for one in told), median(one[1] for one in told), median(whole)


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


def _kept(archive: Archive, articles: Sequence[Article]) -> float:
    told = [_finding(one) for one in articles]
    return 1000 * _timed(lambda: ArchiveMemory(archive).keep(told, NOW)) / len(told)


def _finding(one: Article) -> Kept:
    key = one.url.removeprefix("https://")
    return Kept(one.source, key, one.url, one, key, Validators("etag", None, key))


def _timed(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
