"""An event loop on which waiting takes no time, so that what waits can be tested to the second."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Leaping(selectors.DefaultSelector):
    """Instead of waiting for the next thing, moves the clock to it."""

    def __init__(self, leap: Callable[[float], None]) -> None:
        super().__init__()
        self._leap = leap

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everybody waits for nobody")
        self._leap(timeout)
        return super().select(0)


class Clock(asyncio.SelectorEventLoop):
    """A loop whose clock starts at 0 and leaps over every wait."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Leaping(self._leap))

    def time(self) -> float:
        return self._now

    def _leap(self, seconds: float) -> None:
        self._now += max(0.0, seconds)


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run ``main`` to its end on such a loop."""
    with asyncio.Runner(loop_factory=Clock) as runner:
        return runner.run(main)
