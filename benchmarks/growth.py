"""What an article costs in archives of different sizes: kept, grouped, published, searched for.

    uv run python benchmarks/growth.py --at /tmp/bench
    uv run python benchmarks/growth.py --sizes 1000 2000 --times 2    # to see that it works

Archives are made as in ``archive.py`` (those of ``publishing.py`` are taken if they are there) and
published whole once. Then articles arrive, in turns, in each archive: a hundred at once, as a crawl
brings them, and one alone; they are kept, grouped and published. Times are of the processor. Then
the mix of queries (``archived.queries``) is asked, newest first. Making and publishing takes 10
seconds for a thousand articles, one and a half minutes for ten thousand and 15 for a hundred
thousand; measuring takes 5 more.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from archived.articles import new
from archived.filling import articles_in, fill
from archived.measuring import finding, searched, spread
from archived.queries import queries
from loopback.table import machine, table

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from scrapers.article import Article, Published

ADDRESS = "https://hirek.example.org/"
TOGETHER = 100
STAGES = ("kept", "grouped", "published")
COLUMNS = [f"{stage}, {many}" for many in ("one of a hundred", "one alone") for stage in STAGES]
SEARCHES = 5
"""Times that each kind of query is asked for."""


def arrive(
    archive: Archive, articles: Sequence[Article], config: Config, now: datetime
) -> list[float]:
    """Milliseconds for each of these articles, in each of ``STAGES``."""
    findings = [finding(one) for one in articles]
    memory = ArchiveMemory(archive)
    stages: tuple[Callable[[], object], ...] = (
        lambda: memory.keep(findings, now),
        lambda: group(archive, ADDRESS, now),
        lambda: publish(archive, config, now),
    )
    took = []
    for stage in stages:
        began = process_time()
        stage()
        took.append(1000 * (process_time() - began) / len(articles))
    return took


def fresh(first: int, count: int, now: datetime) -> list[Article]:
    """Articles that nobody has seen, published now."""
    published = Published(now, "minute", "time", "")
    return [replace(one, published=published) for one in new(first, count)]


def main() -> None:
    """Make the archives, let articles arrive, search."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--at", type=Path, default=Path("/tmp/bench"))
    parser.add_argument("--times", type=int, default=7)
    told = parser.parse_args()
    told.at.mkdir(parents=True, exist_ok=True)
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    archives = {}
    for size in told.sizes:
        file, output = told.at / f"publishing-{size}.sqlite", told.at / f"output-{size}"
        if not file.exists():
            fill(f"sqlite:///{file}", size, 1, lambda done: None)
        archive = open_archive(f"sqlite:///{file}", make=False)
        config = Config(address=ADDRESS, output=output)
        publish(archive, config, now)
        archives[size] = (archive, config, articles_in(archive) + 1)
        print(f"{size:,} articles: made and published", flush=True)
    times: dict[int, list[list[float]]] = {size: [] for size in told.sizes}
    for at in range(told.times + 1):
        for size, (archive, config, first) in archives.items():
            now += timedelta(minutes=1)
            articles = fresh(first + at * (TOGETHER + 1), TOGETHER + 1, now)
            together = arrive(archive, articles[1:], config, now)
            times[size].append([*together, *arrive(archive, articles[:1], config, now)])
        print(f"round {at} of {told.times}", flush=True)
    middle = {size: [median(one) for one in zip(*some[1:], strict=True)]
              for size, some in times.items()}  # fmt: skip
    small = middle[told.sizes[0]]
    machine()
    table(
        ("articles", *(f"{column}, ms" for column in COLUMNS)),
        (
            (
                f"{size:,}",
                *(f"{ms:.2f} (× {ms / other:.2f})" for ms, other in zip(some, small, strict=True)),
            )
            for size, some in middle.items()
        ),
    )
    rows = []
    for size, (archive, _, _) in archives.items():
        kinds = searched(archive, queries(), SEARCHES)
        took = [1000 * one.processor for some in kinds.values() for one in some]
        rows.append((f"{size:,}", *(f"{ms:.1f}" for ms in spread(took))))
    table(("articles", "search, p50, ms", "p95", "max"), rows)


if __name__ == "__main__":
    main()
