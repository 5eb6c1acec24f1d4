"""Deciders of doors: one that is broken, and one whose host may come back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from scrapers.net import indexing, names
from scrapers.report import CrawlReport

RUNS = 3
"""Runs in a row in which a door that does not answer is given the time to come back."""

_PASSING = re.compile(
    "|".join(
        (
            *("http 5..", "http 429", "http 408", "http 425", "robots.txt: .*", "parser-.*"),
            *("out-of-memory", "answer broke off", "answer cannot be read"),
            *map(re.escape, (names.TIMEOUT, names.FAILED, names.BUSY)),
            *map(re.escape, (names.REFUSED_CONNECTION, names.HOST_NOT_FOUND)),
            *map(re.escape, (names.UNTRUSTED, names.PRIVATE)),
        )
    )
)
_READABLE = ("broken-xml", "too-many-links")
"""Troubles of a door that still shows what it has."""
_FORBIDDEN = (names.FORBIDDEN, indexing.NOFOLLOW)
"""What a publisher has decided: another door would only go round it."""


def broken(reports: Sequence[CrawlReport], doors: Iterable[str]) -> dict[str, str]:
    """Of ``doors`` (addresses) those that are broken, with what is wrong.

    ``reports`` are the last ones of their source, the newest first.

    What is wrong with the door itself counts at once. A host that does not answer may come back:
    that counts when it has been so in ``RUNS`` runs on more than one day.
    """
    wrong = reports[0].doors if reports else {}
    found = {one: wrong[one] for one in doors if one in wrong}
    return {one: reason for one, reason in found.items() if _breaks(one, reason, reports)}


def _breaks(address: str, reason: str, reports: Sequence[CrawlReport]) -> bool:
    if reason in (*_READABLE, *_FORBIDDEN):
        return False
    return not is_passing(reason) or lasts(
        list(takewhile(lambda one: address in one.doors, reports))
    )


def is_passing(reason: str) -> bool:
    """Whether what went wrong may be over by itself, as far as its name tells."""
    return bool(_PASSING.fullmatch(reason))


def lasts(failed: Sequence[CrawlReport]) -> bool:
    """Whether the newest runs, all of which ``failed``, are enough to believe in it."""
    days = {one.began.date() for one in failed[:RUNS]}
    return len(failed) >= RUNS and len(days) > 1
