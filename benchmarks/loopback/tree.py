"""What a command takes with all processes that it starts, workers and theirs included.

    python -m loopback.tree FILE COMMAND...

runs a command and writes what it took into a file. Processes whose parent has ended come to this
one (PR_SET_CHILD_SUBREAPER), which waits for all of them; so their time is counted too.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import NamedTemporaryFile
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple

OFTEN = 0.25
"""Seconds between two looks at the memory."""
_PR_SET_CHILD_SUBREAPER = 36


class Took(NamedTuple):
    """Seconds of the clock and of the processor; peaks of memory in MB.

    ``main`` is that of the process that takes most, ``tree`` that of all of them together, where
    what they share is counted once (PSS).
    """

    clock: float
    processor: float
    main: float
    tree: float


def took(command: Sequence[str], *, folder: Path | None = None) -> Took:
    """Run a command to its end in a folder; ``SystemExit`` with what it said where it fails."""
    with NamedTemporaryFile("r", encoding="utf-8") as file:
        whole = (sys.executable, "-m", "loopback.tree", file.name, *command)
        paths = os.pathsep.join((str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")))
        env = {**os.environ, "PYTHONPATH": paths}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
        done = subprocess.run(
            whole, check=False, capture_output=True, text=True, env=env, cwd=folder
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return Took(*json.loads(file.read()))


def memory(processes: Iterable[int]) -> tuple[float, float]:
    """MB that the largest of these processes holds now, and all of them together (PSS)."""
    each = list(processes)
    largest = max((_megabytes(one, "status", "VmRSS") for one in each), default=0)
    return largest, sum(_megabytes(one, "smaps_rollup", "Pss") for one in each)


def under(root: int) -> Iterator[int]:
    """The processes that a process has begun, and those that they have."""
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended meanwhile
            continue
        for child in map(int, children):
            yield child
            yield from under(child)


def _megabytes(process: int, file: str, name: str) -> float:
    try:
        found = re.search(rf"^{name}:\s*(\d+)", Path(f"/proc/{process}/{file}").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


def _watch(peaks: list[float], ended: Event) -> None:
    while not ended.wait(OFTEN):
        for at, now in enumerate(memory(under(os.getpid()))):
            peaks[at] = max(peaks[at], now)


def main() -> None:
    """Run a command, write down what it took, end as it ended."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    file, *command = sys.argv[1:]
    peaks, ended = [0.0, 0.0], Event()
    began = perf_counter()
    with subprocess.Popen(command) as process:
        watching = Thread(target=_watch, args=(peaks, ended))
        watching.start()
        status = process.wait()
        clock = perf_counter() - began
        ended.set()
        watching.join()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = getrusage(RUSAGE_CHILDREN)
    Path(file).write_text(json.dumps([clock, used.ru_utime + used.ru_stime, *peaks]))
    raise SystemExit(status)


if __name__ == "__main__":
    main()
