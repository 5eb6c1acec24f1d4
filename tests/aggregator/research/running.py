"""The program in a process of its own, with bytes as they come."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")
ROOT = Path(__file__).parents[3]


def run(
    folder: Path, *words: str, given: bytes = b"", to: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What came of a command run in ``folder``, with ``given`` as its standard input.

    ``to`` says where a shell is to send its standard output.
    """
    through = ("sh", "-c", f'exec "$@" {to}', "sh") if to else ()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("KLASZTERHIREK_")}
    data = {"XDG_DATA_HOME": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*through, *PROGRAM, *words],
        cwd=folder,
        env=inherited | data | environment,
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


def told(folder: Path, *words: str, **environment: str) -> bytes:
    """What a command that goes well writes."""
    done = run(folder, *words, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout
