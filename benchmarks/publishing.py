"""What publishing costs when one article is new, in archives of different sizes.

    uv run python benchmarks/publishing.py --sizes 1000 100000 --at /tmp/bench

Archives are made as in ``archive.py``, and published whole once. Then articles arrive one by one,
in turns, one in each archive; each is grouped and published. Times are of the processor; what is
counted besides are the files that were written. Memory is the peak of a process that publishes an
archive whole.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from archived.filling import fill

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from scrapers.article import Article, Published
from scrapers.memory import Kept, Validators

ADDRESS = "https://hirek.example.org/"
WHOLE = """
import re, sys
from datetime import datetime
from pathlib import Path
from time import process_time
from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.publishing.publish import publish
with open_archive(sys.argv[1], make=False) as archive:
    config = Config(address="https://hirek.example.org/", output=Path(sys.argv[2]))
    publish(archive, config, datetime.fromisoformat(sys.argv[3]))
# not ru_maxrss, which begins with that of whoever started this process
peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
print(int(peak) // 1024, process_time())
"""


def arrive(archive: Archive, number: int, now: datetime) -> None:
    """One article of today, as if it had been crawled."""
    url = f"https://uj-{number}.example.hu/hir-{number}"
    with archive.read() as connection:
        source = connection.exec_driver_sql("SELECT min(id) FROM source").scalar_one()
    words = f"A {number}. klaszterhír arról szól, hogy a {number * 7}. műhelyt ma megnyitották."
    article = Article(
        source=source,
        url=url,
        title=f"Megnyílt a {number}. műhely",
        text=words,
        html=f"<p>{words}</p>",
        published=Published(now, "minute", "time", ""),
    )
    found = Kept(source, url, url, article, url, Validators())
    ArchiveMemory(archive).keep([found], now)
    group(archive, ADDRESS, now)


def main() -> None:
    """Make the archives, publish them, let articles arrive."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--at", type=Path, default=Path("/tmp/bench"))
    parser.add_argument("--times", type=int, default=10)
    told = parser.parse_args()
    told.at.mkdir(parents=True, exist_ok=True)
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    print("\n| articles | published whole, s | peak, MB | files |\n|---|--:|--:|--:|")
    archives = []
    for size in told.sizes:
        url, output = f"sqlite:///{told.at}/publishing-{size}.sqlite", told.at / f"output-{size}"
        if not (told.at / f"publishing-{size}.sqlite").exists():
            fill(url, size, 1, lambda done: None)
        command = (sys.executable, "-c", WHOLE, url, str(output), now.isoformat())
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peak, seconds = done.stdout.split()
        files = len(list(output.iterdir()))
        print(f"| {size:,} | {float(seconds):.1f} | {peak} | {files:,} |", flush=True)
        archives.append((size, open_archive(url, make=False), output))
    took: dict[int, list[tuple[float, int]]] = {size: [] for size in told.sizes}
    for number in range(told.times):
        now += timedelta(minutes=1)
        for size, archive, output in archives:
            arrive(archive, number, now)
            config = Config(address=ADDRESS, output=output)
            began = process_time()
            changed = publish(archive, config, now)
            took[size].append((process_time() - began, len(changed)))
    print("\n| articles | one more published, ms | files written | ratio |\n|---|--:|--:|--:|")
    first = median(one for one, _ in took[told.sizes[0]])
    for size, times in took.items():
        middle, files = median(one for one, _ in times), median(count for _, count in times)
        print(f"| {size:,} | {1000 * middle:.0f} | {files:.0f} | {middle / first:.2f} |")


if __name__ == "__main__":
    main()
