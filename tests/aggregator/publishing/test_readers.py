"""Programs that people read feeds with, subscribed to every file of a small archive over loopback.

Each of them sees every story once, with what was promised of it; nothing new when it looks again
or after an edit, and one new story when there is one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
import vobject
from reader import make_reader

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from feeds import atom, jsonfeed, rss
from scrapers.article import Announced, Attachment
from scrapers.memory import Kept
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, article, kept, published
from tests.aggregator.archive.releases import QUOTATION, RELEASE, REPRINT
from tests.aggregator.storied import prose

TYPES = {form.SUFFIX: form.MEDIA_TYPE for form in (rss, atom, jsonfeed)}
NAMES = {one.id: one.name for one in SOURCES}


def story(number: int, **more: Any) -> Kept:
    """An article that is a story by itself; every fifth has no date, every fourth a document."""
    source = SOURCES[number % 3].id
    told: dict[str, Any] = {
        "title": f"{number}. hír: fa & fém, 3 < {number}",
        "text": prose(number, 60),
        "published": published(f"2021-06-04T{number:02}:30", precision="minute"),
    }
    if number % 5 == 0:
        told["published"] = None
    if number % 4 == 0:
        told["attachments"] = (
            Attachment(
                f"https://{source}.example.hu/{number}.pdf", "Melléklet", "application/pdf", 9
            ),
            Attachment(f"https://{source}.example.hu/{number}.xls", "Táblázat & ár"),
        )
    if number % 3 == 0:
        told["authors"] = (f"Kovács {number}. Éva", "Tóth Béla")
    if number % 6 == 0:
        start = f"2021-09-{number:02}T10:00"
        told["announced"] = (Announced(f"Faipari Fórum {number}", start, place="Kultúrház"),)
    return kept(article(source, f"hirek/{number}", **{**told, **more}))


FIRST = (RELEASE, REPRINT, QUOTATION, *(story(number) for number in range(1, 20)))
ORIGINALS = {one.url: one.article for one in FIRST if one not in (REPRINT, QUOTATION)}
EDIT = story(7, text=prose(7, 60).replace(".", ", mint azóta kiderült.", 1))
NEW = story(
    20,
    published=published("2021-06-08"),
    announced=(Announced("Huszadik Faipari Fórum", "2021-10-20T10:00", place="Kultúrház"),),
)
PROMISED = {**ORIGINALS, NEW.url: NEW.article}


class Files(SimpleHTTPRequestHandler):
    """A file server that knows a file by its bytes: what was changed within a second is new."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # noqa: RUF012

    def do_GET(self) -> None:
        body = Path(self.translate_path(self.path)).read_bytes()
        tag = f'"{sha256(body).hexdigest()}"'
        same = self.headers["If-None-Match"] == tag
        self.send_response(304 if same else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", "0" if same else str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if same else body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Newsroom:
    """An archive whose files are served; what comes is kept, grouped and published."""

    archive: Archive
    config: Config
    address: str

    def tell(self, *findings: Kept, day: int) -> None:
        now = MONDAY + day * DAY
        ArchiveMemory(self.archive).keep(findings, now)
        group(self.archive, self.config.address, now)
        publish(self.archive, self.config, now)

    def feeds(self, *suffixes: str) -> list[str]:
        """The names of the feed files of these formats; all of them have stories in the end."""
        names = {path.name for path in self.config.output.iterdir() if path.suffix in suffixes}
        return sorted(name for name in names if not name.startswith((".", "problems", "call")))

    def url(self, name: str) -> str:
        return f"{self.address}/{name}"

    def ids(self, name: str) -> set[str]:
        """The ids of what is in the feed of this file, by its JSON twin."""
        twin = (self.config.output / name).with_suffix(".json")
        return {one["id"] for one in json.loads(twin.read_bytes())["items"]}


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    config = Config(address="https://example.org/hirek/", output=tmp_path / "public")
    config.output.mkdir()
    serve = partial(Files, directory=str(config.output))
    with (
        open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}") as archive,
        ThreadingHTTPServer(("127.0.0.1", 0), serve) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        made = Newsroom(archive, config, f"http://127.0.0.1:{server.server_port}")
        made.tell(*FIRST, day=0)
        yield made
        server.shutdown()


@dataclass(frozen=True)
class Read:
    """An entry as a program has it."""

    id: str
    title: str
    link: str
    published: datetime | None
    authors: tuple[str, ...]


Look = Callable[[], dict[str, list[Read]]]
"""Polls every feed; all entries that the program has then, by the name of the file."""


def promised(read: Read, name: str) -> Read:
    """What was promised of an entry in the format of a file."""
    told = PROMISED[read.link]
    by = told.authors
    if name.endswith(atom.SUFFIX) or not by:
        by = (NAMES[told.source],)
    at = told.published and told.published.at
    return Read(read.id, told.title, told.url, at, by)


def check(newsroom: Newsroom, look: Look) -> None:
    """Subscribe, look again, after an edit, after a new story."""
    first = look()
    assert len(first) >= 12
    for name, entries in first.items():
        assert {one.id for one in entries} == newsroom.ids(name)
        assert len(entries) == len(newsroom.ids(name)) > 0
        assert entries == [promised(one, name) for one in entries]
    assert {len(entries) for name, entries in first.items() if name.startswith("feed.")} == {20}
    assert look() == first

    newsroom.tell(EDIT, day=1)
    assert look() == first

    before = {name: newsroom.ids(name) for name in first}
    newsroom.tell(NEW, day=2)
    after = look()
    for name, entries in after.items():
        fresh = [one for one in entries if one.id not in before[name]]
        assert [one for one in entries if one not in fresh] == first[name]
        assert fresh == [promised(one, name) for one in fresh]
        assert len(fresh) == len(newsroom.ids(name) - before[name]) <= 1
    assert sum(len(one) for one in after.values()) > sum(len(one) for one in first.values())
    assert {len(entries) for name, entries in after.items() if name.startswith("feed.")} == {21}


def moment(parsed: Any) -> datetime | None:
    """A moment as feedparser tells it."""
    return parsed and datetime(*parsed[:6], tzinfo=UTC)


def by_id(entries: Iterable[Read]) -> list[Read]:
    return sorted(entries, key=lambda one: one.id)


def test_feedparser_sees_every_story_once_and_an_edit_as_none(newsroom: Newsroom) -> None:
    kept: dict[str, dict[str, Read]] = {name: {} for name in newsroom.feeds(".rss", ".atom")}
    tags: dict[str, str] = {}

    def look() -> dict[str, list[Read]]:
        for name, known in kept.items():
            told = feedparser.parse(newsroom.url(name), etag=tags.get(name))
            assert (told.status in (200, 304), told.bozo) == (True, False)
            tags[name] = told.get("etag", tags.get(name))
            for one in told.entries:
                by = tuple(author["name"] for author in one.authors)
                at = moment(one.get("published_parsed"))
                known[one.id] = Read(one.id, one.title, one.link, at, by)
        return {name: by_id(known.values()) for name, known in kept.items()}

    check(newsroom, look)


def test_reader_sees_every_story_once_and_an_edit_as_none(newsroom: Newsroom) -> None:
    program = make_reader(":memory:")
    names = newsroom.feeds(".rss", ".atom", ".json")
    for name in names:
        program.add_feed(newsroom.url(name))

    def look() -> dict[str, list[Read]]:
        program.update_feeds(scheduled=False)
        assert [one.last_exception for one in program.get_feeds() if one.last_exception] == []
        return {name: by_id(entries(newsroom.url(name))) for name in names}

    def entries(url: str) -> Iterator[Read]:
        for one in program.get_entries(feed=url):
            told = PROMISED[one.link or ""].authors
            by = tuple(author.name or "" for author in one.authors)
            # of an item's several authors in RSS it takes the last
            by = told if url.endswith(rss.SUFFIX) and by == told[-1:] else by
            yield Read(one.id, one.title or "", one.link or "", one.published, by)

    try:
        check(newsroom, look)
    finally:
        program.close()


# newsboat


@pytest.mark.skipif(not shutil.which("newsboat"), reason="there is no newsboat")
def test_newsboat_has_nothing_unread_but_a_new_story(newsroom: Newsroom, tmp_path: Path) -> None:
    # it keeps an entry for the feed that it loaded last, so each feed has a home of its own
    homes = {name: tmp_path / name for name in newsroom.feeds(".rss", ".atom")}
    for name, home in homes.items():
        home.mkdir()
        (home / "config").touch()
        (home / "urls").write_text(f"{newsroom.url(name)}\n")

    def unread() -> dict[str, int]:
        return {name: reload(home) for name, home in homes.items()}

    first = unread()
    assert first == {name: len(newsroom.ids(name)) for name in homes}
    for name, home in homes.items():
        for guid, title, url in cached(home):
            assert (PROMISED[url].title, guid in newsroom.ids(name)) == (title, True)
        (home / "read").write_text("".join(f"{guid}\n" for guid, *_ in cached(home)))
        newsboat(home, "-I", "read")
    nothing = dict.fromkeys(homes, 0)
    assert unread() == nothing
    newsroom.tell(EDIT, day=1)
    assert unread() == nothing
    before = {name: newsroom.ids(name) for name in homes}
    newsroom.tell(NEW, day=2)
    told = unread()
    assert told == {name: len(newsroom.ids(name) - before[name]) for name in homes}
    assert (told["feed.rss"], told["feed.atom"]) == (1, 1)


def reload(home: Path) -> int:
    """Poll the one feed of a home; how many of its entries are unread."""
    return int(newsboat(home, "-x", "reload", "print-unread").partition(" ")[0])


def newsboat(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        ("newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", *arguments),
        env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        cwd=home, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip().rpartition("\n")[2]


def cached(home: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(home / "cache.db") as cache:
        return cache.execute("SELECT guid, title, url FROM rss_item").fetchall()


# rss-parser

SCRIPT = """
const Parser = require("rss-parser");
const parser = new Parser({ customFields: { item: [["dc:creator", "by", { keepArray: true }]] } });
(async () => {
  const found = {};
  for (const url of process.argv.slice(1)) found[url] = (await parser.parseURL(url)).items;
  console.log(JSON.stringify(found));
})();
"""


def runs(*command: str) -> bool:
    return (
        bool(shutil.which(command[0]))
        and not subprocess.run(command, capture_output=True, timeout=60, check=False).returncode
    )


@pytest.mark.skipif(
    not runs("node", "-e", "require('rss-parser')"),
    reason="node finds no rss-parser (npm install -g rss-parser, and NODE_PATH)",
)
def test_rss_parser_sees_every_story_once_and_an_edit_as_none(newsroom: Newsroom) -> None:
    names = newsroom.feeds(".rss", ".atom")

    def look() -> dict[str, list[Read]]:
        command = ("node", "-e", SCRIPT, *map(newsroom.url, names))
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        told = json.loads(done.stdout)
        return {name: by_id(map(read, told[newsroom.url(name)])) for name in names}

    def read(item: dict[str, Any]) -> Read:
        told, day = PROMISED[item["link"]], item.get("isoDate")
        # for an Atom entry without a date of publication it takes that of the change
        at = datetime.fromisoformat(day) if day and told.published else None
        by = item.get("by") or [item["author"]]
        return Read(item.get("guid") or item["id"], item["title"], item["link"], at, tuple(by))

    check(newsroom, look)


# Calendars


def test_vobject_reads_every_calendar_and_finds_each_event_once(newsroom: Newsroom) -> None:
    def look() -> dict[str, dict[str, tuple[str, datetime]]]:
        found = {}
        for path in sorted(newsroom.config.output.glob("*.ics")):
            events = vobject.readOne(path.read_text(encoding="utf-8")).contents.get("vevent", [])
            told = {one.uid.value: (one.summary.value, one.dtstart.value) for one in events}
            assert len(told) == len(events)
            found[path.name] = told
        return found

    first = look()
    assert {name for name in first if first[name]} >= {"events.ics", "source-portal.ics"}
    assert {(name, f"{at:%m-%dT%H:%M %Z}") for name, at in first["events.ics"].values()} >= {
        (f"Faipari Fórum {number}", f"09-{number:02}T10:00 CEST") for number in (6, 12, 18)
    }
    newsroom.tell(day=1)
    assert look() == first
    newsroom.tell(EDIT, day=1)
    assert look() == first
    newsroom.tell(NEW, day=2)
    after = look()["events.ics"]
    (fresh,) = after.keys() - first["events.ics"].keys()
    assert after == {**first["events.ics"], fresh: after[fresh]}
    assert after[fresh][0] == "Huszadik Faipari Fórum"
