"""What a round costs that finds one new article, as the number of sources grows.

    uv run python benchmarks/many_sources.py --sizes 100 1000 10000

Archives of invented news, ten articles of each source, grouped and published once; then one more
article arrives, is grouped and published. Times are of the processor, this process's alone, on
SQLite. With ten times the sources there are ten times the feeds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from archived.articles import new

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from aggregator.update import due_sources
from scrapers.memory import Kept, Validators
from scrapers.source import Source

OF_EACH = 10
ADDRESS = "https://hirek.example.org/"


def took(run: Callable[[], object]) -> float:
    """Seconds of the processor."""
    began = process_time()
    run()
    return process_time() - began


def keep(archive: Archive, first: int, count: int, sources: int, now: datetime) -> None:
    """Articles as if they had been crawled, of one source after the other."""
    found = []
    for number, one in enumerate(new(first, count), first):
        id = f"source-{number % sources}"
        url = f"https://{id}.example.hu/hirek/{number}"
        found.append(Kept(id, url, url, replace(one, source=id, url=url), url, Validators()))
    ArchiveMemory(archive).keep(found, now)


def measured(folder: Path, count: int) -> list[float]:
    """Whose turn it is; grouped, published as a whole; one more grouped and published, and then
    nothing; seconds.
    """
    now = datetime.now(UTC)
    sources = [
        Source(
            id=f"source-{number}",
            name=f"Klaszter {number}",
            organisation=f"K{number}",
            home=f"https://source-{number}.example.hu/",
        )
        for number in range(count)
    ]
    config = Config(address=ADDRESS, output=folder / "output")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        with archive.write() as connection:
            keep_sources(connection, sources, now)
        for first in range(1, count * OF_EACH, 1000):
            keep(archive, first, min(1000, count * OF_EACH + 1 - first), count, now)
        whole = [
            took(lambda: due_sources(archive, sources, now)),
            took(lambda: group(archive, ADDRESS, now)),
            took(lambda: publish(archive, config, now)),
        ]
        keep(archive, count * OF_EACH + 1, 1, count, now)
        return [
            *whole,
            took(lambda: group(archive, ADDRESS, now)),
            took(lambda: publish(archive, config, now)),
            took(lambda: publish(archive, config, now)),
        ]


def main() -> None:
    """Measure archives of several sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    print("| sources | due | group all | publish all | group one | publish one | publish none |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size in parser.parse_args().sizes:
        with TemporaryDirectory() as place:
            told = " | ".join(f"{one:.2f}" for one in measured(Path(place), size))
        print(f"| {size} | {told} |", flush=True)


if __name__ == "__main__":
    main()
