"""A newsroom that publishes run by run, and subscribers of every kind who poll its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from aggregator.archive.archive import Archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import keep_descriptions
from aggregator.archive.sources import keep_sources
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from scrapers.memory import Finding, Kept
from scrapers.source import Source
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, kept, published

ADDRESS = "https://example.org/hirek/"
ATOM = "{http://www.w3.org/2005/Atom}"


def short(number: int, day: str | None = "2021-06-04", source: str = "portal", **more: Any) -> Kept:
    """One of many small news that have nothing in common."""
    told = {"title": f"Hír {number}", "text": f"Rövid {number}.", "path": f"h/{number}"} | more
    return kept(source=source, published=day and published(day), **told)


def new_source(id: str, **more: Any) -> Source:
    told = {"name": f"A {id} hírei", "organisation": id, "home": f"https://{id}.example.hu/"} | more
    return Source(id=id, **told)


@dataclass
class Newsroom:
    """Runs of the program over one archive: keep, group, publish, on a day counted from Monday."""

    archive: Archive
    config: Config

    def know(self, *sources: Source, day: float = 0) -> None:
        """Read the files of sources, as a crawl does before it begins."""
        with self.archive.write() as connection:
            keep_descriptions(connection, sources, MONDAY + day * DAY)
            keep_sources(connection, sources)

    def keep(self, *findings: Finding, day: float = 0) -> None:
        ArchiveMemory(self.archive).keep(findings, MONDAY + day * DAY)

    def group(self, day: float = 0, *, everything: bool = False) -> None:
        group(self.archive, self.config.address, MONDAY + day * DAY, everything=everything)

    def publish(self, day: float = 0, **told: Any) -> tuple[str, ...]:
        config = self.config.model_copy(update=told)
        return publish(self.archive, config, MONDAY + day * DAY)

    def run(self, *findings: Finding, day: float = 0) -> tuple[str, ...]:
        self.keep(*findings, day=day)
        self.group(day)
        return self.publish(day)

    def items(self, name: str = "feed") -> list[dict[str, Any]]:
        file = self.config.output / f"{name}.json"
        items: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["items"]
        return items

    def titles(self, name: str = "feed") -> list[str]:
        return [item["title"] for item in self.items(name)]

    def ids(self, name: str = "feed") -> dict[str, str]:
        """The ids of a feed's entries by title."""
        return {item["title"]: item["id"] for item in self.items(name)}

    def afresh(self, folder: Path, day: float = 0) -> dict[str, bytes]:
        """What would be in another, empty folder."""
        self.publish(day, output=folder)
        return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    """The files that readers may ask for."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
    }


# Subscribers


@dataclass(frozen=True)
class Shown:
    """An entry as a feed shows it."""

    id: str
    url: str
    title: str
    content: str
    published: str | None
    updated: str | None


Rule = Callable[[Shown], str]


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


RULES: Mapping[str, Rule] = {
    "newsboat": lambda one: one.id or one.url + (one.published or "") or one.title,
    "miniflux": lambda one: _digest(one.id) if one.id else _digest(one.url or one.title),
    "freshrss": lambda one: one.id or _digest(one.url, one.published or "", one.title),
    "reader": lambda one: one.id,
    "by link": lambda one: one.url,
    "forgetful": lambda one: one.id,
}
"""By what each program knows an entry again (FEEDS.md, section 1)."""
FORGETFUL = ("newsboat", "forgetful")
"""To them an entry that left and returned is new."""


@dataclass
class Heard:
    """What one poll shows a subscriber, as titles."""

    new: list[str]
    updated: list[str]
    gone: list[str]


@dataclass
class Subscriber:
    """Polls one file, and knows entries by one rule."""

    file: Path
    rule: str
    known: dict[str, Shown] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    """How often each entry was shown as new."""

    def poll(self) -> Heard:
        key = RULES[self.rule]
        now = {key(one): one for one in read(self.file)}
        before = self.known
        new = [k for k in now if k not in before]
        updated = [k for k in now if k in before and before[k].updated != now[k].updated]
        gone = [k for k in before if k not in now]
        told = Heard(
            *([({**before, **now})[k].title for k in some] for some in (new, updated, gone))
        )
        for k in new:
            self.shown[k] = self.shown.get(k, 0) + 1
        self.known = now if self.rule in FORGETFUL else {**before, **now}
        return told


def subscribers(folder: Path, name: str = "feed", *, but: Sequence[str] = ()) -> list[Subscriber]:
    """One of each kind for each of the formats."""
    return [
        Subscriber(folder / f"{name}{suffix}", rule)
        for suffix in (".rss", ".atom", ".json")
        for rule in RULES
        if rule not in but
    ]


def read(file: Path) -> list[Shown]:
    """The entries of a feed file, as readers parse it."""
    return _parsed(file.suffix, file.read_bytes())


@lru_cache(maxsize=8)
def _parsed(suffix: str, body: bytes) -> list[Shown]:
    if suffix == ".json":
        return [
            Shown(
                one["id"],
                one["url"],
                one["title"],
                one["content_html"],
                one.get("date_published"),
                one["date_modified"],
            )
            for one in json.loads(body)["items"]
        ]
    feed = feedparser.parse(body)
    assert not feed.bozo, feed.bozo_exception
    return [
        Shown(
            one.id,
            one.link,
            one.title,
            one.content[0].value if "content" in one else one.summary,
            dict.get(one, "published"),
            dict.get(one, "updated"),
        )
        for one in feed.entries
    ]


# What holds in every feed after every run


@dataclass
class Watch:
    """Looks at all feeds of a folder after each run, and fails on any broken promise.

    Ids are never shown again after they left; ``published`` is set once at most; ``updated`` never
    falls; all formats and feeds agree.
    """

    folder: Path
    now: dict[str, set[str]] = field(default_factory=dict)
    left: dict[str, set[str]] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    updated: dict[str, datetime] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)
    """Titles of entries whose ``updated`` rose at the last look."""

    def look(self) -> None:
        self.raised = []
        said: dict[str, dict[str, Any]] = {}
        for file in sorted(self.folder.glob("*.json")):
            if file.name.startswith((".", "archive-")):
                continue  # what is closed says what was so when it was closed
            items = json.loads(file.read_text(encoding="utf-8"))["items"]
            ids = [item["id"] for item in items]
            assert len(ids) == len(set(ids)), file.name
            self._keep_out(file.stem, set(ids))
            self._agree(file, items)
            for item in items:
                assert said.setdefault(item["id"], item) == item, "feeds differ on an entry"
        urls = {item["url"]: item["id"] for item in said.values()}
        assert len(urls) == len(said), "two ids of one original"
        for item in said.values():
            self._dates(item)

    def _keep_out(self, name: str, ids: set[str]) -> None:
        left = self.left.setdefault(name, set())
        back = ids & left
        assert not back, f"{name}: back after having left: {back}"
        left |= self.now.get(name, set()) - ids
        self.now[name] = ids

    def _dates(self, item: dict[str, Any]) -> None:
        id, told = item["id"], item.get("date_published")
        own = item["_klaszterhirek"]
        assert (told is None) == bool(own.get("undated")) == ("először" in item["content_html"])
        if id in self.published:
            assert told == self.published[id], item["title"]
        if told:
            self.published[id] = told
        moment = datetime.fromisoformat(item["date_modified"])
        before = self.updated.get(id)
        assert before is None or moment >= before, item["title"]
        if before and moment > before:
            self.raised.append(item["title"])
        self.updated[id] = moment

    def _agree(self, file: Path, items: list[dict[str, Any]]) -> None:
        atom, rss = (etree.parse(file.with_suffix(end)).getroot() for end in (".atom", ".rss"))
        entries = list(atom.iterfind(f"{ATOM}entry"))
        assert [one.findtext(f"{ATOM}id") for one in entries] == [one["id"] for one in items]
        dates = [one.findtext(f"{ATOM}published") for one in entries]
        assert dates == [one.get("date_published") for one in items]
        updated = [one.findtext(f"{ATOM}updated") for one in entries]
        assert updated == [one["date_modified"] for one in items]
        guids = list(rss.iterfind("channel/item/guid"))
        assert [one.text for one in guids] == [one["id"] for one in items]
        assert {one.get("isPermaLink") for one in guids} <= {"false"}
        assert [one.find("pubDate") is None for one in rss.iterfind("channel/item")] == [
            "date_published" not in one for one in items
        ]


@dataclass
class Audience:
    """All subscribers of a newsroom's feed, and the watch over all its feeds."""

    room: Newsroom
    name: str = "feed"
    but: Sequence[str] = ()
    """Rules that nothing can be promised to, for what happens in the test."""
    all: list[Subscriber] = field(default_factory=list)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        folder = self.room.config.output
        self.all = subscribers(folder, self.name, but=self.but)
        self.watch = Watch(folder)

    def poll(self) -> Heard:
        """What all of them are shown: it is the same for all."""
        self.watch.look()
        told = [one.poll() for one in self.all]
        for subscriber in self.all:
            twice = [k for k, times in subscriber.shown.items() if times > 1]
            assert not twice, f"{subscriber.rule} saw as new again: {twice}"
        first = told[0]
        assert all(sorted(one.new) == sorted(first.new) for one in told)
        return first

    def run(self, *findings: Finding, day: float = 0) -> Heard:
        self.room.run(*findings, day=day)
        return self.poll()

    def publish(self, day: float = 0) -> Heard:
        self.room.publish(day)
        return self.poll()


def known(archive: Archive, *sources: Source) -> None:
    with archive.write() as connection:
        keep_sources(connection, sources or SOURCES)


def feeds_in(folder: Path) -> Iterator[str]:
    return (path.stem for path in sorted(folder.glob("*.rss")))
