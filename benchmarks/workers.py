"""Several workers crawl many sources on loopback while one after the other is killed.

    uv run python benchmarks/workers.py --workers 4 --kills 12
    uv run python benchmarks/workers.py --workers 0 --concurrency 25    # update, for comparison

The sites are on this machine, invented, and answer after a twentieth to a fifth of a second. A
tenth of the sources share a host with another one; one article in ten is a reprint. In the end all
is counted, and the program fails where something was lost, is there twice, or was impolite as the
sites saw it. Needs PostgreSQL: schemas of its own are made in the database, and dropped.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from random import Random
from secrets import token_hex
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any
from xml.etree import ElementTree

from archived.articles import new
from sqlalchemy import Engine, create_engine, make_url, text

from aggregator.archive.archive import open_archive
from scrapers import settings
from scrapers.net.gate import CONNECTIONS

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/test"
JITTER = 0.5
"""Seconds by which two requests may arrive closer than they were sent, but for one in a thousand:
both ends are busy."""
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass
class Host:
    """What a host was asked for: paths with the seconds from which until which it answered."""

    requests: list[tuple[float, str]] = field(default_factory=list)
    under_way: int = 0
    most: int = 0


class Sites(ThreadingHTTPServer):
    """All hosts under one port of loopback; ``pages`` are by host and path."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.pages: dict[tuple[str, str], str] = {}
        self.hosts: defaultdict[str, Host] = defaultdict(Host)
        self.lock = Lock()
        self.random = Random("patience")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked was killed."""


class Answering(BaseHTTPRequestHandler):
    """Answers after a moment, and notes it."""

    server: Sites

    def do_GET(self) -> None:
        """Answer with the page, or with 404."""
        name = self.headers["Host"].partition(":")[0]
        with self.server.lock:
            host = self.server.hosts[name]
            host.requests.append((monotonic(), self.path))
            host.under_way += 1
            host.most = max(host.most, host.under_way)
            wait = self.server.random.uniform(0.05, 0.2)
        sleep(wait)
        with self.server.lock:  # before the answer: whoever has it may ask for the next
            host.under_way -= 1
        body = self.server.pages.get((name, self.path))
        self.send_response(200 if body else 404)
        kind = "application/rss+xml" if self.path.endswith(".rss") else "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        said = (body or "").encode()
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def build(sites: Sites, folder: Path, count: int, articles: int) -> tuple[set[str], int]:
    """Make sites and the files of their sources; the addresses of articles, how many stories."""
    folder.mkdir()
    port, random = sites.server_address[1], Random("sites")
    made = list(new(1, count * articles))
    now, addresses, said = datetime.now(UTC), set[str](), set[str]()
    for number in range(count):
        shared = number < count // 10
        host = f"h{number // 2 if shared else number:03}.localhost"
        place = f"/{number}/"
        home = f"http://{host}:{port}{place}"
        items = []
        for at in range(articles):
            index = number * articles + at
            reprint = index > articles and random.random() < 0.1
            one = made[random.randrange(index - articles) if reprint else index]
            said.add(one.url)
            address, day = f"{home}{at}-hir", now - timedelta(days=3 * at, minutes=number)
            addresses.add(address)
            prose = "".join(f"<p>{escape(part)}</p>" for part in one.text.split("\n\n"))
            sites.pages[host, f"{place}{at}-hir"] = (
                f"<!DOCTYPE html><html lang=hu><head><meta charset=utf-8><title>{escape(one.title)}"
                f"</title></head><body><article><h1>{escape(one.title)}</h1>{prose}</article></body>"
            )
            items.append(
                f"<item><title>{escape(one.title)}</title><link>{address}</link>"
                f"<pubDate>{format_datetime(day)}</pubDate></item>"
            )
        feed = f"<title>{number}</title><link>{home}</link>{''.join(items)}"
        sites.pages[host, f"{place}feed.rss"] = (
            f"<rss version='2.0'><channel>{feed}</channel></rss>"
        )
        sites.pages[host, place] = "<!DOCTYPE html><title>Klaszter</title><p>Ez a kezdőlap."
        (folder / f"source-{number}.toml").write_text(
            f'name = "Klaszter {number}"\norganisation = "K{number}"\nhome = "{home}"\n'
            f'every = "1d"\n[[door]]\nkind = "feed"\nurl = "{home}feed.rss"\n'
        )
    return addresses, len(said)


class Jobs:
    """What the queue of an archive tells."""

    def __init__(self, engine: Engine, schema: str) -> None:
        self._engine, self._schema = engine, schema

    def count(self) -> Counter[str]:
        """How many crawls are in each state."""
        return Counter(
            dict(
                self._asked(
                    "SELECT status, count(*) FROM {}.procrastinate_jobs"
                    " WHERE task_name = 'crawl' GROUP BY 1"
                )
            )
        )

    def again(self) -> int:
        """How many crawls were taken up again."""
        ((count,),) = self._asked(
            "SELECT coalesce(sum(greatest(attempts - 1, 0)), 0) FROM {}.procrastinate_jobs"
            " WHERE task_name = 'crawl'"
        )
        return int(count)

    def others(self) -> dict[str, str]:
        """How often what is periodic was done."""
        rows = self._asked(
            "SELECT task_name, string_agg(said, ', ') FROM (SELECT task_name,"
            " count(*) || ' ' || status said FROM {}.procrastinate_jobs WHERE task_name != 'crawl'"
            " GROUP BY task_name, status) counted GROUP BY 1 ORDER BY 1"
        )
        return dict(rows)

    def _asked(self, query: str) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(text(query.format(f"{self._schema}_jobs"))))


@dataclass
class Crowd:
    """Worker processes; those that are killed are replaced."""

    command: Sequence[str]
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start one more."""
        self.processes.append(subprocess.Popen([*PROGRAM, *self.command], cwd=self.folder))

    def kill(self, number: int) -> None:
        """Kill one as nothing can be prepared for, and start another."""
        self.processes[number].kill()
        self.processes.pop(number).wait()
        self.start()

    def memory(self) -> int:
        """Megabytes that the largest of them takes by itself."""
        files = (Path(f"/proc/{one.pid}/status") for one in self.processes)
        lines = (line for file in files for line in file.read_text().splitlines())
        return max(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024

    def stop(self) -> list[int]:
        """Have them end; their exit codes."""
        for one in self.processes:
            one.send_signal(signal.SIGTERM)
        return [one.wait(60) for one in self.processes]


@contextmanager
def schema(server: str) -> Iterator[tuple[Engine, str, str]]:
    """An engine, a schema of our own, and the address of an archive in it."""
    engine, name = create_engine(make_url(server)), f"workers_{token_hex(4)}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = make_url(server).update_query_dict({"options": f"-csearch_path={name}"})
    try:
        yield engine, name, own.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {name}_jobs, {name} CASCADE"))


def run(folder: Path, *command: str) -> str:
    """Run a command to its end; what it said."""
    done = subprocess.run(
        [*PROGRAM, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout.strip()


def gaps(sites: Sites) -> list[tuple[float, str, str]]:
    """Seconds between requests to one host, one after the other, with what was asked for."""
    asked = (sorted(host.requests) for host in sites.hosts.values())
    pairs = (pair for requests in asked for pair in pairwise(requests))
    return sorted((after - before, one, other) for (before, one), (after, other) in pairs)


def entries(files: Iterator[Path]) -> Counter[str]:
    """How often each story stands in feeds."""
    found = (one for file in files for one in ElementTree.parse(file).iter(f"{ATOM}entry"))
    return Counter(one.findtext(f"{ATOM}id") or "" for one in found)


def main() -> None:
    """Crawl, kill, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--articles", type=int, default=5, help="of each source")
    parser.add_argument("--workers", type=int, default=4, help="0: update alone")
    parser.add_argument("--concurrency", type=int, default=8, help="sources at once in each")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--server", default=POSTGRES)
    args = parser.parse_args()
    sites = Sites()
    Thread(target=sites.serve_forever, daemon=True).start()
    with TemporaryDirectory() as place, schema(args.server) as (engine, name, address):
        folder = Path(place)
        (folder / "klaszterhirek.toml").write_text('address = "https://hirek.example.org/"\n')
        addresses, stories = build(sites, folder / "sources", args.sources, args.articles)
        told = ["--archive", address, "--sources", "sources", "--output", "output"]
        told += ["--allow-network", "127.0.0.0/8"]
        began = monotonic()
        rows: dict[str, object] = {"workers": args.workers, "killed": args.kills}
        if args.workers:
            rows |= crawled_by_workers(args, folder, told, Jobs(engine, name))
        else:
            run(folder, "update", "--quiet", *told)
        rows["seconds until all was crawled"] = round(monotonic() - began)
        for command in ("group", "publish"):  # what is left to the next five minutes
            more = told[:2] if command == "group" else [*told[:2], *told[4:6]]
            run(folder, command, "--quiet", *more)
        wrong = counted(rows, sites, address, folder / "output", addresses, stories)
    for what, value in rows.items():
        print(f"| {what} | {value} |")
    sys.exit("\n".join(wrong) or None)


def crawled_by_workers(
    args: argparse.Namespace, folder: Path, told: Sequence[str], jobs: Jobs
) -> dict[str, object]:
    """Have all that is due crawled by workers of which some are killed."""
    random = Random("kills")
    print(run(folder, "update", "--enqueue", *told), flush=True)
    crowd = Crowd(["worker", f"--concurrency={args.concurrency}", "--quiet", *told], folder)
    for _ in range(args.workers):
        crowd.start()
    kills, next_kill = args.kills, monotonic() + 15
    while (states := jobs.count())["todo"] + states["doing"]:
        sleep(0.5)
        if kills and monotonic() > next_kill:
            crowd.kill(random.randrange(len(crowd.processes)))
            kills, next_kill = kills - 1, monotonic() + random.uniform(5, 15)
            print(f"killed one: {dict(states)}", flush=True)
            if kills == args.kills // 2:
                print(run(folder, "update", "--enqueue", *told), flush=True)
    memory = crowd.memory()
    return {
        "jobs": dict(jobs.count()),
        "jobs taken up again": jobs.again(),
        **jobs.others(),
        "peak of the largest worker that is left, MB": memory,
        "workers ended by SIGTERM with": crowd.stop(),
    }


def counted(
    rows: dict[str, object],
    sites: Sites,
    address: str,
    output: Path,
    addresses: set[str],
    stories: int,
) -> list[str]:
    """Count what came of it into ``rows``; what is wrong."""
    with open_archive(address, make=False) as archive, archive.read() as connection:
        kept = Counter(connection.scalars(text("SELECT url FROM article")))
        made = connection.scalar(text("SELECT count(DISTINCT story) FROM membership"))
        edits = connection.scalar(text("SELECT count(*) FROM revision"))
    newest, past = entries(output.glob("feed.atom")), entries(output.glob("archive-*.atom"))
    published, between = newest | past, gaps(sites)
    paths = Counter(
        (host, path)
        for host, one in sites.hosts.items()
        for _, path in one.requests
        if path.endswith("-hir")
    )
    most = max(host.most for host in sites.hosts.values())
    rows |= {
        "articles, kept, lost, twice": (
            len(addresses),
            len(kept),
            len(addresses - kept.keys()),
            sum(kept.values()) - len(kept),
        ),
        "former versions, which there are none": edits,
        "stories, in the archive, in the feed, twice": (
            stories,
            made,
            len(published),
            sum(count > 1 for count in published.values()),
        ),
        "pages of articles asked for more than once": sum(n > 1 for n in paths.values()),
        "requests at one host at once, at most": most,
        "seconds between two, least, of 1 in 1,000, of 1 in 100": (
            *(round(between[len(between) * share // 1000][0], 2) for share in (0, 1, 10)),
            *between[0][1:],
        ),
    }
    checks = {
        "articles were lost, or are there twice": sorted(kept.elements()) == sorted(addresses),
        "versions were made": not edits,
        "stories were lost, or are there twice": made == stories,
        "the feed is not whole": len(published) == stories and set(published.values()) == {1},
        "a host was asked too much at once": most <= CONNECTIONS,
        "a host was asked too fast": between[len(between) // 1000][0]
        > settings.KLASZTERHIREK_GAP - JITTER,
    }
    return [what for what, holds in checks.items() if not holds]


if __name__ == "__main__":
    main()
