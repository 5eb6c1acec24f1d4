"""Quality and speed of a real crawl over saved real pages, served on loopback.

    uv run python benchmarks/real_pages.py DATA

DATA and the scores of articles are those of ``gold.py``. Every page is fetched over HTTP, through
robots.txt, host gate, limits and worker processes, exactly as a site would be; only the gap between
requests is left out. Listings: F1 of the addresses of the records that are inferred, mean over
pages; *bare* is the same with every class, id, role and relation removed from the pages.
"""

from __future__ import annotations

import argparse
import gzip
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gold import body_of, f1, gold, score, told_by

from scrapers import wrapper
from scrapers.article import Article
from scrapers.crawl import Manners, crawl
from scrapers.memory import Finding, Forgetful, Kept, Refused
from scrapers.net.addresses import networks
from scrapers.page import Page
from scrapers.reactor import run
from scrapers.source import ListingDoor, Source

NAMES = ("class", "id", "role", "rel", "itemprop")
PER_SITE = 20


class Collecting(Forgetful):
    """A memory that only gathers the articles, by the id in their address."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.refused: dict[str, str] = {}

    def keep(self, findings: Sequence[Finding], now: datetime) -> None:
        """Gather."""
        for finding in findings:
            if isinstance(finding, Kept):
                self.articles[Path(urlsplit(finding.url).path).stem] = finding.article
            elif isinstance(finding, Refused):
                self.refused[Path(urlsplit(finding.url).path).stem] = finding.reason


def serve(pages: dict[str, Path], sites: dict[str, list[str]]) -> ThreadingHTTPServer:
    """Serve each page at /ID.html, and at / of each site a list of its pages."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = Path(self.path).stem
            site = self.headers["Host"].split(".")[0]
            if self.path == "/":
                links = (f'<li><a href="/{name}.html">{name}</a>' for name in sites[site])
                body = f"<ul>{''.join(links)}</ul>".encode()
            elif page in pages:
                body = gzip.decompress(pages[page].read_bytes())
            else:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def crawl_articles(data: Path) -> tuple[Collecting, float]:
    """Crawl every saved article page; what was found, and the seconds it took."""
    pages = {path.name.removesuffix(".html.gz"): path for path in data.glob("articles/*.html.gz")}
    names = sorted(pages)
    sites = {f"s{at}": names[at : at + PER_SITE] for at in range(0, len(names), PER_SITE)}
    server = serve(pages, sites)
    homes = {site: f"http://{site}.localhost:{server.server_port}/" for site in sites}
    sources = [
        Source(
            id=site,
            name=site,
            organisation=site,
            home=home,
            languages=("hu", "en", "de", "sk", "ro", "cs"),
            door=(ListingDoor(kind="listing", url=home, links="li a"),),
        )
        for site, home in homes.items()
    ]
    memory = Collecting()
    manners = Manners("benchmark", gap=0.0, allow=networks("127.0.0.0/8"))
    began = time.perf_counter()
    for report in run(crawl(sources, memory, manners, datetime.now(UTC))):
        if report.problem or report.owed:
            print(f"{report.source}: {report.problem} owed={report.owed}")
    seconds = time.perf_counter() - began
    server.shutdown()
    return memory, seconds


def score_listings(data: Path, *, bare: bool = False) -> float:
    """Mean F1 of the article links that are inferred; optional links do not count.

    With ``bare`` nothing on the page is named.
    """
    scores = []
    for record in gold(data, "listings"):
        body = body_of(data, "listings", record["id"])
        page = Page.parse(body, record["url"], "text/html; charset=utf-8")
        for node in page.tree.body.iter() if bare else ():
            for name in NAMES:
                node.attrib.pop(name, None)
        found = {address(one.url) for one in wrapper.infer(page).records if one.url}
        got = found - set(record["optional"])
        hit = len(got & set(record["articles"]))
        scores.append(f1(hit / len(got) if got else 0.0, hit / len(record["articles"])))
    return sum(scores) / len(scores)


def address(url: str) -> str:
    """An address as the gold of the listings writes it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host + unquote(parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")


def main() -> None:
    """Crawl, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    found, seconds = crawl_articles(data)
    count = len(found.articles) + len(found.refused)
    print(f"{count} pages in {seconds:.1f} s: {count / seconds:.1f} pages/s", end="")
    print(f", {len(found.refused)} refused {dict(Counter(found.refused.values()))}")
    told = {name: told_by(article) for name, article in found.articles.items()}
    for name, value in score(data, told).items():
        print(f"{name:14} {value:.3f}")
    print(f"listing F1     {score_listings(data):.3f}")
    print(f"listing bare   {score_listings(data, bare=True):.3f}")


if __name__ == "__main__":
    main()
