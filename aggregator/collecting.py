"""Collecting: how often Python looks for dead objects that refer to each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""New objects after which Python looks; by itself it does after some hundreds, an article's."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """While grouping: its many small objects refer to none that refers back, and die by themselves.

    It holds for the whole process; one thread groups.

    Looking for others at Python's own pace took a tenth of the time, and spares some megabytes.
    """
    usual = gc.get_threshold()
    if usual[0]:  # where it does not look at all, it need not begin to
        gc.set_threshold(max(SELDOM, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
