"""Tables (Markdown), and the line that says on what machine they were made."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the first column is of names, all others are of numbers."""
    print(f"\n| {' | '.join(head)} |\n|---{'|--:' * (len(head) - 1)}|")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def machine() -> None:
    """Print what this was measured on, and how busy that was."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    version = platform.python_version()
    print(f"\n{datetime.now(UTC):%Y-%m-%d}, {cores} cores, Python {version}, load {load:.1f}")
