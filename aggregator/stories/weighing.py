"""Weighing: what a hosting is worth, seen beside all copies of either text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from aggregator.stories.days import earliest_day, latest_day
from aggregator.stories.hosting import Hosting
from aggregator.stories.original import is_teaser
from aggregator.stories.partition import Partition
from aggregator.stories.reading import Reading


class _Block(NamedTuple):
    """Copies of one text: the day before which none can have appeared, the last on which the first
    of them can, and the words of the longest.
    """

    earliest: date
    latest: date
    longest: int


def weighed(
    hostings: Iterable[Hosting], articles: Mapping[int, Reading], copies: Partition
) -> list[Hosting]:
    """The hostings, with directions and shares that their blocks of ``copies`` bear out.

    One is turned where the host would quote words that its own copies published before. Not where
    a copy of it names or marks what it quotes, for days may be wrong, nor a digest's item. And who
    holds a teaser holds as much of the story as the teaser ``tells``.
    """
    found = list(hostings)
    named = {
        (copies.find(one.host), copies.find(one.quoted))
        for one in found
        if one.is_named or one.is_item
    }
    blocks: dict[int, _Block] = {}

    def block(article: int) -> _Block:
        number = copies.find(article)
        if number not in blocks:
            blocks[number] = _of([articles[one] for one in copies.block(number)])
        return blocks[number]

    def directed(one: Hosting) -> Hosting:
        is_told = (copies.find(one.host), copies.find(one.quoted)) in named
        early = block(one.host).latest < block(one.quoted).earliest
        return one.turned() if early and not is_told else one

    def scaled(one: Hosting) -> Hosting:
        words, longest = len(articles[one.quoted].wording), block(one.quoted).longest
        return one._replace(tells=words / longest) if is_teaser(words, longest) else one

    return [scaled(directed(one)) for one in found]


def _of(readings: Iterable[Reading]) -> _Block:
    members = list(readings)
    return _Block(
        min(map(earliest_day, members)),
        min(map(latest_day, members)),
        max(len(one.wording) for one in members),
    )
