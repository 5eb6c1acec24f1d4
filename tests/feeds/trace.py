"""What code calls while it runs: the real calls, watched and not replaced."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls_of(action: Callable[[], object]) -> list[str]:
    """Run ``action``; return the functions it called, in order, as ``module.name``.

    Functions of ``os`` are under the name of their module in C: ``posix.fsync``.
    """
    seen: list[str] = []

    def watch(frame: FrameType, event: str, function: Any) -> None:
        if event == "call":
            seen.append(f"{frame.f_globals['__name__']}.{frame.f_code.co_name}")
        elif event == "c_call":
            seen.append(f"{function.__module__}.{function.__name__}")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(before)
    return seen
