"""``record``: what a source answers now, fetched and kept as a recording for the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from aggregator.archive.memory import ArchiveMemory
from aggregator.log import visible
from aggregator.options import Told
from feeds.write import write
from scrapers.crawl import Manners
from scrapers.doors import wordpress
from scrapers.errors import SourceError
from scrapers.fetch import Ask, Fetched, errand
from scrapers.looking import shown_by
from scrapers.reactor import run
from scrapers.recording.expected import compared, made
from scrapers.recording.recording import EXPECTED, Answer, Recording, read_recording
from scrapers.report import NO_DOOR
from scrapers.source import Door, Source, WordPressDoor
from scrapers.workers import Refusal, Workers, read_door

FEW = 5
"""Articles that are recorded of those that a door shows first."""
PARTS = 2
"""Parts of an index that are recorded."""
SECONDS = 60.0
"""How long the reading of one whole recording may take."""
_LONGEST = 80
"""Lines of a diff that are told."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one source's recording, which is in ``folder``.

    ``changed`` are the names of the files that were written or removed, ``diff`` how the expected
    result changed, if there was one. ``missing`` are addresses that gave no answer, with the
    reason; ``otherwise`` those that read otherwise without their prose, with the field. With a
    ``problem`` nothing was written.
    """

    source: str
    folder: Path
    changed: tuple[str, ...] = ()
    diff: str = ""
    missing: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    problem: str | None = None

    def told(self) -> Iterator[str]:
        """All of it in lines for people."""
        files = f"{len(self.changed)} file{'' if len(self.changed) == 1 else 's'}"
        yield f"{self.source}: {self.problem or f'{files} changed in {self.folder}'}"
        yield from (f"  not recorded: {visible(one)}" for one in self.missing)
        yield from (
            f"  reads otherwise without its prose: {visible(one)}" for one in self.otherwise
        )
        lines = self.diff.splitlines()
        yield from (f"  {visible(line)}" for line in lines[:_LONGEST])
        if lines[_LONGEST:]:
            yield f"  … and {len(lines) - _LONGEST} lines more"


def record(names: list[str] | None, given: Told, folder: Path) -> list[Recorded]:
    """Record the sources of these names, each into a folder of its name in ``folder``.

    Their doors are those that a crawl would ask: pinned in their files, or found and archived.
    """
    sources = given.sources(names)
    manners, now = given.manners(), datetime.now(UTC).replace(microsecond=0)
    with given.archive() as archive:
        memory = ArchiveMemory(archive)
        doors = {source.id: memory.recall(source.id).doors_of(source) for source in sources}
    files = {source.id: given.source_file(source).read_bytes() for source in sources}
    return run(_record(sources, files, doors, manners, folder, now))


async def _record(
    sources: Sequence[Source],
    files: Mapping[str, bytes],
    doors: Mapping[str, Sequence[Door]],
    manners: Manners,
    folder: Path,
    now: datetime,
) -> list[Recorded]:
    done = []
    for source in sources:
        answers = await _asked(source, doors[source.id], manners, now)
        done.append(await keep(source, files[source.id], *answers, folder, now))
    return done


async def _asked(
    source: Source, doors: Sequence[Door], manners: Manners, now: datetime
) -> tuple[list[tuple[Door, Fetched]], list[Fetched]]:

    async def main(ask: Ask) -> tuple[list[tuple[Door, Fetched]], list[Fetched]]:
        with Workers() as workers:
            await workers.check()
            return await fetch_recording(source, doors, ask, workers, now)

    return await errand(manners, main, source.languages, rendered=source.browser)


async def fetch_recording(
    source: Source, doors: Sequence[Door], ask: Ask, workers: Workers, now: datetime
) -> tuple[list[tuple[Door, Fetched]], list[Fetched]]:
    """The answers of the doors, and of the first few articles of each: what ``keep`` takes."""
    waiting = [(door, _address(door)) for door in doors]
    answers: list[tuple[Door, Fetched]] = []
    first: list[str] = []
    while waiting:
        door, address = waiting.pop(0)
        answer = await ask(address)
        answers.append((door, answer))
        body = (answer.body, answer.url, answer.content_type)
        reading = await workers.run(read_door, door, *body, source, now)
        if isinstance(reading, Refusal):
            continue
        shown = shown_by(reading, source)
        first += [teaser.url for teaser in shown.teasers.values()][:FEW]
        if not shown.keys and address == _address(door):  # an index: its newest parts
            waiting += [(door, part) for part in shown.older[:PARTS]]
    return answers, await asyncio.gather(*map(ask, dict.fromkeys(first)))


def _address(door: Door) -> str:
    return wordpress.address(door.url) if isinstance(door, WordPressDoor) else door.url


async def keep(
    source: Source,
    file: bytes,
    doors: Sequence[tuple[Door, Fetched]],
    articles: Sequence[Fetched],
    folder: Path,
    now: datetime,
) -> Recorded:
    """Write the recording of what was fetched into ``folder``, in a folder of the source's name.

    ``file`` is the source's TOML. What is there already is replaced where it differs; where only
    the time would, it stays. Raises ``OSError`` where the disk fails.
    """
    own = folder / source.id
    asked = (*(answer for _, answer in doors), *articles)
    missing = tuple(f"{one.asked}: {one.problem}" for one in asked if one.problem)
    raw = Recording(
        source=source,
        file=file,
        now=now,
        doors=tuple((door, _answer(one)) for door, one in doors if not one.problem),
        articles=tuple(_answer(one) for one in articles if not one.problem),
    )
    if not raw.doors:
        problem = "no door answered" if doors else NO_DOOR
        return Recorded(source.id, own, missing=missing, problem=problem)
    result = await _made(raw, _before(own))
    if isinstance(result, Refusal):
        return Recorded(source.id, own, missing=missing, problem=result.reason)
    stripped, expected, otherwise = result
    told = own / EXPECTED
    diff = compared(told.read_text(encoding="utf-8"), expected) if told.exists() else ""
    changed = _write(own, {**stripped.files(), EXPECTED: expected.encode()})
    return Recorded(source.id, own, changed, diff, missing, otherwise)


async def _made(
    raw: Recording, before: Recording | None
) -> tuple[Recording, str, tuple[str, ...]] | Refusal:
    """What ``made`` returns; as of the time of the recording ``before`` where that is the same."""
    with Workers(1, seconds=SECONDS) as workers:
        result = await workers.run(made, raw)
        if isinstance(result, Refusal) or before is None:
            return result
        if replace(result[0], now=before.now) == before:
            return await workers.run(made, replace(raw, now=before.now))
        return result


def _answer(fetched: Fetched) -> Answer:
    return Answer(fetched.asked, fetched.url, fetched.content_type, fetched.body)


def _before(folder: Path) -> Recording | None:
    try:
        return read_recording(folder)
    except (OSError, ValueError, KeyError, SourceError):  # none, or of another version
        return None


def _write(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    written = write(folder, files)
    left = [one for what in ("door", "article") for one in sorted(folder.glob(f"{what}-*"))]
    gone = [one for one in left if one.name not in files]
    for one in gone:
        one.unlink()
    return (*written, *(one.name for one in gone))
