"""One whole run of the program (crawl, group, publish) without a gap and without AutoThrottle.

    python -m loopback.ours SOURCES ARCHIVE OUTPUT

All else is as ``klaszterhirek update`` does it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.report import Watcher


def run(sources: Path, archive: str, output: Path, watcher: Watcher | None = None) -> None:
    """Crawl the sources of a folder into an archive, and publish it; all of them must be read."""
    # as in the program: each worker that reads pages loads what the module that was run loads
    from datetime import UTC, datetime
    from ipaddress import ip_network

    from aggregator.archive.archive import open_archive
    from aggregator.config import Config
    from aggregator.update import update
    from scrapers import settings
    from scrapers.crawl import NOBODY, Manners
    from scrapers.source import load_sources

    settings.AUTOTHROTTLE_ENABLED = False
    loopback = (ip_network("127.0.0.0/8"),)
    manners = Manners("https://hirek.example.org/", gap=0, allow=loopback)
    config = Config(address="https://hirek.example.org/", output=output)
    with open_archive(archive) as opened:
        known, now = load_sources([sources]), datetime.now(UTC)
        done = update(opened, known, manners, config, now, watcher or NOBODY, known=known)
    print(done.told(config))
    if done.problems:
        raise SystemExit(str(done.problems[0]))


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
