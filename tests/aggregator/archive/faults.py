"""Processes that use an archive beside the tests, to be killed, starved and locked out.

One process has everything loaded and is forked for each: that takes some milliseconds. It reads a
JSON object a line and answers with another.

    python -m tests.aggregator.archive.faults
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from time import monotonic, sleep, time
from typing import Any

from sqlalchemy import Engine, event, insert, text

from aggregator import group as grouping
from aggregator.archive import engines
from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import feed
from aggregator.archive.sources import keep_sources
from aggregator.cli import main
from aggregator.errors import Problem
from tests.aggregator.archive.crowd import batch
from tests.aggregator.archive.findings import MONDAY, SOURCES

ROOT = Path(__file__).parents[3]
LOADED = (
    *("alembic.command", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
    *(
        "aggregator.answers",
        "aggregator.searching",
        "aggregator.exporting",
        "aggregator.publishing.publish",
    ),
)
"""What commands load when they need it."""
PATIENCE = 120
"""Seconds after which a process of a test is held to hang."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: ``code`` is negative for a signal."""

    code: int
    out: str
    err: str


class Child:
    """A process that does one of ``DEEDS`` under some of ``LIMITS``."""

    def __init__(self, deed: str, *words: Any, **limits: Any) -> None:
        self._folder = Path(mkdtemp(dir=_home()))
        for name in ("out", "err"):
            (self._folder / name).touch()
        order = {"deed": deed, "words": words, "limits": limits, "folder": str(self._folder)}
        self.pid: int = _ask(**order)
        self._code: int | None = None
        _RUNNING.append(self)

    def said(self) -> list[str]:
        """The lines that it has written so far."""
        return self._read("out").splitlines()

    def wait_for(self, lines: int) -> None:
        """Wait until it has written so many lines."""
        self._wait(lambda: len(self.said()) >= lines)
        assert len(self.said()) >= lines, f"it has ended: {self._read('err')}"

    def kill(self) -> None:
        """Kill it as a failing machine would."""
        if not self._has_ended():
            os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> Ended:
        """How it ended; waits for it."""
        self._wait(lambda: False)
        assert self._code is not None
        return Ended(self._code, self._read("out"), self._read("err"))

    def _wait(self, enough: Callable[[], bool]) -> None:
        until = monotonic() + PATIENCE
        while not self._has_ended() and not enough():
            if monotonic() > until:
                self.kill()
                raise AssertionError(f"it hangs: {self._read('err')}")
            sleep(0.002)

    def _has_ended(self) -> bool:
        if self._code is None:
            self._code = _ask(ended=self.pid)
        return self._code is not None

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")


_RUNNING: list[Child] = []


def kill_all() -> None:
    """Kill what a test has left running, wherever it failed."""
    while _RUNNING:
        child = _RUNNING.pop()
        child.kill()
        child.ended()


def done(deed: str, *words: Any, **limits: Any) -> Ended:
    """How a process ended that did ``deed``."""
    return Child(deed, *words, **limits).ended()


def run(*words: str, **limits: Any) -> Ended:
    """How a command of the program ended."""
    return done("command", *words, **limits)


def load(*modules: str) -> None:
    """Have these loaded, too, for all processes to come."""
    _ask(load=modules)


# What such a process does


def command(*words: str) -> None:
    """Be the program."""
    sys.modules["__main__"] = sys.modules["aggregator.cli"]  # what its workers load again
    sys.argv = ["klaszterhirek", *words]
    main()


def keep(address: str, *batches: int) -> None:
    """Keep these batches; a line for each that is kept."""
    with open_archive(address) as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        memory = ArchiveMemory(archive)
        for number in batches:
            memory.keep(batch(number), MONDAY)
            print(number, flush=True)


def arrange(address: str) -> None:
    """Group a few articles at a time; a line for each such batch."""
    grouping.BATCH = 6
    with open_archive(address, make=False) as archive:
        grouping.group(archive, None, MONDAY, on_progress=lambda *_: print("grouped", flush=True))


def hold(address: str, seconds: float, times: int = 1) -> None:
    """Write for so long, so many times without a pause; a line when it has begun."""
    with open_archive(address, make=False) as archive:
        for _ in range(times):
            with archive.write() as connection:
                connection.execute(text("UPDATE source SET sector = sector"))
                print("held", flush=True)
                sleep(seconds)


def make(address: str, moment: float) -> None:
    """Open an archive at this moment, and make it if there is none."""
    sleep(max(0, moment - time()))
    with open_archive(address):
        print("made", flush=True)


def look(address: str) -> None:
    """Read in one transaction until there is a file ``go`` beside the archive; a line first."""
    with open_archive(address, make=False) as archive, archive.read() as connection:
        print(connection.scalar(text("SELECT count(*) FROM article")), flush=True)
        beside = Path(str(connection.engine.url.database)).with_name("go")
        while not beside.exists():
            sleep(0.002)


def blunder(address: str) -> None:
    """Make a mistake in a transaction."""
    with open_archive(address, make=False) as archive, archive.write():
        raise KeyError("a mistake")


def double(address: str) -> None:
    """Keep the same twice, where nothing may be there twice."""
    _keep_feeds(address, "all", "all", *map(str, range(1_000)))


def overfill(address: str) -> None:
    """Keep a name that no index takes."""
    _keep_feeds(address, "".join(Random(0).choices("abcdefghijklmnopqrstuvwxyz", k=9_000)))


def _keep_feeds(address: str, *names: str) -> None:
    rows = [
        {"name": name, "uid": str(number), "minted": MONDAY} for number, name in enumerate(names)
    ]
    with open_archive(address, make=False) as archive, archive.write() as connection:
        connection.execute(insert(feed), rows)


DEEDS: dict[str, Callable[..., None]] = {
    one.__name__: one
    for one in (command, keep, arrange, hold, make, look, blunder, double, overfill)
}


# Under what limits


def busy(milliseconds: int) -> None:
    """Wait so long for other programs."""
    engines.BUSY = milliseconds


def answer(seconds: int) -> None:
    """Wait so long for a server."""
    engines.ANSWER = seconds


def pgpassword(secret: str) -> None:
    """Have a password in the environment."""
    os.environ["PGPASSWORD"] = secret


def file_size(most: int) -> None:
    """Write no file beyond this size: as on a full disk, writing fails."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def open_files(most: tuple[int, int]) -> None:
    """Have no more files open at once: the limit that is in force, and that it may be raised to."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (most[0], most[1]))


def pages(most: int) -> None:
    """Have SQLite take its disk for full at so many pages."""

    @event.listens_for(Engine, "connect")
    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")


def powerless(_: bool) -> None:
    """Have no rights but those that files give: root reads and writes everything."""
    if os.geteuid() == 0:
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(header, none):
            raise OSError(ctypes.get_errno(), "capset")


LIMITS: dict[str, Callable[[Any], None]] = {
    one.__name__: one for one in (busy, answer, pgpassword, file_size, open_files, pages, powerless)
}


# The process that is forked


@cache
def _home() -> Path:
    home = TemporaryDirectory(prefix="faults")
    atexit.register(home.cleanup)
    return Path(home.name)


@cache
def _mother() -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.aggregator.archive.faults"]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("KLASZTERHIREK_")}
    own = {"XDG_DATA_HOME": str(_home()), "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    mother = subprocess.Popen(
        words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=inherited | own
    )
    atexit.register(mother.kill)
    return mother


def _ask(**order: Any) -> Any:
    mother = _mother()
    assert mother.stdin
    assert mother.stdout
    mother.stdin.write(json.dumps(order) + "\n")
    mother.stdin.flush()
    return json.loads(mother.stdout.readline())


def _fork() -> dict[str, Any]:
    """Fork a process for each order; what is to be done, in such a process."""
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        answer: Any = None
        if "ended" in order:
            pid, status = os.waitpid(order["ended"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        elif "load" in order:
            for name in order["load"]:
                import_module(name)
        else:
            answer = os.fork()
            if answer == 0:
                return order
        print(json.dumps(answer), flush=True)
    sys.exit()


def _obey(deed: str, words: list[Any], limits: dict[str, Any], folder: str) -> None:
    os.chdir(folder)
    for number, name in enumerate((os.devnull, "out", "err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_APPEND), number)
    for name, value in limits.items():
        LIMITS[name](value)
    try:
        DEEDS[deed](*words)
    except Problem as problem:  # as the program does
        print(f"klaszterhirek: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)


if __name__ == "__main__":
    for module in LOADED:
        import_module(module)
    _obey(**_fork())
