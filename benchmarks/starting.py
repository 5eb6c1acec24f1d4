"""How long commands take that have next to nothing to do: what is imported, mostly.

    uv run python benchmarks/starting.py

``--help``, and ``publish`` of an archive with three articles that was published before, beside a
Python that imports nothing and one that imports Scrapy. Each is run once unmeasured, so that
everything is compiled; then told are medians. Half a minute.
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


def main() -> None:
    """Make a small archive, start the commands."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=7)
    told = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive, output = f"sqlite:///{folder}/archive.sqlite", str(folder / "output")
        with served(1, 3) as sites:
            sources = str(sites.sources(folder / "sources"))
            took((sys.executable, "-m", "loopback.ours", sources, archive, output))
        program = str(Path(sys.executable).with_name("klaszterhirek"))
        places = ("--archive", archive, "--output", output)
        run = {
            "klaszterhirek --help": (program, "--help"),
            "klaszterhirek publish": (program, "publish", *places),
            "python": (sys.executable, "-c", ""),
            "python that imports Scrapy": (sys.executable, "-c", "import scrapy.crawler"),
        }
        rows = []
        for one, command in run.items():
            times = [took(command, folder=folder) for _ in range(told.times + 1)][1:]
            middle = Took(*map(median, zip(*times, strict=True)))
            rows.append((one, f"{middle.clock:.2f}", f"{middle.processor:.2f}"))
    machine()
    table(("", "s", "CPU, s"), rows)


if __name__ == "__main__":
    main()
