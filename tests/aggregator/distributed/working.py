"""A worker in a process of its own that soon looks after others.

python -m tests.aggregator.distributed.working ARCHIVE FOLDER GAP
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.demo.demo import LOOPBACK
from aggregator.distributed.worker import Trade, work
from aggregator.log import configure
from aggregator.options import Told
from scrapers.crawl import Manners
from scrapers.reactor import run

if __name__ == "__main__":
    address, folder, gap = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    configure(verbose=False, quiet=False, as_json=False)
    config = Config(
        contact="tests",
        address="https://hirek.example/feeds/",
        archive=address,
        output=folder / "output",
        sources=folder / "sources",
    )
    with open_archive(address) as archive:
        trade = Trade(
            archive,
            config,
            Manners("tests", gap=gap, allow=LOOPBACK),
            Told(config).source,
            stories=False,
            stalled=timedelta(seconds=10),
        )
        stop = asyncio.Event()
        run(work(trade, 4, stop), stop)
