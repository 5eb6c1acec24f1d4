"""Stories over a made-up news archive of any size: how right, how fast, how large.

    uv run python benchmarks/stories.py
    uv run python benchmarks/stories.py --sizes 2000 20000 --seed 7 --corpus package.module:corpus
    uv run python benchmarks/stories.py --fingerprints 1000000

The corpus is that of ``tests/aggregator/stories/corpus``, or any ``corpus(size, seed)`` whose items
have the fields of its ``Labelled``; its module may tell ``SOURCES``. Articles are kept in the order
in which a crawl would find them and grouped batch by batch, each size in a process and an archive
of its own. Times are of the processor, milliseconds per article in grouping, by tenths of the
archive. Processors are not equally fast all the time, least where a large file is written besides;
so in the midst of each batch a few articles are read that are always the same, with no archive:
*steady* is how often that time an article took, and the ratios are of that, to the archive's first
thousand. Memory is the process's peak before anything is compared with the truth.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from fingerprints import compare

from aggregator.archive.archive import Archive, open_archive
from aggregator.collecting import collecting_seldom
from aggregator.events import events_of
from aggregator.group import group
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.tokens import tokenize
from aggregator.stories.wording import wording_of
from scrapers.source import Source
from tests.aggregator.stories.corpus.archived import batches, grouping, keep, keep_known
from tests.aggregator.stories.corpus.figures import Figures, figures, truths
from tests.aggregator.stories.corpus.labelled import Labelled, labelled

CORPUS = "tests.aggregator.stories.corpus.stream:corpus"
BATCH = 500
NEAR = range(500, 1500)
"""The articles that stand for an archive of a thousand."""
SAMPLE = 30
"""Articles of the yardstick."""


class Spent(NamedTuple):
    """Seconds of the processor for grouping a batch that begins with the article ``first``.

    ``yard`` is how long an article of the sample took to be read meanwhile.
    """

    first: int
    articles: int
    seconds: float
    yard: float


class Each(NamedTuple):
    """What an article took: milliseconds, and how often the yardstick's time."""

    ms: float
    steady: float


class Run(NamedTuple):
    """What was measured at one size; ``peak`` and ``disk`` are in bytes."""

    size: int
    figures: Figures
    spent: tuple[Spent, ...]
    peak: int
    disk: int


def run(size: int, seed: int, place: str, url: str | None) -> Run:
    """Make, keep, group and compare a corpus."""
    articles = reader(size, seed, place)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "archive.sqlite"
        with open_archive(url or f"sqlite:///{file}") as archive:
            sample = list(islice(articles(), SAMPLE))
            batch = min(BATCH, size // 10)
            spent = tuple(feed(archive, articles(), sources(place), batch, sample))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            told = grouping(archive, {one.url: one.id for one in articles()})
        disk = file.stat().st_size if file.exists() else 0
    return Run(size, figures(truths(articles()), told), spent, peak, disk)


def reader(size: int, seed: int, place: str) -> Callable[[], Iterator[Labelled]]:
    """A way to read the corpus from its beginning, as often as it is asked for."""
    module, _, name = place.partition(":")
    corpus = getattr(import_module(module), name)
    return lambda: map(labelled, corpus(size, seed))


def sources(place: str) -> Sequence[Source]:
    """The sources that the module of a corpus tells."""
    return getattr(import_module(place.partition(":")[0]), "SOURCES", ())


def feed(
    archive: Archive,
    articles: Iterator[Labelled],
    named: Sequence[Source],
    batch: int,
    sample: Sequence[Labelled],
) -> Iterator[Spent]:
    """Keep and group articles in batches; what each batch took to group."""
    done = 0
    for some in batches(articles, batch):
        keep_known(archive, some, named)
        now = keep(archive, some)
        yards = [yard(sample)]
        began = process_time()
        group(archive, None, now, on_progress=lambda *_: yards.append(yard(sample)))  # noqa: B023
        seconds = process_time() - began - sum(yards[1:])
        yield Spent(done, len(some), seconds, sum(yards) / len(yards) / len(sample))
        done += len(some)


@collecting_seldom()
def yard(sample: Sequence[Labelled]) -> float:
    """Seconds for reading articles as grouping does, with no archive: what they tell of events."""
    began = process_time()
    for one in sample:
        fingerprints(wording_of(tokenize(one.text)))
        events_of(one.title, one.text, one.first_seen)
    return process_time() - began


def quality(runs: Sequence[Run]) -> Iterator[str]:
    """The figures, a size in each column."""
    for name in ("copies", "stories", "quotation"):
        scores = [getattr(one.figures, name) for one in runs]
        for value in ("precision", "recall", "f1"):
            yield line(f"{name} {value}", (f"{getattr(one, value):.3f}" for one in scores))
    for name in ("kinds", "originals"):
        shares = (getattr(one.figures, name) for one in runs)
        yield line(f"right {name}", (f"{one.value:.3f}" for one in shares))
    for name in ("found", "merged"):
        yield f"\n{name}, by operation"
        shares_of = [getattr(one.figures, name) for one in runs]
        for operation in sorted({operation for one in shares_of for operation in one}):
            told = (one.get(operation) for one in shares_of)
            yield line(operation, (f"{one.value:.3f} {one.whole:6}" if one else "" for one in told))


def cost(runs: Sequence[Run]) -> Iterator[str]:
    """Time, memory and space, a size in each column."""
    near = [each(one, NEAR) for one in runs]
    yield line("ms at a thousand", (f"{one.ms:.2f}" for one in near))
    yield line("steady at a thousand", (f"{one.steady:.2f}" for one in near))
    for tenth in range(10):
        parts = [range(one.size * tenth // 10, one.size * (tenth + 1) // 10) for one in runs]
        found = [each(one, part) for one, part in zip(runs, parts, strict=True)]
        told = zip(found, near, strict=True)
        yield line(
            f"tenth {tenth + 1}",
            (f"{one.ms:.2f} ms x{one.steady / first.steady:5.2f}" for one, first in told),
        )
    yield line("peak memory, MB", (f"{one.peak / 1e6:.0f}" for one in runs))
    yield line("database, kB each", (f"{one.disk / one.size / 1e3:.1f}" for one in runs))


def each(one: Run, articles: range) -> Each:
    """What an article took in the batches that begin among these articles."""
    some = [spent for spent in one.spent if spent.first in articles]
    count = sum(spent.articles for spent in some)
    ms = 1000 * sum(spent.seconds for spent in some) / count
    return Each(ms, sum(spent.seconds / spent.yard for spent in some) / count)


def heading(runs: Sequence[Run]) -> str:
    """The first line of a table: the sizes."""
    return line("articles", (f"{one.size:,}" for one in runs))


def line(name: str, values: Iterator[str]) -> str:
    """A line of a table."""
    return f"{name:24}" + "".join(f"{value:>16}" for value in values)


def main() -> None:
    """Measure at each size, or in an archive of fingerprints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", default=CORPUS, help="module:function")
    parser.add_argument("--archive", help="the address of an empty archive, for one size")
    parser.add_argument("--fingerprints", type=int, help="articles in an archive of rows only")
    told = parser.parse_args()
    if told.archive and len(told.sizes) > 1:
        parser.error("--archive takes one size")
    if told.fingerprints:
        articles = reader(2_000, told.seed, told.corpus)
        compare(told.fingerprints, articles, sources(told.corpus))
        return
    fresh = ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1)
    with fresh as processes:
        runs: list[Run] = []
        for size in told.sizes:
            one = processes.submit(run, size, told.seed, told.corpus, told.archive).result()
            runs.append(one)
            print("\n".join((heading(runs), *quality(runs), "", *cost(runs), "")), flush=True)


if __name__ == "__main__":
    main()
