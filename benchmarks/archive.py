"""Searching and adding to archives of any size: how fast, on both databases.

    uv run python benchmarks/archive.py all --sizes 10000 100000 --at /tmp/bench
    uv run python benchmarks/archive.py make sqlite:////tmp/bench/archive.sqlite 100000
    uv run python benchmarks/archive.py search URL
    uv run python benchmarks/archive.py adding URL URL
    uv run python benchmarks/archive.py opening URL URL
    uv run python benchmarks/archive.py drop URL

Archives are rows made directly, as if they had been crawled and grouped long ago, the same for the
same size and seed (``archived``). On PostgreSQL an archive has a schema of its own, which its
address names: ``postgresql+psycopg://postgres@127.0.0.1:5432/test?options=-csearch_path%3DNAME``;
``make`` makes it and ``drop`` drops it. ``all`` makes archives of some sizes on both databases,
measures them, and drops those on PostgreSQL.

Times are of the processor, that of the server's process included, and of the clock (see
``archived.stopwatch``). Every query of the mix (``archived.queries``) is asked once unmeasured,
then each kind as often as any other, all of them shuffled; all count alike in the percentiles.
Articles are kept in the archives named in turns, one alone and then a hundred at once; they stay.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from time import perf_counter

from archived.filling import articles_in, drop, fill
from archived.measuring import AGO, added, opened, searched, space, spread
from archived.queries import queries
from sqlalchemy import make_url

from aggregator.archive.archive import open_archive

SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432/test"
WORD = "klaszter"


def make(url: str, size: int, seed: int) -> None:
    """Make an archive, and tell how long that took and how large it is."""
    began = perf_counter()
    fill(url, size, seed, lambda done: print(f"{done:,}", end="\r", flush=True))
    minutes, megabytes = (perf_counter() - began) / 60, space(url) / 1e6
    print(f"{named(url)}: {size:,} articles, {megabytes:,.0f} MB, made in {minutes:.1f} minutes")


def search(url: str, times: int) -> None:
    """How long queries take: newest first, ranked, as of a day; then the same for each kind."""
    mix = queries()
    with open_archive(url, make=False) as archive:
        print(f"\n{named(url)}: {articles_in(archive):,} articles\n")
        columns = {
            "newest first": searched(archive, mix, times),
            "ranked": searched(archive, mix, times, ranked=True),
            "as of a day": searched(archive, mix, times, as_of=AGO),
        }
    head("ms", columns)
    every = [[took for some in kinds.values() for took in some] for kinds in columns.values()]
    for name, part in (("the processor's", "processor"), ("by the clock", "clock")):
        told = [spread([getattr(took, part) for took in some]) for some in every]
        for at, which in enumerate(("p50", "p95", "max")):
            line(f"{which}, {name}", (f"{1000 * one[at]:.1f}" for one in told))
    head("\nthe processor's ms, median (max)", columns)
    for kind in columns["ranked"]:
        told = [spread([took.processor for took in kinds[kind]]) for kinds in columns.values()]
        line(kind, (f"{1000 * middle:.1f} ({1000 * most:.1f})" for middle, _, most in told))


def adding(urls: Sequence[str], times: int) -> None:
    """What a new article takes to be kept in each archive, and how often the first one's time."""
    which = ("the processor's", "mean", "by the clock")
    columns = [f"{name}, {one}" for name in ("alone", "in a hundred") for one in which]
    head("\nms for a new article", columns)
    told = added(urls, times)
    for url, one in zip(urls, told, strict=True):
        pairs = zip(one.figures(), told[0].figures(), strict=True)
        line(named(url), (f"{ms:.2f} (x {ms / first:.2f})" for ms, first in pairs))


def opening(urls: Sequence[str], times: int) -> None:
    """What a process takes that does nothing but search once."""
    head("\nseconds of the processor", ("opening", "a search", "the command", "by the clock"))
    for url in urls:
        line(named(url), (f"{one:.3f}" for one in opened(url, WORD, times)))


def everything(told: argparse.Namespace) -> None:
    """Make archives of some sizes on both databases, and measure all there is to be measured."""
    for base in (f"sqlite:///{Path(told.at).absolute()}/archive-", f"{told.server}?options="):
        is_file = base.startswith("sqlite")
        ends = (f"{size}.sqlite" if is_file else f"-csearch_path%3Dbench_{size}"
                for size in told.sizes)  # fmt: skip
        urls = [f"{base}{end}" for end in ends]
        for url, size in zip(urls, told.sizes, strict=True):
            make(url, size, told.seed)
            search(url, told.times)
        opening(urls, told.times)
        adding(urls, told.times)
        if not is_file:
            for url in urls:
                drop(url)


def named(url: str) -> str:
    """An archive by its file or its schema."""
    address = make_url(url)
    schema = str(address.query.get("options", "")).partition("=")[2]
    return schema or Path(str(address.database)).name


def head(name: str, columns: Collection[str]) -> None:
    """The first two lines of a table (Markdown)."""
    line(name, columns)
    print("|---" + "|--:" * len(columns) + "|")


def line(name: str, values: Iterable[str]) -> None:
    """A line of a table."""
    start = "\n" * name.startswith("\n")
    print(f"{start}| {' | '.join((name.lstrip(), *values))} |", flush=True)


def main() -> None:
    """Read what to do, and do it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("all", "make", "search", "adding", "opening", "drop"))
    parser.add_argument("urls", nargs="*", help="addresses of archives; for make one and its size")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--at", default="/tmp/bench", help="where all puts SQLite's files")
    parser.add_argument("--server", default=SERVER, help="where all makes its schemas")
    parser.add_argument("--times", type=int, default=20, help="of each measurement")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    if told.what == "all":
        everything(told)
    elif told.what == "make":
        make(told.urls[0], int(told.urls[1]), told.seed)
    elif told.what == "adding":
        adding(told.urls, told.times)
    elif told.what == "opening":
        opening(told.urls, told.times)
    else:
        for url in told.urls:
            search(url, told.times) if told.what == "search" else drop(url)


if __name__ == "__main__":
    main()
