"""Memory over a long crawl: 10,000 pages in one run.

    uv run python benchmarks/memory.py
    uv run python benchmarks/memory.py --sites 10 --pages 40    # to see that it works

50 sites on loopback show 200 articles each (as many as a run asks of one source), pages of 40 kB.
After every tenth of the pages it is told what the largest process holds, and all of them together
(what they share counted once). Some 6 minutes on two quiet cores; the server makes each page when
it is asked for.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from loopback.server import served
from loopback.table import machine, table
from loopback.tree import memory, under

from scrapers.memory import Finding, Kept
from scrapers.report import CrawlReport


class Weighing:
    """Watches a crawl, and prints what is held after every so many articles."""

    def __init__(self, every: int) -> None:
        self._every, self._count = every, 0

    def begun(self, source: str) -> None:
        """Let it pass."""

    def found(self, finding: Finding) -> None:
        """Count it."""
        self._count += isinstance(finding, Kept)
        if isinstance(finding, Kept) and self._count % self._every == 0:
            print("held", self._count, *memory((os.getpid(), *under(os.getpid()))), flush=True)

    def heard(self, report: CrawlReport) -> None:
        """Let it pass."""


def main() -> None:
    """Crawl in a process of its own, tell what it held."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=50)
    parser.add_argument("--pages", type=int, default=200, help="of each site, 200 at most")
    told = parser.parse_args()
    every = max(told.sites * told.pages // 10, 1)
    with served(told.sites, told.pages, warm=False) as sites, TemporaryDirectory() as name:
        folder = Path(name)
        sources = sites.sources(folder / "sources")
        crawl = (str(sources), f"sqlite:///{folder}/archive.sqlite", str(folder / "output"))
        command = (sys.executable, __file__, "--crawl", *crawl, str(every))
        held = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                if line.startswith("held"):
                    held.append([float(one) for one in line.split()[1:]])
        if process.returncode:
            raise SystemExit(process.returncode)
    middle = held[len(held) // 2]
    machine()
    table(
        ("pages", "largest, MB", "all, MB", "to the middle"),
        (
            (f"{pages:,.0f}", f"{one:.0f}", f"{every:.0f}", f"{every / middle[2]:.2f}")
            for pages, one, every in held
        ),
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--crawl"]:
        from loopback.ours import run

        run(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]), Weighing(int(sys.argv[5])))
    else:
        main()
