"""``import``: articles out of files, kept as a crawl would keep them."""

from __future__ import annotations

import asyncio
import gzip
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from typing import IO, NamedTuple, cast

from aggregator.archive.archive import Archive
from aggregator.archive.imported import Sources, keep_told
from aggregator.archive.index.documents import index
from aggregator.errors import ArchiveFailed, InputError, InputFailed, Problem
from aggregator.research.line import LONGEST, Bad, Told, read_line
from scrapers.source import Source
from scrapers.workers import Refusal, Workers

STANDARD_INPUT = "-"
BATCH = 100
"""Lines that are kept in one transaction."""
ROOM = 16 * 1024 * 1024
"""Bytes of lines in memory at a time, but for one that is longer by itself."""

_BOM = b"\xef\xbb\xbf"

Hear = Callable[[str], None]


class Line(NamedTuple):
    """A line of a file: where it stands, and what it is; cut off where it is too long."""

    place: str
    said: bytes


@dataclass(slots=True)
class Imported:
    """What became of the lines: new articles, changed ones, known ones, bad lines skipped.

    ``failed`` is what ended it in mid-run, if anything did.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    skipped: int = 0
    failed: ArchiveFailed | InputFailed | None = None

    def told(self) -> str:
        """It in a line or two for people, with what to run next."""
        lines = "line" if self.skipped == 1 else "lines"
        skipped = f", {self.skipped} {lines} skipped" if self.skipped else ""
        told = f"{self.new} new, {self.changed} changed, {self.known} known{skipped}"
        following = "\nNext: klaszterhirek group, then klaszterhirek publish"
        return told + (following if self.new or self.changed else "")


@contextmanager
def opened(names: Iterable[str]) -> Iterator[Mapping[str, IO[bytes]]]:
    """The files of these names, open, each once; ``-`` is standard input.

    Raises ``InputError`` for one of which nothing can be read.
    """
    with ExitStack() as stack:
        yield {name: stack.enter_context(_open(name)) for name in dict.fromkeys(names)}


def import_files(
    archive: Archive,
    files: Mapping[str, IO[bytes]],
    sources: Sequence[Source],
    now: datetime,
    hear: Hear,
) -> Imported:
    """Keep the articles in ``files``, one a line.

    ``sources`` are those that have a file of their own; others are made from the lines. ``hear`` is
    told of each line that is skipped, and why. Where a file breaks off, what it told until then is
    kept.
    """
    return asyncio.run(_import(archive, lines_of(files), Sources(sources), now, hear))


async def _import(
    archive: Archive, lines: Iterable[Line], sources: Sources, now: datetime, hear: Hear
) -> Imported:
    came_to = Imported()
    with Workers() as workers:
        await workers.check()
        try:
            for batch in _batches(lines):
                asked = (workers.run(read_line, line.said, now) for line in batch)
                told = list(_sound(batch, await asyncio.gather(*asked), came_to, hear))
                _keep(archive, told, sources, now, came_to)
        except (ArchiveFailed, InputFailed) as failed:
            came_to.failed = failed
    return came_to


def _sound(
    batch: Sequence[Line], read: Sequence[Told | Bad | Refusal], came_to: Imported, hear: Hear
) -> Iterator[Told]:
    """What lines tell; of the others it is said what is wrong with them."""
    for line, told in zip(batch, read, strict=True):
        if isinstance(told, Told):
            yield told
            continue
        why = told.why if isinstance(told, Bad) else f"cannot be read: {told.reason}"
        came_to.skipped += 1
        hear(f"{line.place}: {why}")


def _keep(
    archive: Archive, told: Sequence[Told], sources: Sources, now: datetime, came_to: Imported
) -> None:
    if not told:
        return
    with archive.write() as connection:
        kept = [keep_told(connection, one, sources, now) for one in told]
        index(connection, {one.number for one in kept if one.how != "known"})
    count = Counter(one.how for one in kept)
    came_to.new += count["new"]
    came_to.changed += count["changed"]
    came_to.known += count["known"] + count["seen"]


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines as many as fit into a transaction and into memory; empty ones are left out.

    Where a file breaks off, what was read of it before comes first, and then the error.
    """
    batch: list[Line] = []
    size = 0
    broken = None
    try:
        for line in lines:
            if _is_empty(line):
                continue
            batch.append(line)
            size += len(line.said)
            if len(batch) >= BATCH or size >= ROOM:
                yield batch
                batch, size = [], 0
    except InputFailed as failed:
        broken = failed
    if batch:
        yield batch
    if broken:
        raise broken


def _is_empty(line: Line) -> bool:
    """Whether there is nothing in a line; of one that is cut off nobody knows."""
    return len(line.said) <= LONGEST and not line.said.strip()


def lines_of(files: Mapping[str, IO[bytes]]) -> Iterator[Line]:
    """The lines of files with their places; of one that is too long, so much that it is seen."""
    for name, file in files.items():
        number = 0
        with _told_of(name, InputFailed):
            while line := file.readline(LONGEST + 1):
                number += 1
                yield Line(f"{name}:{number}", line if number > 1 else line.removeprefix(_BOM))
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)


@contextmanager
def _open(name: str) -> Iterator[IO[bytes]]:
    if name == STANDARD_INPUT:
        if sys.stdin is None:  # closed by whoever started us
            raise InputError("standard input", "cannot be read: it is closed")
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        with _told_of(name, InputError):
            file = stack.enter_context(cast(BufferedReader, _opener(name)(name, "rb")))
            file.peek(1)
        yield file


def _opener(name: str) -> Callable[[str, str], object]:
    return gzip.open if name.endswith(".gz") else open


@contextmanager
def _told_of(name: str, kind: type[Problem]) -> Iterator[None]:
    """Tell in a line which file cannot be read, and why."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise kind(name, f"cannot be read: {why}") from error
