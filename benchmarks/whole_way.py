"""The whole way of 2,000 pages, beside what others would do with them.

    uv run python benchmarks/whole_way.py
    uv run python benchmarks/whole_way.py --pages 10 --rounds 1    # a tenth, to see that it works

20 sites on loopback show 100 articles each, pages of 40 kB. In turns, each in a process of its own:
the program (fetch, extract, keep, group, publish, into an empty archive), Scrapy that reads
nothing, Scrapy with trafilatura in its callback (``bare_extraction(with_metadata=True)``), and
news-please by its own crawler (see ``loopback.news_please``; uv fetches it). All ask for
robots.txt, leave no gap, have no AutoThrottle, and have two connections to a host and eight in all.
Time is the whole command's, from start to end; that of the processor is the sum over all its
processes. Some 10 minutes on two quiet cores, most of them news-please's.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from loopback.server import Sites, served
from loopback.table import machine, table
from loopback.tree import Took, took

OURS, BARE, READING, THEIRS = "klaszterhirek", "Scrapy", "Scrapy + trafilatura", "news-please"
NEWS_PLEASE = ("news-please==1.6.16", "readability-lxml==0.8.1")
"""The newest, with the newest readability that its crawler can be run with."""


def commands(sites: Sites, folder: Path) -> Mapping[str, Sequence[str]]:
    """What is run, in this order; ``folder`` is empty."""
    addresses = folder / "addresses"
    addresses.write_text("\n".join(sites.articles()), encoding="utf-8")
    sources, archive = sites.sources(folder / "sources"), f"sqlite:///{folder}/archive.sqlite"
    bare = (sys.executable, "-m", "loopback.bare", str(addresses))
    packages = [part for one in NEWS_PLEASE for part in ("--with", one)]
    script = Path(__file__).parent / "loopback" / "news_please.py"
    theirs = ("uv", "run", "--no-project", "--quiet", *packages, "python", str(script))
    ours = (sys.executable, "-m", "loopback.ours", str(sources), archive, str(folder / "output"))
    return {
        OURS: ours,
        BARE: (*bare, "none", "robots"),
        READING: (*bare, "trafilatura", "robots"),
        THEIRS: (*theirs, str(addresses), str(folder / "news-please")),
    }


def main() -> None:
    """Run all in turns, tell ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--pages", type=int, default=100, help="of each site, 200 at most")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", nargs="+", default=[OURS, BARE, READING, THEIRS])
    told = parser.parse_args()
    times: dict[str, list[Took]] = {name: [] for name in told.only}
    with served(told.sites, told.pages) as sites:
        for at in range(told.rounds):
            with TemporaryDirectory() as folder:
                run = commands(sites, Path(folder))
                for name in told.only:
                    times[name].append(took(run[name]))
                    print(f"round {at + 1}, {name}: {times[name][-1].clock:.1f} s", flush=True)
    middle = {name: Took(*map(median, zip(*some, strict=True))) for name, some in times.items()}
    pages, ours = told.sites * told.pages, middle[told.only[0]]
    machine()
    table(
        ("", "pages/s", "ratio", "CPU per page, ms", "ratio", "largest, MB", "all, MB"),
        (
            (
                name,
                f"{pages / one.clock:.1f}",
                f"{one.clock / ours.clock:.2f}",
                f"{1000 * one.processor / pages:.1f}",
                f"{ours.processor / one.processor:.2f}",
                f"{one.main:.0f}",
                f"{one.tree:.0f}",
            )
            for name, one in middle.items()
        ),
    )
    print(f"\nratio: {told.only[0]}'s to this one's; {pages:,} pages")


if __name__ == "__main__":
    main()
