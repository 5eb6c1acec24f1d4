"""``add``: a bare home page into a source file, with its doors and the proof of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from aggregator import describe
from aggregator.archive.archive import Archive
from aggregator.archive.doors import (
    ACCEPTED,
    doors_in_force,
    keep_discovery,
    proposal,
    recent_reports,
    take_doors,
)
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.sources import keep_sources
from aggregator.errors import NotFound, Problem
from aggregator.health.doors import RUNS, broken
from aggregator.health.impostors import hacked, parked
from aggregator.log import visible
from aggregator.recording import Recorded, fetch_recording, keep
from scrapers import urls
from scrapers.crawl import Manners
from scrapers.discovery.candidates import SURE
from scrapers.discovery.explore import Discovery, discover, home_of
from scrapers.fetch import Ask, Fetched, errand
from scrapers.net import browser
from scrapers.reactor import run
from scrapers.source import DOOR, Door, Source
from scrapers.workers import Workers

Answers = tuple[list[tuple[Door, Fetched]], list[Fetched]]


@dataclass(frozen=True, slots=True)
class Explored:
    """The source that a site would be, what was found of it, and answers for its recording."""

    source: Source
    discovery: Discovery
    answers: Answers


@dataclass(frozen=True, slots=True)
class Proposal:
    """A source that could be added: its file's name and text, and what it rests on.

    ``doubt`` says why it should be looked at before it is taken; empty where nothing speaks
    against it. ``answers`` are those of its doors and first articles, for a recording.
    """

    source: Source
    discovery: Discovery
    text: str
    doubt: str
    answers: Answers

    def told(self) -> Iterator[str]:
        """The proposal in lines for people."""
        yield f"{visible(self.source.name)}  {self.source.home}"
        for at, found in enumerate(self.discovery.found):
            one = found.candidate
            yield f"{'and ' * bool(at)}{one.door.kind} {one.door.url}"
            yield f"    because {visible(one.why)}; confidence {one.confidence:.2f}"
            for sample in found.samples:
                if isinstance(sample.read, str):
                    title = visible(sample.title or sample.key)
                    yield f"    {'not read':10}  {title} ({sample.read})"
                else:
                    day = sample.read.published.iso()[:10] if sample.read.published else "undated"
                    yield f"    {day:10}  {visible(sample.read.title)}"


def propose(address: str, manners: Manners, known: Sequence[Source], now: datetime) -> Proposal:
    """What could be added for ``address``, a home page, a list of news or a feed.

    Starts the process's reactor: once per process. Raises ``Problem`` where nothing is found, with
    what was tried; where the address cannot be read; where one of the ``known`` sources has it.
    """

    async def main() -> Explored:
        with Workers() as workers:
            await workers.check()
            return await explore(address, manners, known, workers, now)

    return proposed(address, run(main()))


def proposed(address: str, explored: Explored) -> Proposal:
    """What an exploration that began at ``address`` comes to. Pure; raises as ``propose`` does."""
    source, discovery = explored.source, explored.discovery
    if not discovery.found:
        tried = "".join(f"\n  {url}: {what}" for url, what in discovery.tried.items())
        hint = browser.missing()
        hint = f"; if scripts make its pages, it {hint}" if hint else ""
        hint += "; if it has a page of news or a feed, give the address of that"
        raise Problem(address, f"no news was found{hint}; tried:{tried}")
    languages = describe.languages_of(discovery)
    name = describe.name_of(discovery.front, source.host)
    text = describe.source_file(
        name,
        source.home,
        source.aliases,
        languages,
        [(found.candidate.door, found.candidate.why) for found in discovery.found],
        browser=source.browser,
    )
    described = source.model_copy(
        update={
            "name": name,
            "languages": languages,
            "doors": tuple(found.candidate.door for found in discovery.found),
        }
    )
    return Proposal(described, discovery, text, _doubt(described, discovery), explored.answers)


def write(one: Proposal, folder: Path, recordings: Path, now: datetime) -> tuple[Path, Recorded]:
    """Write the source's file into ``folder`` and its recording; the file's path, and the latter.

    Raises ``Problem`` where the file cannot be written.
    """
    path = folder / f"{one.source.id}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(one.text)
    except OSError as error:
        raise Problem(path, f"cannot be written: {error.strerror}") from error
    try:
        made = asyncio.run(keep(one.source, one.text.encode(), *one.answers, recordings, now))
    except OSError as error:
        problem = f"no recording: {error.strerror}"
        return path, Recorded(one.source.id, recordings, problem=problem)
    return path, made


def accept(archive: Archive, source: Source, now: datetime) -> list[str]:
    """Take the doors that were proposed for ``source``; lines that tell them.

    Raises ``NotFound`` where nothing is proposed.
    """
    with archive.write() as connection:
        row = proposal(connection, source.id)
        if row is None:
            raise NotFound(source.id, "no new door is proposed for it; see klaszterhirek health")
        keep_descriptions(connection, [source], now)
        keep_sources(connection, [source], now)
        doors = [(DOOR.validate_python(one["door"]), one["why"]) for one in row["doors"]]
        in_force = doors_in_force(connection, source)
        runs = recent_reports(connection, source.id, RUNS)
        ill = broken(runs, [door.url for door in in_force])
        replaced = [door for door in in_force if door.url in ill]
        take_doors(connection, source.id, doors, replaced, now)
        why = "accepted by the operator"
        keep_discovery(connection, source.id, ACCEPTED, why, doors, row["tried"], now)
    return [f"{door.kind} {door.url}" for door, _ in doors]


async def explore(
    address: str, manners: Manners, known: Sequence[Source], workers: Workers, now: datetime
) -> Explored:
    """Look for the doors of the site at ``address``; with a browser where nothing shows without.

    A coroutine of the installed asyncio reactor (see ``reactor``).
    """

    problem = None
    for full in _addresses(address):
        try:
            return await _explore(full, manners, known, workers, now)
        except _Unreadable as error:
            problem = Problem(address, f"cannot be read: {error}")
    raise problem or Problem(address, "is not an http or https address")


async def _explore(
    address: str, manners: Manners, known: Sequence[Source], workers: Workers, now: datetime
) -> Explored:
    async def main(ask: Ask, *, rendered: bool = False) -> Explored:
        answer = await ask(address)
        if answer.problem:
            raise _Unreadable(answer.problem)
        source = _provisional(answer, known).model_copy(update={"browser": rendered})
        given = source.home if urls.is_front(answer.asked) else answer.url
        discovery = await discover(source, given, ask, workers, now)
        doors = [found.candidate.door for found in discovery.found]
        answers = await fetch_recording(source, doors, ask, workers, now)
        return Explored(source, discovery, answers)

    languages = describe.LANGUAGES[:2]
    plain = await errand(manners, main, languages)
    if plain.discovery.found or browser.missing():
        return plain
    return await errand(manners, partial(main, rendered=True), languages, rendered=True)


class _Unreadable(Exception):
    """An address gives no answer; the text is the name of why."""


def _addresses(typed: str) -> list[str]:
    """What somebody may mean who leaves out the scheme."""
    schemes = ("",) if "://" in typed else ("https://", "http://")
    return [full for scheme in schemes if (full := urls.join(f"{scheme}{typed}", ""))]


def _provisional(answer: Fetched, known: Sequence[Source]) -> Source:
    """The source that an answer's host makes up, until more is known of it."""
    home = home_of(answer.url)
    for one in known:
        if one.owns(home) or one.owns(answer.asked):
            told = f"is a site of {one.id} already ({one.name}); see klaszterhirek sources {one.id}"
            raise Problem(answer.asked, told)
    host, asked = urls.host(home), urls.host(answer.asked)
    return Source(
        id=describe.id_of(host, {one.id for one in known}),
        name=host,
        organisation=host,
        home=home,
        languages=describe.LANGUAGES,
        aliases=(asked,) if asked != host else (),
    )


def _doubt(source: Source, discovery: Discovery) -> str:
    if told := parked(discovery.front, source) or hacked(discovery, source):
        return told
    if discovery.confidence < SURE:
        return f"the confidence is only {discovery.confidence:.2f}"
    return ""
