"""Who carries a story, by what they add to it: one line for all who add nothing. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.feed import Mention

ADDITIONS = 8
"""Different additions that are shown of a story; who else adds something is only named."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """One of those named: ``name`` tells it from the others of the story."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Carriers:
    """Those who add the same passages; none where they add nothing, or nothing that is shown."""

    carriers: tuple[Carrier, ...]
    added: tuple[str, ...]


def carriers(mentions: Sequence[Mention]) -> tuple[Carriers, ...]:
    """The mentions by what they add; first those of whom no addition is shown, if there are any."""
    often = Counter(mention.source for mention in mentions)
    alike: dict[tuple[str, ...], list[Carrier]] = {(): []}
    for mention in mentions:
        # of a source that is there twice only the titles tell which is which
        twice = often[mention.source] > 1
        name = f"{mention.source}: {mention.title}" if twice else mention.source
        shown = mention.added in alike or len(alike) <= ADDITIONS
        alike.setdefault(mention.added if shown else (), []).append(Carrier(name, mention.url))
    return tuple(Carriers(tuple(who), added) for added, who in alike.items() if who)
