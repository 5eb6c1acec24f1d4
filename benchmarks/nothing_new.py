"""The run that finds nothing: 1,000 sources that have not changed.

    uv run python benchmarks/nothing_new.py
    uv run python benchmarks/nothing_new.py --sources 100 --rounds 1    # to see that it works

Sites on loopback, each with a feed of three articles, are crawled once, and updated once more,
unmeasured. Then, in turns, ``klaszterhirek update`` as cron runs it, and Scrapy that asks for the
same feeds, unconditionally, and does nothing with them. robots.txt is remembered, no page is due
for a look, so there are as many requests as sources; they are counted. The program's own manners
hold, but no host is asked twice. Some 6 minutes on two quiet cores, three of them for the first
crawl.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from loopback.server import served
from loopback.table import machine, table
from loopback.tree import Took, took

ARTICLES = 3
OURS, BARE = "klaszterhirek update", "Scrapy"


def main() -> None:
    """Crawl once, then run both in turns."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    times: dict[str, list[tuple[Took, int]]] = {OURS: [], BARE: []}
    with served(told.sources, ARTICLES, warm=False) as sites, TemporaryDirectory() as name:
        folder = Path(name)
        sources, output = sites.sources(folder / "sources"), str(folder / "output")
        archive, feeds = f"sqlite:///{folder}/archive.sqlite", folder / "feeds"
        feeds.write_text("\n".join(f"{one.base}/feed" for one in sites.all()), encoding="utf-8")
        (folder / "klaszterhirek.toml").write_text(
            'contact = "https://hirek.example.org/"\naddress = "https://hirek.example.org/"\n'
        )
        first = took((sys.executable, "-m", "loopback.ours", str(sources), archive, output))
        print(f"crawled once: {first.clock:.0f} s, {sites.requests():,} requests", flush=True)
        program = str(Path(sys.executable).with_name("klaszterhirek"))
        places = ("--sources", str(sources), "--archive", archive, "--output", output)
        run = {
            OURS: (program, "update", "--quiet", "--allow-network", "127.0.0.0/8", *places),
            BARE: (sys.executable, "-m", "loopback.bare", str(feeds), "none"),
        }
        took(run[OURS], folder=folder)  # writes what tells of its configuration
        sites.requests()
        for at in range(told.rounds):
            for one, command in run.items():
                times[one].append((took(command, folder=folder), sites.requests()))
                print(f"round {at + 1}, {one}: {times[one][-1][0].clock:.1f} s", flush=True)
    middle = {one: Took(*map(median, zip(*(t for t, _ in some), strict=True)))
              for one, some in times.items()}  # fmt: skip
    ours = middle[OURS]
    machine()
    table(
        ("", "requests", "s", "ratio", "CPU, s", "ratio", "largest, MB", "all, MB"),
        (
            (
                one,
                ", ".join(f"{number:,}" for number in sorted({count for _, count in times[one]})),
                f"{each.clock:.1f}",
                f"{ours.clock / each.clock:.2f}",
                f"{each.processor:.1f}",
                f"{ours.processor / each.processor:.2f}",
                f"{each.main:.0f}",
                f"{each.tree:.0f}",
            )
            for one, each in middle.items()
        ),
    )
    print(f"\nratio: {OURS}'s to this one's; {told.sources:,} sources")


if __name__ == "__main__":
    main()
