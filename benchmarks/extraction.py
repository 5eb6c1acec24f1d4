"""Quality and speed of extraction over saved real pages, beside trafilatura alone.

    uv run python benchmarks/extraction.py DATA

DATA and the scores are those of ``gold.py``. Both read the same pages in as many processes: ours is
``Page.parse`` and ``extract`` in the project's workers, theirs ``bare_extraction`` with metadata.
Each round times one after the other; what is told are ratios, ours to theirs, of the sums over all
rounds. *bare* are the pages without anything that is told to machines.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from asyncio import get_running_loop
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from gold import Told, bare, body_of, gold, score, told_by

from scrapers.extract import extract
from scrapers.page import Page, Unreadable
from scrapers.source import Source
from scrapers.workers import MOST, Refusal, Workers

Read = Callable[["Saved"], Told | None]
LANGUAGES = ("hu", "en", "de", "sk", "ro", "cs")
NOWHERE = "https://bare.example/"


class Saved(NamedTuple):
    """A page as both read it."""

    name: str
    url: str
    body: bytes


class Spent(NamedTuple):
    """Seconds: of all processors, and until the last page was read."""

    cpu: float
    wall: float


def ours(page: Saved) -> Told | None:
    """What the project reads. Runs in a worker."""
    host = urlsplit(page.url).hostname or ""
    source = Source(
        id="page", name=host, organisation=host, home=f"https://{host}/", languages=LANGUAGES
    )
    try:
        parsed = Page.parse(page.body, page.url, "text/html; charset=utf-8")
        return told_by(extract(parsed, source, datetime.now(UTC)))
    except Unreadable:
        return None


def theirs(page: Saved) -> Told | None:
    """What trafilatura reads. Runs in a worker."""
    from trafilatura import bare_extraction

    read = bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)
    if read is None or isinstance(read, dict):
        return None
    names = tuple(filter(None, (read.author or "").split("; ")))
    return Told(read.text or "", read.date or "", read.title or "", names, read.image or "")


def timed(read: Read, page: Saved) -> tuple[Told | None, float]:
    """What ``read`` reads, and the processor's seconds that it took. Runs in a worker."""
    began = time.process_time()
    told = read(page)
    return told, time.process_time() - began


class Readers:
    """Both readers, each in as many processes of its own; a context manager."""

    def __init__(self) -> None:
        self._ours = Workers(MOST)
        self._theirs = ProcessPoolExecutor(MOST, get_context("forkserver"))

    def __enter__(self) -> Self:
        self._ours.__enter__()
        self._theirs.__enter__()
        return self

    def __exit__(self, *ended: Any) -> None:
        self._theirs.__exit__(*ended)
        self._ours.__exit__(*ended)

    async def run(self, read: Read, page: Saved) -> tuple[Told | None, float]:
        """What ``timed`` returns."""
        if read is ours:
            result = await self._ours.run(timed, read, page)
            if isinstance(result, Refusal):
                print(f"{page.name}: {result.reason}")
            return (None, 0.0) if isinstance(result, Refusal) else result
        return await get_running_loop().run_in_executor(self._theirs, timed, read, page)


async def read_all(
    readers: Readers, read: Read, pages: Sequence[Saved]
) -> tuple[dict[str, Told], Spent]:
    """What is read on the pages, and what it took."""
    began = time.perf_counter()
    results = await asyncio.gather(*(readers.run(read, page) for page in pages))
    wall = time.perf_counter() - began
    told = {page.name: told for page, (told, _) in zip(pages, results, strict=True) if told}
    return told, Spent(sum(cpu for _, cpu in results), wall)


def saved(data: Path) -> tuple[list[Saved], list[Saved]]:
    """The pages as they are, and bare."""
    whole = [
        Saved(record["id"], record["url"], body_of(data, "articles", record["id"]))
        for record in gold(data, "articles")
    ]
    return whole, [Saved(page.name, NOWHERE, bare(page.body)) for page in whole]


def table(columns: Mapping[str, Mapping[str, float]]) -> str:
    """The scores, a reader in each column."""
    names = next(iter(columns.values()))
    head = f"{'':16}" + "".join(f"{column:>14}" for column in columns)
    rows = (
        f"{name:16}" + "".join(f"{scores.get(name, 0.0):14.3f}" for scores in columns.values())
        for name in names
    )
    return "\n".join((head, *rows))


async def compare(data: Path, rounds: int) -> None:
    """Read, score, print."""
    whole, stripped = saved(data)
    with Readers() as readers:
        scores = {
            f"{read.__name__}{' bare' if pages is stripped else ''}": score(
                data, (await read_all(readers, read, pages))[0]
            )
            for pages in (whole, stripped)
            for read in (ours, theirs)
        }
        print(table(scores))
        spent: dict[Read, list[Spent]] = {ours: [], theirs: []}
        for _ in range(rounds):
            for read, times in spent.items():
                times.append((await read_all(readers, read, whole))[1])
    for at, kind in enumerate(Spent._fields):
        mine, other = (sum(one[at] for one in times) for times in spent.values())
        each = 1000 / rounds / len(whole)
        print(f"{kind:5} ours {mine * each:.1f} ms a page, theirs {other * each:.1f}", end="")
        print(f", ratio {mine / other:.2f}")


def main() -> None:
    """Compare, on the pages in a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    told = parser.parse_args()
    asyncio.run(compare(told.data, told.rounds))


if __name__ == "__main__":
    main()
