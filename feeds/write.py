"""Bytes into files: only what changed, never half of it, and away with what nobody needs."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Mapping
from errno import EISDIR
from hashlib import sha256
from pathlib import Path, PureWindowsPath

_ASIDE = re.compile(r"\.[0-9a-f]{16}\.tmp")


def write(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put ``files``, bytes by file name, into ``folder``; return the names written, in order.

    The folder is made if it is missing; it may be a link to one. A file that already has its bytes
    is not touched, so its modification time says when it last changed. Any other is replaced in one
    step, with the mode that the process gives to new files: who reads meanwhile gets all of the old
    or all of the new. A link of that name is replaced too, and what it leads to stays.

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


def clear(folder: Path) -> None:
    """Remove from ``folder`` what a `write` that was killed has left there.

    For who alone writes to it. Raises ``OSError`` where that cannot be removed.
    """
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _ASIDE.fullmatch(path.name):
            path.unlink(missing_ok=True)


def sweep(folder: Path, ours: Mapping[str, str]) -> tuple[str, ...]:
    """Remove from ``folder`` the files that are still as we wrote them; return their names.

    ``ours`` are the files that are no longer needed: the `digest` of the bytes that were written,
    by name. What has other bytes by now, or is a link or a folder, is somebody else's and stays.
    Raises ``ValueError`` for a name that leads out of the folder, before anything is removed, and
    ``OSError`` where the folder or a file in it cannot be read or changed.
    """
    for name in ours:
        _refuse_path(name)
    gone = tuple(name for name, written in ours.items() if _digest_of(folder / name) == written)
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    if gone:
        _sync(folder)
    return gone


def digest(body: bytes) -> str:
    """What to note of a file that was written, so that `sweep` knows it again."""
    return sha256(body).hexdigest()


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if _is_plain(path) else None


def is_file_name(name: str) -> bool:
    """Whether ``name`` is that of a file in a folder, and leads nowhere else."""
    # Windows' rules know both separators, and drives.
    return name not in ("", ".", "..") and PureWindowsPath(name).name == name


def _refuse_path(name: str) -> None:
    if not is_file_name(name):
        raise ValueError(f"not a file name: {name!r}")


def _differs(path: Path, body: bytes) -> bool:
    if path.is_dir() and not path.is_symlink():
        # It could not be replaced, and that is to be known before any other is.
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    return not _is_plain(path) or path.read_bytes() != body


def _is_plain(path: Path) -> bool:
    """Whether there is a file at ``path``: no link to one, and no pipe to wait at."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


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
    """Make the folder's entries, new and gone, survive a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
