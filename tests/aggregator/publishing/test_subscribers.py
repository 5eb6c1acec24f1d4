"""What readers make of the feeds when a story goes on: real files, read by real readers."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from aggregator.archive.memory import ArchiveMemory
from aggregator.config import Config
from aggregator.group import group
from aggregator.publishing.publish import publish
from tests.aggregator.archive.findings import DAY, MONDAY, published
from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, QUOTED, release

RELEASE = release(published=published("2021-06-04"))
LATER = {
    "reprint": release("press", CREDITED, published=published("2021-06-07")),
    "reprint that adds something": release(
        "press", f"{CREDITED}\n\nA megnyitóra a völgyből két busz indul.", title="Labort kapunk"
    ),
    "quotation": release("member", QUOTED, published=published("2021-06-07")),
    "edit": release(
        text=LABORATORY.replace("ennek", "és ennek"), published=published("2021-06-04")
    ),
}
FILES = pytest.mark.parametrize("file", ["feed.rss", "feed.atom"])
WHAT_COMES = pytest.mark.parametrize("finding", LATER.values(), ids=LATER)


@pytest.fixture
def tell(file_archive, tmp_path) -> Callable[..., Path]:
    """Keep a finding on a day, group and publish; the folder of the files."""
    config = Config(address="https://example.org/hirek/", output=tmp_path / "public")

    def told(finding, day: int) -> Path:
        now = MONDAY + day * DAY
        ArchiveMemory(file_archive).keep([finding], now)
        group(file_archive, config.address, now)
        assert publish(file_archive, config, now)
        return config.output

    return told


@FILES
@WHAT_COMES
def test_nothing_by_which_readers_know_an_entry_changes_when_a_story_goes_on(tell, finding, file):
    def keys() -> list[dict[str, str]]:
        names = ("id", "link", "title", "published", "updated", "author")
        feed = feedparser.parse(output / file)
        assert not feed.bozo
        return [{k: dict.get(entry, k) for k in names} for entry in feed.entries]

    output = tell(RELEASE, 0)
    before = keys()
    tell(finding, 1)
    assert keys() == before
    assert len(before) == 1


@pytest.mark.skipif(not shutil.which("newsboat"), reason="there is no newsboat")
@FILES
@WHAT_COMES
def test_newsboat_shows_a_story_that_goes_on_as_unread_once(tell, tmp_path, finding, file):
    output = tell(RELEASE, 0)
    (tmp_path / "urls").write_text(f"{(output / file).as_uri()}\n")
    assert newsboat(tmp_path, "-x", "reload", "print-unread") == "1 unread articles"
    (tmp_path / "read").write_text("".join(f"{guid}\n" for guid, _ in cached(tmp_path)))
    newsboat(tmp_path, "-I", "read")
    before = cached(tmp_path)
    tell(finding, 1)
    assert newsboat(tmp_path, "-x", "reload", "print-unread") == "0 unread articles"
    after = cached(tmp_path)
    assert [guid for guid, _ in after] == [guid for guid, _ in before]
    assert after != before, "the text of the entry has been refreshed"
    tell(release("press", COLD_STORE, path="hutohaz", published=published("2021-06-08")), 2)
    assert newsboat(tmp_path, "-x", "reload", "print-unread") == "1 unread articles"


def newsboat(home: Path, *arguments: str) -> str:
    """Run newsboat with all of its files in ``home``; its last line."""
    own = ("-q", "-u", "urls", "-c", "cache.db", "-C", "config")
    (home / "config").touch()
    done = subprocess.run(
        ("newsboat", *own, *arguments),
        env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        cwd=home, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip().rpartition("\n")[2]


def cached(home: Path) -> list[tuple[str, str]]:
    """The entries that newsboat knows: their ids and texts."""
    with sqlite3.connect(home / "cache.db") as cache:
        return cache.execute("SELECT guid, content FROM rss_item").fetchall()
