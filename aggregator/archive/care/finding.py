"""What a check of an archive finds: something that is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

RESTORE = "restore a backup"
REINDEX = "run klaszterhirek db reindex"
GROUP = "run klaszterhirek group --all"


@dataclass(frozen=True, slots=True)
class Finding:
    """``what`` is wrong, what is ``told`` of it, and the ``advice`` what to do."""

    what: str
    told: str
    advice: str

    def line(self) -> str:
        """It in a line for people."""
        return f"{self.what}: {self.told}; {self.advice}"


class Tally:
    """Counts what is wrong in one way, and remembers the first of it."""

    def __init__(self, what: str, advice: str) -> None:
        self._what, self._advice = what, advice
        self._count, self._example = 0, ""

    def add(self, example: str, count: int = 1) -> None:
        """Count one more, or several of which this is one."""
        self._example = self._example or example
        self._count += count

    def findings(self) -> Iterator[Finding]:
        """What was counted, if anything was."""
        if self._count:
            told = f"{self._count:,}, such as {self._example}"
            yield Finding(self._what, told, self._advice)
