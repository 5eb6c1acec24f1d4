"""Whether anybody lives who holds a lease: asked of the kernel, which knows however one ended.

Beside an SQLite archive lies an empty file that each process keeps locked while it holds a lease.
All that write to such an archive are on one machine (https://sqlite.org/wal.html), so where nobody
has the file locked, whatever leases there are were left by the dead.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = "-lease"
"""What is added to the name of the archive's file."""


@contextmanager
def living(archive: Path) -> Iterator[bool]:
    """Be seen to live; whether nobody else does.

    Entered in a transaction that writes, so by one process at a time. Raises ``OSError`` where the
    file beside ``archive`` cannot be made.
    """
    beside = archive.resolve().with_name(f"{archive.resolve().name}{SUFFIX}")
    descriptor = os.open(beside, os.O_RDONLY | os.O_CREAT, 0o666)
    try:
        alone = _locked(descriptor, fcntl.LOCK_EX)
        # shared from now on: others live beside this one
        _locked(descriptor, fcntl.LOCK_SH)
        yield alone
    finally:
        os.close(descriptor)


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:  # somebody else has it; or this disk knows no locks, and then nobody is alone
        return False
    return True
