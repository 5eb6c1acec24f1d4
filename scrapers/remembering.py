"""Remembering what a function made of a text, unless a stranger made that long. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

LONGEST = 2_000
"""Characters of a text that is held on to: a hostile page may have as many as a body has."""
LINES = 4_096
"""How many lines are held on to: menus and teasers are the same on all pages of a site."""
A_LINE = 160
"""Characters of these: what is longer is an article's own."""
P = ParamSpec("P")
T = TypeVar("T")
OfText = Callable[Concatenate[str, P], T]


def remembering(most: int, longest: int = LONGEST) -> Callable[[OfText[P, T]], OfText[P, T]]:
    """``lru_cache`` of so many texts, for a function whose first argument is one.

    A text of more than ``longest`` characters is not held on to.
    """

    def decorated(function: OfText[P, T]) -> OfText[P, T]:
        remembered = lru_cache(maxsize=most)(function)

        @wraps(function)
        def called(text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if len(text) > longest:
                return function(text, *args, **kwargs)
            return remembered(text, *args, **kwargs)  # type: ignore[arg-type]  # all hashable

        return called

    return decorated
