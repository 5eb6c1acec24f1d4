"""Sites that are no longer their organisations', over real HTTP, as cron runs the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import HostileSites

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
STATUS = {"fine": "frozen", "daily": "alive", "home": "lapsed", "garden": "hacked"}


class Program:
    """The command line over a folder of four sources whose sites answer on loopback."""

    def __init__(self, folder: Path, sites: HostileSites) -> None:
        self._folder, self._sites = folder, sites
        (folder / "sources").mkdir()
        for host, status in STATUS.items():
            home = f"http://{host}.localhost:{sites.port}/"
            text = f'name = "{host}"\norganisation = "{host}"\nhome = "{home}"\n'
            text += f'status = "{status}"\n[[door]]\nkind = "feed"\nurl = "{home}feed"\n'
            (folder / "sources" / f"{host}.toml").write_text(text, encoding="utf-8")

    def __call__(self, *words: str) -> str:
        """What the command with these words writes."""
        options = ("--sources", "sources", "--archive", f"sqlite:///{self._folder}/a.sqlite")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("KLASZTERHIREK_")}
        told = {"XDG_DATA_HOME": str(self._folder), "KLASZTERHIREK_ALLOW_NETWORK": "127.0.0.0/8"}
        done = subprocess.run(
            [*PROGRAM, *words, *options],
            cwd=self._folder, env={**inherited, **told, "PYTHONPATH": str(ROOT)},
            text=True, encoding="utf-8", capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def asked(self) -> set[str]:
        """The hosts that were asked for anything since the last time."""
        hosts = {host for host, _ in self._sites.requests}
        self._sites.requests.clear()
        return hosts


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with HostileSites() as sites:
        yield Program(tmp_path, sites)


def test_lapsed_and_hacked_sites_are_not_asked_for_anything_and_a_frozen_one_is(
    program: Program,
) -> None:
    program("update", "--quiet", "--output", "public")
    assert program.asked() == {"fine", "daily"}
    program("crawl", "--quiet")
    assert program.asked() == {"fine", "daily"}


def test_a_lapsed_site_is_crawled_when_it_is_named(program: Program) -> None:
    assert program("crawl", "home") == "1 sources crawled, 0 articles read\n"
    assert program.asked() == {"home"}


def test_all_are_listed_with_their_status(program: Program) -> None:
    records = json.loads(program("sources", "--format", "json"))
    assert {record["source"]: record["status"] for record in records} == STATUS
    assert "status: hacked" in program("sources", "garden")
