"""Postings: who has which fingerprint, and what it leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from aggregator.stories.candidates import SHORT, STORIES, choose

MEMBERS = 8
"""Articles of one story that a fingerprint leads to; through them all others are found."""


class Posted(NamedTuple):
    """An article under a fingerprint: its story, and how many tokens it has.

    A negative number stands for a story that is not minted yet.
    """

    article: int
    story: int
    length: int


class Postings:
    """Who stands under each of some fingerprints; grows as articles are added.

    ``STORIES`` and ``MEMBERS`` bound what stands under one, however large the archive is.
    """

    def __init__(self, posted: Mapping[int, Iterable[Posted]]) -> None:
        self._posted = {one: list(articles) for one, articles in posted.items()}
        everybody = chain.from_iterable(self._posted.values())
        self._stories = {each.article: each.story for each in everybody}

    def story_of(self, article: int) -> int:
        """The story of an article that stands here; of another a number that no other has."""
        return self._stories.get(article, -article)

    def near(self, prints: Iterable[int], length: int) -> list[int]:
        """Whom a text with these fingerprints and so many tokens is compared with (``choose``)."""
        held: dict[int, set[int]] = {}
        stories: dict[int, int] = {}
        short: set[int] = set()
        for one in self._posted.keys() & set(prints):
            posted = self._posted[one]
            stories[one] = len({each.story for each in posted})
            for each in posted:
                held.setdefault(each.article, set()).add(one)
                if min(each.length, length) < SHORT:
                    short.add(each.article)
        return choose(held, stories, short)

    def add(self, article: int, story: int, length: int, prints: Iterable[int]) -> list[int]:
        """Put an article under those of ``prints`` where there is room; these are returned."""
        self._stories[article] = story
        taken = [one for one in prints if self._has_room(one, story)]
        for one in taken:
            self._posted.setdefault(one, []).append(Posted(article, story, length))
        return taken

    def _has_room(self, one: int, story: int) -> bool:
        stories = Counter(each.story for each in self._posted.get(one, ()))
        return stories[story] < MEMBERS and (story in stories or len(stories) < STORIES)
