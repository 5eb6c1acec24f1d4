"""The program as others start it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.aggregator.archive import faults
from tests.aggregator.archive.faults import Ended

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
PATIENCE = 120
"""Seconds after which the program is held to hang."""


@dataclass(frozen=True)
class Place:
    """A folder with sources, an archive at ``address``, and an output folder."""

    folder: Path
    address: str

    @property
    def output(self) -> Path:
        """Where its feeds are."""
        return self.folder / "output"

    @property
    def file(self) -> Path:
        """Its archive, where that is a file."""
        return self.folder / "archive.sqlite"

    def words(self, command: str) -> tuple[str, ...]:
        """A command with what it has to be told of this place."""
        crawls = ("--sources", str(self.folder / "sources"), "--allow-network", "127.0.0.0/8")
        writes = ("--output", str(self.output))
        more = {"update": crawls + writes, "crawl": crawls, "publish": writes, "forget": writes}
        name, *rest = command.split()
        return (name, *rest, "--archive", self.address, *more.get(name, ()))

    def environment(self) -> dict[str, str]:
        """Nothing that is the user's own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KLASZTERHIREK_", "LC_"))}
        return kept | {"XDG_DATA_HOME": str(self.folder / "data"), "PYTHONPATH": str(ROOT)}

    def start(
        self,
        command: str,
        *,
        by: Sequence[str] = (),
        words: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        **how: Any,
    ) -> subprocess.Popen[str]:
        """Start a command ``by`` another program; ``words`` are all that it is told, if any."""
        env = self.environment() | dict(environment or {})
        pipe = subprocess.PIPE
        told = {"cwd": self.folder, "stdin": subprocess.DEVNULL, "stdout": pipe, "stderr": pipe}
        return subprocess.Popen(
            [*by, *PROGRAM, *(words or self.words(command))],
            env=env,
            encoding="utf-8",
            **{**told, **how},
        )

    def run(self, command: str, **how: Any) -> Ended:
        """How a command ended."""
        with self.start(command, **how) as process:
            out, err = process.communicate(timeout=PATIENCE)
        return Ended(process.returncode, out or "", err or "")

    def clean(self) -> float:
        """Update without a fault, in a process that is forked; the seconds that took."""
        faults.load("aggregator.update", "aggregator.watch")  # what takes the longest
        began = monotonic()
        ended = faults.run(*self.words("update"))
        assert (ended.code, ended.err) == (0, ""), ended
        assert list(self.output.glob("*.tmp")) == []
        return monotonic() - began


def line(ended: Ended, code: int) -> str:
    """The one line with which a command ended."""
    assert ended.code == code, ended
    assert ended.err.startswith("klaszterhirek: "), ended
    assert ended.err.count("\n") == 1, ended
    return ended.err
