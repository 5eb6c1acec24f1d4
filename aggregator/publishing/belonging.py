"""Which feeds a story belongs to. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from hashlib import blake2b

from aggregator.archive.feeds import Told
from scrapers.folding import fold

ALL, ORIGINALS, CALLS, EVENTS = "feed", "originals", "calls", "event-news"
"""Feeds by what a story is: every one; one whose original names no other source; what can be
applied for or has a deadline; what can be attended."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_UNFIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def feed_of(kind: str, value: str) -> str:
    """The name of the feed of a *source*, *sector*, *country*, *language* or *search*.

    It is that of a file, too: of ASCII letters, digits and hyphens. Of a value in other letters, or
    of many, a digest tells what they do not.
    """
    folded = fold(value)
    name = _UNFIT.sub("-", folded).strip("-")
    lost = any(one.isalnum() and not one.isascii() for one in folded)
    if lost or len(name) > _LONGEST:
        digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        name = f"{name[:_LONGEST].rstrip('-')}-{digest}".strip("-")
    return f"{kind}-{name}"


def is_of_search(feed: str) -> bool:
    """Whether what is in the feed of this name is decided by a query."""
    return feed.startswith("search-")


def feeds_of(told: Told, happenings: Collection[str], *, credits: bool) -> frozenset[str]:
    """The names of the feeds that a story belongs to.

    ``happenings`` are the kinds of what its original tells of, *event* and *deadline*; ``credits``
    tells whether it names another source.
    """
    return frozenset(_feeds_of(told, happenings, credits=credits))


def _feeds_of(told: Told, happenings: Collection[str], *, credits: bool) -> Iterator[str]:
    original = told.original
    yield ALL
    if not credits:
        yield ORIGINALS
    if original["kind"] == "call" or "deadline" in happenings:
        yield CALLS
    if original["kind"] == "event" or "event" in happenings:
        yield EVENTS
    if _LANGUAGE.fullmatch(original["language"] or ""):
        yield feed_of("language", original["language"])
    for row in (original, *told.reprints, *told.quotations):
        yield feed_of("source", row["source"])
        yield feed_of("country", row["country"])
        if row["sector"]:
            yield feed_of("sector", row["sector"])
