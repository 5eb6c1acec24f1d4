"""Values that cost much: reckoned once in a while, in a thread of their own, for all who ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")
OLD = 12
"""How many times as long as it is fresh a value may be shown, while another is reckoned."""


@dataclass(frozen=True, slots=True)
class _Made(Generic[Value]):
    value: Value
    at: float


class Reckoning(Generic[Value]):
    """What ``reckon`` gives, as of ``fresh`` seconds ago at most, as a rule.

    Whoever asks for a value that is no longer fresh gets it all the same, and the next one is
    reckoned meanwhile; only who comes first, or after a long time, waits, and keeps nobody else
    from being answered. A failure is told to those who wait, and forgotten.
    """

    def __init__(self, reckon: Callable[[], Value], fresh: float) -> None:
        self._reckon, self._fresh = reckon, fresh
        self._lock = Lock()
        self._made: _Made[Value] | None = None
        self._pending: Future[Value] | None = None
        self._thread = ThreadPoolExecutor(1, "reckoning")

    async def value(self) -> Value:
        """The value; waits for it where there is none that is young enough."""
        there = self._look()
        if isinstance(there, _Made):
            return there.value
        # whoever hangs up does not take it from the others
        return await asyncio.shield(asyncio.wrap_future(there))

    def get(self) -> Value:
        """The same for who may wait in his own thread."""
        there = self._look()
        return there.value if isinstance(there, _Made) else there.result()

    def _look(self) -> _Made[Value] | Future[Value]:
        """What there is, if it is young enough; else what is being reckoned."""
        with self._lock:
            age = monotonic() - self._made.at if self._made else float("inf")
            if age > self._fresh and self._pending is None:
                self._pending = self._thread.submit(self._keep)
            if self._made and age <= OLD * self._fresh:
                return self._made
            assert self._pending is not None
            return self._pending

    def _keep(self) -> Value:
        began = monotonic()
        try:
            value = self._reckon()
            with self._lock:
                self._made = _Made(value, began)
            return value
        finally:
            with self._lock:
                self._pending = None
