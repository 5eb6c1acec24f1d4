"""What it means that an address could not be read, by the name that the crawl gave it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aggregator.health.kinds import Cause
from scrapers.net import indexing, names
from scrapers.report import NO_DOOR

_DOWN = "|".join(
    (
        *(r"(?:robots\.txt: )?http 5\d\d", "http 408", "http 425", "answer broke off"),
        *(r"robots\.txt: (?!http 4).*", "answer cannot be read"),
        *map(re.escape, (names.TIMEOUT, names.FAILED, names.REFUSED_CONNECTION)),
        *map(re.escape, (names.HOST_NOT_FOUND, names.UNTRUSTED, names.PRIVATE)),
    )
)
_BLOCKED = "|".join(
    (
        *("http 401", "http 403", "http 406", r"(?:robots\.txt: )?http 429", "http 451"),
        *map(re.escape, (names.BUSY, names.FORBIDDEN, names.CHALLENGE)),
        *map(re.escape, (indexing.NOFOLLOW, indexing.NOINDEX)),
    )
)
_HINDERED = "parser-.*|out-of-memory|needs a browser: .*|.*: a fault of the program.*"
_CAUSES: tuple[tuple[str, Cause], ...] = (
    (re.escape(NO_DOOR), "no door"),
    (_HINDERED, "hindered"),
    (_BLOCKED, "blocked"),
    (_DOWN, "down"),
)
_FIRST: tuple[Cause, ...] = ("redesigned", "blocked", "no door", "down", "hindered")
"""What is told of several: what needs somebody before what may be over by itself."""


def cause_of(reason: str) -> Cause:
    """What it means that something failed with this name."""
    found = (cause for pattern, cause in _CAUSES if re.fullmatch(pattern, reason, re.DOTALL))
    return next(found, "redesigned")


def worst(reasons: Iterable[str]) -> tuple[Cause, str] | None:
    """Of several names of what failed the cause to be told, and the first name of it."""
    told: dict[Cause, str] = {}
    for reason in reasons:
        told.setdefault(cause_of(reason), reason)
    return next(((cause, told[cause]) for cause in _FIRST if cause in told), None)
