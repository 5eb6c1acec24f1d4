"""Remembering what a function made of a text, unless a stranger made that long. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

LONGEST = 2_000
"""Characters of a text that is held on to: a hostile page may have as many as a body has."""
P = ParamSpec("P")
T = TypeVar("T")
OfText = Callable[Concatenate[str, P], T]


def remembering(most: int) -> Callable[[OfText[P, T]], OfText[P, T]]:
    """``lru_cache`` of so many texts, for a function whose first argument is one."""

    def decorated(function: OfText[P, T]) -> OfText[P, T]:
        remembered = lru_cache(maxsize=most)(function)

        @wraps(function)
        def called(text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if len(text) > LONGEST:
                return function(text, *args, **kwargs)
            return remembered(text, *args, **kwargs)  # type: ignore[arg-type]  # all hashable

        return called

    return decorated
