"""Runs that are stopped, by a signal or by the clock: what is in hand is kept, the rest is due."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from aggregator.archive.archive import open_archive
from aggregator.archive.schema import article, lease, page, report
from aggregator.errors import ConfigError
from aggregator.leasing import UPDATE, leased
from aggregator.options import lasting
from tests.hostile import HostileSites, feed
from tests.hostile import article as page_of

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
PATHS = ("/a", "/b", "/c", "/d", "/e", "/f")  # more than are under way at once
SOURCE = """\
name = "Lassú klaszter"
organisation = "Lassú Kft."
home = "http://{host}.localhost:{port}/"
languages = ["hu"]

[[door]]
kind = "feed"
url = "http://{host}.localhost:{port}/feed"
"""


class Newsroom:
    """An archive, and a site whose articles take until ``answer`` is set."""

    def __init__(self, folder: Path, sites: HostileSites) -> None:
        self.sites, self.asked, self.answer = sites, threading.Event(), threading.Event()
        self.archive = f"sqlite:///{folder}/archive.sqlite"
        self.output = folder / "output"
        self._folder = folder
        (folder / "sources").mkdir()
        self.add("slow")

    def add(self, host: str) -> None:
        text = SOURCE.format(host=host, port=self.sites.port)
        (self._folder / "sources" / f"{host}.toml").write_text(text, encoding="utf-8")

    @property
    def feed(self) -> str:
        return f"http://slow.localhost:{self.sites.port}/feed"

    def start(self, *more: str) -> subprocess.Popen[str]:
        options = ("--archive", self.archive, "--output", self.output, "--sources", "sources")
        return subprocess.Popen(
            [*PROGRAM, "update", *options, "--allow-network", "127.0.0.0/8", *more],
            cwd=self._folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kept(self) -> dict[str, Any]:
        with open_archive(self.archive) as archive, archive.read() as connection:
            return {
                "articles": set(connection.scalars(select(article.c.title))),
                "owed": connection.scalars(
                    select(page.c.owed).where(page.c.owed.isnot(None))
                ).all(),
                "reports": connection.scalars(select(report.c.source)).all(),
                "leases": connection.scalars(select(lease.c.name)).all(),
            }


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    rooms: list[Newsroom] = []

    def site(handler: Any) -> None:
        if handler.path == "/feed":
            handler.send(200, feed(*PATHS), "application/rss+xml")
            return
        rooms[0].asked.set()
        rooms[0].answer.wait(20)
        handler.send(200, page_of(f"Hír {handler.path}"))

    with HostileSites({"slow": site}) as sites:
        rooms.append(Newsroom(tmp_path, sites))
        yield rooms[0]


@contextmanager
def in_the_midst(newsroom: Newsroom, *more: str) -> Iterator[subprocess.Popen[str]]:
    """A run that has asked for the first article and waits for it."""
    with newsroom.start(*more) as process:
        try:
            assert newsroom.asked.wait(60)
            yield process
        finally:
            newsroom.answer.set()
            process.kill()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_run_after_the_articles_in_hand(
    newsroom: Newsroom, sent: signal.Signals, code: int
):
    with in_the_midst(newsroom) as process:
        process.send_signal(sent)
        assert_still_runs(process)
        newsroom.answer.set()
        assert process.wait(60) == code
        assert process.communicate()[1] == ""
    kept = newsroom.kept()
    answered = {f"Hír {path}" for _, path in newsroom.sites.requests if path in PATHS}
    assert kept["articles"] == answered
    assert 0 < len(kept["owed"]) == len(PATHS) - len(answered)
    assert kept["reports"] == []  # so it stays due
    assert not newsroom.output.exists()


def assert_still_runs(process: subprocess.Popen[str]) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)


def test_a_second_signal_does_not_wait(newsroom: Newsroom):
    with in_the_midst(newsroom) as process:
        process.send_signal(signal.SIGTERM)
        assert_still_runs(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    assert newsroom.kept()["articles"] == set()
    with open_archive(newsroom.archive) as archive, leased(archive, UPDATE):
        pass  # given back


def test_a_run_over_its_time_publishes_what_it_has_and_the_next_goes_on(newsroom: Newsroom):
    with in_the_midst(newsroom, "--max-time", "8s") as process:
        sleep(8)
        newsroom.answer.set()
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.startswith("0 sources, 1 left for the next run: ")
    assert "Hír /" in (newsroom.output / "feed.rss").read_text(encoding="utf-8")
    with newsroom.start() as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert re.match(r"slow: \d articles\n1 source: ", out)
    asked = Counter(path for _, path in newsroom.sites.requests)
    assert {path: asked[path] for path in PATHS} == dict.fromkeys(PATHS, 1)
    assert newsroom.kept()["articles"] == {f"Hír {path}" for path in PATHS}


# Where one crawler asks the doors of all sources


@pytest.fixture
def turned(tmp_path: Path, slow: str) -> Iterator[Newsroom]:
    """Two sites that have been crawled, and of one of which the door, or its news, is slow now."""
    rooms: list[Newsroom] = []

    def site(handler: Any) -> None:
        room, is_feed = rooms[0], handler.path == "/feed"
        turned = handler.headers["Host"].startswith("slow") and not room.answer.is_set()
        if turned and is_feed == (slow == "door"):
            room.asked.set()
            room.answer.wait(60)
        if turned and is_feed and slow == "search":
            handler.send(404, b"")
        elif is_feed:
            paths = PATHS if turned else PATHS[:1]
            handler.send(200, feed(*paths), "application/rss+xml")
        else:
            handler.send(200, page_of(f"Hír {handler.path}"))

    with HostileSites({"slow": site, "quick": site}) as sites:
        rooms.append(Newsroom(tmp_path, sites))
        rooms[0].add("quick")
        rooms[0].answer.set()
        with rooms[0].start() as process:
            assert (process.communicate(timeout=120)[1], process.returncode) == ("", 0)
        rooms[0].answer.clear()
        yield rooms[0]


@pytest.mark.parametrize("slow", ["door"])
def test_a_signal_gives_up_a_door_that_does_not_answer(turned: Newsroom):
    with in_the_midst(turned) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert process.communicate()[1] == ""
    assert turned.kept()["reports"].count("slow") == 1  # so it stays due
    with turned.start() as process:
        assert (process.communicate(timeout=120)[1], process.returncode) == ("", 0)
    assert turned.kept()["reports"].count("slow") == 2


@pytest.mark.parametrize("slow", ["search"])
def test_a_signal_gives_up_the_search_for_another_door(turned: Newsroom):
    with in_the_midst(turned) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert process.communicate()[1] == f"slow: {turned.feed}: http 404\n"


@pytest.mark.parametrize("slow", ["news"])
def test_a_second_signal_waits_for_no_news_of_a_door_asked_ahead(turned: Newsroom):
    with in_the_midst(turned) as process:
        process.send_signal(signal.SIGTERM)
        assert_still_runs(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
        assert process.communicate()[1] == ""
    assert turned.kept()["reports"].count("slow") == 1
    with open_archive(turned.archive) as archive, leased(archive, UPDATE):
        pass  # given back


# How long


@pytest.mark.parametrize(("told", "seconds"), [("90s", 90), ("50m", 3000), ("2h", 7200)])
def test_a_time_is_told_in_seconds_minutes_or_hours(told: str, seconds: int):
    assert lasting(told, "--max-time") == timedelta(seconds=seconds)


@pytest.mark.parametrize("told", ["", "0m", "1", "soon", "1.5h", "-1m", "5d", "9999999s"])
def test_what_is_no_time_is_a_mistake_on_the_command_line(told: str):
    with pytest.raises(ConfigError, match=f"^--max-time: {told} is no time; write 50m or 2h$"):
        lasting(told, "--max-time")
