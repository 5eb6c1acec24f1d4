"""Values that cost something to make, and may be a little old."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Fresh(Generic[Value]):
    """What ``make`` made, no older than some seconds.

    Made by whoever asks first; who asks meanwhile gets the one before, and waits only for the
    first.
    """

    def __init__(
        self,
        make: Callable[[], Value],
        seconds: float,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._make, self._seconds, self._clock = make, seconds, clock
        self._lock = Lock()
        self._held: tuple[float, Value] | None = None

    def get(self) -> Value:
        """The value; raises what making it raises."""
        held = self._held
        if held and self._clock() - held[0] < self._seconds:
            return held[1]
        if not self._lock.acquire(blocking=held is None):
            assert held
            return held[1]
        try:
            if self._held is held:
                self._held = self._clock(), self._make()
            return self._held[1]  # type: ignore[index]
        finally:
            self._lock.release()
