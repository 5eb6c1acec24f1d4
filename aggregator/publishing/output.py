"""The folder of the feeds: what was written there, from what, and what is no longer needed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from aggregator.errors import OutputFailed
from feeds.write import remove, write

NOTES = ".klaszterhirek.json"
"""The file, in the folder itself, that tells what was written there."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: a digest of its bytes, one of all that it was made from, and what
    the disk says of it as long as nobody else writes to it.
    """

    digest: str
    made: str
    size: int
    changed: int


class Output:
    """The folder of the feeds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = _read(folder / NOTES)
        self._needed: set[str] = set()

    def has(self, names: Collection[str], made: str) -> bool:
        """Whether these files are there as they were written, and made from the same."""
        self._needed.update(names)
        return all(self._is_whole(name, made) for name in names)

    def write(self, files: Mapping[str, bytes], made: str) -> tuple[str, ...]:
        """Write these files where their bytes differ; the names of those that did.

        Raises ``OutputFailed`` where the disk fails: the older files are whole then.
        """
        try:
            changed = write(self._folder, files)
            for name, body in files.items():
                told = (self._folder / name).stat()
                self._written[name] = Written(_digest(body), made, told.st_size, told.st_mtime_ns)
        except OSError as error:
            raise self._failed(error) from error
        self._needed.update(files)
        return changed

    def tidy(self) -> tuple[str, ...]:
        """Remove what was written once and is not needed any more, if nobody has changed it since;
        the names.
        """
        rest = sorted(self._written.keys() - self._needed)
        try:
            return tuple(name for name in rest if self._remove(name))
        except OSError as error:
            raise self._failed(error) from error

    def note(self) -> None:
        """Note in the folder what was written there."""
        told = {name: asdict(one) for name, one in sorted(self._written.items())}
        body = json.dumps({"files": told}, indent=1).encode() + b"\n"
        try:
            write(self._folder, {NOTES: body})
        except OSError as error:
            raise self._failed(error) from error

    def _is_whole(self, name: str, made: str) -> bool:
        known = self._written.get(name)
        if known is None or known.made != made:
            return False
        try:
            told = (self._folder / name).lstat()
        except OSError:
            return False
        return (told.st_size, told.st_mtime_ns) == (known.size, known.changed)

    def _remove(self, name: str) -> bool:
        known = self._written.pop(name)
        with suppress(FileNotFoundError):
            if _digest((self._folder / name).read_bytes()) == known.digest:
                remove(self._folder, name)
                return True
        return False

    def _failed(self, error: OSError) -> OutputFailed:
        return OutputFailed(self._folder, f"cannot be written: {error.strerror or error}")


def recipe(parts: Iterable[Any]) -> str:
    """A digest of what files are made from."""
    return _digest(repr(tuple(parts)).encode())


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()


def _read(file: Path) -> dict[str, Written]:
    """What was noted; nothing where that cannot be read: then all is written anew."""
    try:
        told = json.loads(file.read_bytes())["files"]
        return {str(name): Written(**one) for name, one in told.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
