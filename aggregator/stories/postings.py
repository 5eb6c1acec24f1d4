"""Postings: who has which fingerprint, and what it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
        self._posted: defaultdict[int, list[Posted]] = defaultdict(list)
        # of each story under each fingerprint
        self._members: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._stories: dict[int, int] = {}
        for one, articles in posted.items():
            for each in articles:
                self._post(one, each)
                self._stories[each.article] = each.story

    def story_of(self, article: int) -> int:
        """The story of an article that stands here; of another a number that no other has."""
        return self._stories.get(article, -article)

    def near(self, prints: Iterable[int], length: int) -> list[int]:
        """Whom a text with these fingerprints and so many tokens is compared with (``choose``)."""
        held: dict[int, set[int]] = {}
        stories: dict[int, int] = {}
        short: set[int] = set()
        for one in self._posted.keys() & set(prints):
            stories[one] = len(self._members[one])
            for each in self._posted[one]:
                held.setdefault(each.article, set()).add(one)
                if min(each.length, length) < SHORT:
                    short.add(each.article)
        return choose(held, stories, short)

    def add(self, article: int, story: int, length: int, prints: Iterable[int]) -> list[int]:
        """Put an article under those of ``prints`` where there is room; these are returned."""
        self._stories[article] = story
        taken = [one for one in prints if self._has_room(one, story)]
        each = Posted(article, story, length)
        for one in taken:
            self._post(one, each)
        return taken

    def _post(self, one: int, each: Posted) -> None:
        self._posted[one].append(each)
        members = self._members[one]
        members[each.story] = members.get(each.story, 0) + 1

    def _has_room(self, one: int, story: int) -> bool:
        members = self._members.get(one)
        if members is None:
            return True
        return members.get(story, 0) < MEMBERS and (story in members or len(members) < STORIES)
