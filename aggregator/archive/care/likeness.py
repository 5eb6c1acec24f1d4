"""Whether two archives hold the same: every row of a table in one number.

Rows are compared as values of Python, after databases and their types have had their say, and in
whatever order they come: databases sort texts in different ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, time
from hashlib import blake2b
from typing import Any

_SIZE = 16


class Likeness:
    """How many rows a table has, and what they hold, in short; equal for equal ones."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Iterable[Mapping[Any, Any]]) -> None:
        """Take these rows in, too."""
        for row in rows:
            told = json.dumps(dict(row), sort_keys=True, default=_plain)
            digest = blake2b(told.encode(), digest_size=_SIZE).digest()
            # a sum, and no exclusive or: of that two equal rows would be nothing
            self._sum = (self._sum + int.from_bytes(digest, "big")) % (1 << 8 * _SIZE)
            self.rows += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Likeness) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[int, int]:
        return self.rows, self._sum


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return blake2b(value, digest_size=_SIZE).hexdigest()
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"no way to compare a {type(value).__name__}")
