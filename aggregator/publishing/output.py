"""The folder of the feeds: what was written there, from what, and what is no longer needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from aggregator.errors import OutputFailed
from feeds.write import clear, digest, is_file_name, sweep, write

NOTES = ".klaszterhirek.json"
"""The file, in the folder itself, that tells what was written there."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: a digest of its bytes, one of all that it was made from, and what
    the disk says of it as long as nobody else writes to it.
    """

    digest: str
    made_from: str
    size: int
    changed: int


class Output:
    """The folder of the feeds. Whatever fails there raises ``OutputFailed``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        notes = _read(folder / NOTES)
        self._written = _written(notes)
        self._needed: set[str] = set()
        self.renewed: set[str] = set()
        """Names of files that tell otherwise than was noted: a killed run may have written them."""
        self.owed = _owed(notes)
        """Names of files of whose change the hub has not heard yet."""

    def keep(
        self,
        names: Collection[str],
        made_from: Iterable[Any],
        make: Callable[[], Mapping[str, bytes]],
    ) -> tuple[str, ...]:
        """See to it that files are there; the names of those whose bytes changed.

        They are not made again if they are there as they were written, and were made from the same.
        """
        self._needed.update(names)
        recipe = recipe_of(made_from)
        if all(self._is_whole(name, recipe) for name in names):
            return ()
        return self._write(make(), recipe)

    def clear(self) -> None:
        """Remove what a run that was killed has left halfway."""
        try:
            clear(self._folder)
        except OSError as error:
            raise self._failed(error) from error

    def tidy(self) -> tuple[str, ...]:
        """Remove what was written once and is not needed any more, if nobody has changed it since;
        the names.
        """
        rest = sorted(self._written.keys() - self._needed)
        ours = {name: self._written.pop(name).digest for name in rest}
        try:
            return sweep(self._folder, ours)
        except OSError as error:
            raise self._failed(error) from error

    def note(self) -> None:
        """Note in the folder what was written there, and what is owed."""
        said = [field.name for field in fields(Written)]
        files = {
            name: {told: getattr(one, told) for told in said}
            for name, one in sorted(self._written.items())
        }
        told = {"files": files, "owed": sorted(self.owed)}
        body = json.dumps(told).encode() + b"\n"
        try:
            write(self._folder, {NOTES: body})
        except OSError as error:
            raise self._failed(error) from error

    def _write(self, files: Mapping[str, bytes], recipe: str) -> tuple[str, ...]:
        try:
            changed = write(self._folder, files)
            for name, body in files.items():
                told, known = (self._folder / name).stat(), self._written.get(name)
                seen = told.st_size, told.st_mtime_ns
                self._written[name] = Written(digest(body), recipe, *seen)
                if known is None or known.digest != self._written[name].digest:
                    self.renewed.add(name)
        except OSError as error:
            raise self._failed(error) from error
        return changed

    def _is_whole(self, name: str, recipe: str) -> bool:
        known = self._written.get(name)
        if known is None or known.made_from != recipe:
            return False
        try:
            told = (self._folder / name).lstat()
        except OSError:
            return False
        return (told.st_size, told.st_mtime_ns) == (known.size, known.changed)

    def _failed(self, error: OSError) -> OutputFailed:
        why = error.strerror or str(error)
        again = "when it can be, run the same command again; what was written is whole"
        return OutputFailed(self._folder, f"cannot be written: {why}; {again}")


def recipe_of(made_from: Iterable[Any]) -> str:
    """A digest of what something is made from: of values whose ``repr`` tells them whole."""
    return blake2b(repr(tuple(made_from)).encode(), digest_size=16).hexdigest()


def _read(file: Path) -> dict[str, Any]:
    """What was noted; nothing where that cannot be read: then all is written anew."""
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _written(notes: dict[str, Any]) -> dict[str, Written]:
    try:
        files = notes["files"].items()
        return {name: Written(**one) for name, one in files if is_file_name(name)}
    except (TypeError, KeyError, AttributeError):
        return {}


def _owed(notes: dict[str, Any]) -> set[str]:
    told = notes.get("owed")
    return {one for one in told if isinstance(one, str)} if isinstance(told, list) else set()
