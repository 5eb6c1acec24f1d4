"""Lines: what many stories have in common is news of none.

An "about us", a funding sentence, a menu, the headlines beside an article: they recur line by line,
whatever the news is. A line that stands in two stories of one source, or in several of any, is a
commonplace from then on, and left out of every comparison.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from aggregator.stories.hashing import hash64
from aggregator.stories.tokens import Tokens
from aggregator.stories.wording import BYTES, Wording, pack

_LINE_END = re.compile("\n")
SHORTEST = 4
"""Tokens of a line that is looked at; shorter ones are headings."""
STORIES = 4
"""Stories of any sources that make a line a commonplace; of one source two do."""
ARTICLES = 8
"""Articles of one story that are remembered to have a line; when it is one they are compared again.

Of one story, for a release that twenty sites reprint must not lock its lines out.
"""


class Line(NamedTuple):
    """A line of a text: one hash of its words, and its first token and the one behind its last."""

    hash: int
    start: int
    stop: int


class Seen(NamedTuple):
    """An article with a certain line, its story (as in ``Posted``) and its source."""

    article: int
    story: int
    source: str


def ends_of_lines(text: str, tokens: Tokens) -> Wording[int]:
    """For each line of ``text`` that has tokens the position behind its last one."""
    ends = [bisect_left(tokens.starts, match.start()) for match in _LINE_END.finditer(text)]
    return array("I", sorted({end for end in (*ends, len(tokens)) if end}))


def lines(wording: Wording[int], ends: Sequence[int]) -> Iterator[Line]:
    """The lines of a text that are long enough to be looked at."""
    packed = pack(wording)
    for start, stop in zip((0, *ends), ends, strict=False):
        if stop - start >= SHORTEST:
            yield Line(hash64(packed[start * BYTES : stop * BYTES]), start, stop)


class SeenLines:
    """Who has which line, as far as it is remembered; finds the commonplaces among them."""

    def __init__(self, seen: Mapping[int, Iterable[Seen]]) -> None:
        self._seen = {one: list(articles) for one, articles in seen.items()}
        everybody = chain.from_iterable(self._seen.values())
        self._stories = {each.article: each.story for each in everybody}
        self.commonplaces: set[int] = set()
        self.again: set[int] = set()

    def add(self, new: Seen, told: Collection[int], akin: Collection[int]) -> None:
        """An article, its lines, and the articles with which it has news in common.

        These are copies and hosts of it, and its series. A line that it shares with strangers is a
        commonplace as soon as one of them is of its source, or several stories have it; then all
        who have it are to be compared ``again``. No article is compared with every reprint of a
        release: what they tell in the same words makes no strangers of them.
        """
        self._stories[new.article] = new.story
        near = {new.story, *(self._stories.get(one, -one) for one in akin)}
        for one in told:
            seen = self._seen.setdefault(one, [])
            if one in self.commonplaces:
                self.again.add(new.article)
            elif _is_commonplace(new, [*_strangers(seen, near, akin)]):
                self.commonplaces.add(one)
                self.again |= {new.article, *(other.article for other in seen)}
            elif sum(other.story == new.story for other in seen) < ARTICLES:
                seen.append(new)

    def remembered(self, ids: Iterable[int]) -> dict[int, list[int]]:
        """The lines that these articles are remembered to have; no commonplaces."""
        found: dict[int, list[int]] = {number: [] for number in ids}
        for one, seen in self._seen.items():
            for article in {each.article for each in seen} & found.keys():
                if one not in self.commonplaces:
                    found[article].append(one)
        return found


def _strangers(
    seen: Sequence[Seen], near: Collection[int], akin: Collection[int]
) -> Iterator[Seen]:
    """Who has a line and is neither akin nor of a story ``near`` that is told in such words.

    Several sources of the story have them, then: one source sets its menu on all its pages.
    """
    sources = {one.story: one.source for one in seen}
    told = {one.story for one in seen if one.story in near and one.source != sources[one.story]}
    return (one for one in seen if one.article not in akin and one.story not in told)


def _is_commonplace(new: Seen, strangers: Collection[Seen]) -> bool:
    of_one_source = any(one.source == new.source for one in strangers)
    return of_one_source or len({one.story for one in strangers}) >= STORIES - 1
