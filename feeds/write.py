"""Bytes into files: only what changed, and never half of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath


def write(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put ``files``, bytes by file name, into ``folder``; return the names written, in order.

    The folder is made if it is missing. A file that already has its bytes is not touched, so its
    modification time says when it last changed. Any other is replaced in one step, with the mode
    that the process gives to new files: who reads meanwhile gets all of the old or all of the new.

    Raises ``ValueError`` for a name that leads out of the folder, before anything is written, and
    ``OSError`` where the disk fails: the older files are then whole and no other is left behind.
    """
    for name in files:
        _refuse_path(name)
    folder.mkdir(parents=True, exist_ok=True)
    changed = tuple(name for name, body in files.items() if _differs(folder / name, body))
    staged: dict[Path, Path] = {}
    try:
        # all are on the disk before the first is replaced: a full disk changes nothing
        for name in changed:
            staged[folder / name] = _stage(folder, files[name])
        for path, aside in staged.items():
            aside.replace(path)
    finally:
        for aside in staged.values():
            aside.unlink(missing_ok=True)
        _sync(folder)
    return changed


def remove(folder: Path, name: str) -> None:
    """Remove a file of ``folder``, for good even if the power fails; it may be gone already."""
    _refuse_path(name)
    (folder / name).unlink(missing_ok=True)
    _sync(folder)


def _refuse_path(name: str) -> None:
    # Windows' rules know both separators, and drives.
    if name in ("", "..") or PureWindowsPath(name).name != name:
        raise ValueError(f"not a file name: {name!r}")


def _differs(path: Path, body: bytes) -> bool:
    try:
        return path.read_bytes() != body
    except FileNotFoundError:
        return True


def _stage(folder: Path, body: bytes) -> Path:
    """A file beside the others that holds ``body``, safely on the disk."""
    # Not from tempfile: its files are for the owner alone, and the web server reads these.
    aside = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        with aside.open("xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _sync(folder: Path) -> None:
    """Make the folder's new entries survive a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
