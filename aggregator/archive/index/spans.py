"""Spans: which of the versions of an article can be found, and of what time (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from aggregator.archive.index.place import VERSIONS


class Version(NamedTuple):
    """What an article is found by, and until when it said so; ``None`` for what it says now."""

    title: str
    text: str
    published_at: datetime | None
    language: str | None
    until: datetime | None

    @property
    def found_by(self) -> tuple[str, str, datetime | None, str | None]:
        """All of it but the time."""
        return self[:4]


class Span(NamedTuple):
    """A version, from when to when; ``number`` tells it from others of the article that are not
    now.
    """

    version: Version
    number: int | None
    since: datetime
    until: datetime | None


def spans(versions: Sequence[Version], first_seen: datetime) -> list[Span]:
    """The versions of an article, in order of time, the last of which is now.

    Those in a row that are found alike are one. Of more former ones than ``VERSIONS`` the last are
    there. Each keeps its number as later ones come; it is given again when it is free.
    """
    found, since = [], first_seen
    oldest = len(versions) - 1 - VERSIONS
    for number, (one, after) in enumerate(pairwise(versions)):
        if one.found_by == after.found_by or one.until is None:
            continue
        if number >= oldest:
            found.append(Span(one, number % VERSIONS, since, one.until))
        since = one.until
    return [*found, Span(versions[-1], None, since, None)]
