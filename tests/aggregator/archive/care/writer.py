"""A program that writes to an archive, batch after batch, until it is stopped.

python -m tests.aggregator.archive.care.writer ADDRESS
"""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from tests.aggregator.archive.crowd import batch
from tests.aggregator.archive.findings import MONDAY

ROOT = Path(__file__).parents[4]


class Writer:
    """Such a program beside a test; a context manager."""

    def __init__(self, address: str) -> None:
        command = [sys.executable, "-m", "tests.aggregator.archive.care.writer", address]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def wait(self) -> None:
        """Wait until a batch is kept that was begun after this moment."""
        now = monotonic()
        assert self._process.stdout
        while float(self._process.stdout.readline() or "nan") <= now:
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()


def main(address: str) -> None:
    """Keep batches; for each that is kept the moment at which it was begun."""
    with open_archive(address) as archive:
        for number in count():
            began = monotonic()
            ArchiveMemory(archive).keep(batch(number), MONDAY)
            print(began, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
