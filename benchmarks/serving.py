"""How fast pages are served, from archives of different sizes.

    uv run python benchmarks/serving.py --sizes 20000 100000 --at /tmp/bench

Archives are made and published as in ``publishing.py``. Each is served by ``klaszterhirek serve``,
a process of its own; a client asks for each page again and again, over one connection. Told are the
milliseconds from the request to the last byte of the answer, on loopback, and the bytes that were
transferred; for who compares, also those of a published file, which is only read. Then many clients
ask at once for a while; told are the answers in a second.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from time import perf_counter, sleep

from archived.filling import fill

from aggregator.archive.archive import open_archive
from aggregator.archive.browsing import Wanted, places_of
from aggregator.archive.naming import described
from aggregator.config import Config
from aggregator.publishing.belonging import feed_of
from aggregator.publishing.publish import publish
from aggregator.web.parameters import cursor

FILE = "/feed.atom"
PAGES = (
    *(FILE, "/", "/?before={before}", "/?sector={sector}", "/?source={source}", "/?language=en"),
    *("/?kind=call", "/story/{story}", "/search?q=klaszter", "/search?q=klaszter+helysz%C3%ADn"),
    *("/events", "/sources", "/sources/{source}", "/archive", "/feeds", "/api/v1/stories"),
    *("/api/v1/articles", "/api/v1/events", "/api/v1/sources", "/healthz", "/metrics"),
)
AT_ONCE, SECONDS = 16, 10


@contextmanager
def served(archive: str, output: Path) -> Iterator[int]:
    """The port at which an archive is served meanwhile, to anybody as often as he likes."""
    command = ("serve", "--port", "0", "--archive", archive, "--output", str(output))
    program = (sys.executable, "-c", "from aggregator.cli import main; main()", *command)
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline().split("://", 1)[1].split(":")[1].split("/")[0])
        finally:
            process.terminate()


def ask(connection: HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds until a page is there, and its bytes as they were transferred."""
    began = perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return 1000 * (perf_counter() - began), len(body)


def crowd(port: int, path: str) -> float:
    """Answers in a second when ``AT_ONCE`` clients ask for a page again and again."""
    counts = [0] * AT_ONCE
    until = perf_counter() + SECONDS

    def client(number: int) -> None:
        connection = HTTPConnection("127.0.0.1", port)
        while perf_counter() < until:
            ask(connection, path)
            counts[number] += 1

    threads = [Thread(target=client, args=(number,)) for number in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sum(counts) / SECONDS


def known(archive: str) -> dict[str, object]:
    """What the addresses of pages name: a story, a place, a source, a sector."""
    with open_archive(archive, make=False) as opened, opened.read() as connection:
        places = places_of(connection, Wanted(), None, 1_000)
        row = next(iter(described(connection).values()))
    sector = feed_of("sector", row["sector"]).removeprefix("sector-")
    middle = places[len(places) // 2]
    return {
        **{"before": cursor(middle), "story": middle.story},
        **{"source": row["id"], "sector": sector},
    }


def main() -> None:
    """Serve the archives, ask for pages."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--at", type=Path, default=Path("/tmp/bench"))
    parser.add_argument("--times", type=int, default=25)
    told = parser.parse_args()
    told.at.mkdir(parents=True, exist_ok=True)
    for size in told.sizes:
        url, output = f"sqlite:///{told.at}/publishing-{size}.sqlite", told.at / f"output-{size}"
        if not (told.at / f"publishing-{size}.sqlite").exists():
            fill(url, size, 1, lambda done: None)
            with open_archive(url, make=False) as archive:
                publish(archive, Config(output=output), datetime(2026, 11, 26, 12, tzinfo=UTC))
        print(f"\n| {size:,} articles | first, ms | p50 | p95 | beside a file | kB |")
        print("|---|--:|--:|--:|--:|--:|")
        names = known(url)
        with served(url, output) as port:
            connection, middles = HTTPConnection("127.0.0.1", port), dict[str, float]()
            for page in PAGES:
                path = page.format(**names)
                first, length = ask(connection, path)
                times = []
                for _ in range(told.times):
                    times.append(ask(connection, path)[0])
                    if "search" in path or "story" in path:
                        sleep(1.1)  # nobody may ask more often
                middles[page] = median(times)
                high, ratio = quantiles(times, n=20)[-1], middles[page] / middles[FILE]
                print(
                    f"| {page} | {first:.0f} | {middles[page]:.1f} | {high:.1f} | {ratio:.1f}"
                    f" | {length / 1000:.0f} |",
                    flush=True,
                )
            for page in ("/", FILE):
                rate = crowd(port, page)
                print(f"\n{AT_ONCE} clients at once, {page}: {rate:.0f} answers in a second")


if __name__ == "__main__":
    main()
