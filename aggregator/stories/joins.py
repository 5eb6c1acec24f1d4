"""Which blocks of copies join which other block's story, because they quote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from aggregator.stories.hosting import Hosting, digests
from aggregator.stories.partition import Partition

_Quoted = dict[int, dict[int, list[Hosting]]]


def joins(
    copies: Partition, hostings: Sequence[Hosting], first: Callable[[int], Any], stories: Partition
) -> dict[int, int]:
    """For every block that joins another's story: whose. Both by a representative of the block.

    A block that quotes one story joins it, unless that one joins another itself (there is no way
    through a host), a series parts it from a block that joined before, or ``stories`` are kept
    apart; these grow with what joins. Of copies that are kept apart it joins the one that it holds
    most of. Digests join none. ``first`` gives blocks an order that does not depend on the arrival
    of their articles; it decides what nothing else does.
    """
    collections = {copies.find(one) for one in digests(hostings)}
    quoted = _quoted(copies, hostings)
    _untie(quoted, first)
    chosen = {host: _chosen(host, quoted, stories) for host in quoted if host not in collections}
    single = {host: min(some, key=first) for host, some in chosen.items() if some}
    joined: dict[int, int] = {}
    guests: dict[int, list[int]] = {}
    for host in sorted(single, key=first):
        story = single[host]
        others = guests.setdefault(story, [])
        parted = any(copies.are_apart(host, other) for other in others)
        if story not in single and not parted and not stories.are_apart(host, story):
            joined[host] = story
            others.append(host)
            stories.unite(host, story)
    return joined


def _quoted(copies: Partition, hostings: Iterable[Hosting]) -> _Quoted:
    """The blocks that each block quotes, as far as it binds or is an item, and no series parts."""
    quoted: _Quoted = {}
    for one in hostings:
        host, story = copies.find(one.host), copies.find(one.quoted)
        if (one.binds or one.is_item) and host != story and not copies.are_apart(host, story):
            quoted.setdefault(host, {}).setdefault(story, []).append(one)
    return quoted


def _untie(quoted: _Quoted, first: Callable[[int], Any]) -> None:
    """Of two blocks that quote each other the one that only days make a host is the story.

    Else the one that comes ``first``.
    """

    def order(host: int, story: int) -> tuple[bool, Any]:
        return not all(one.is_guessed for one in quoted[host][story]), first(host)

    for host, stories in quoted.items():
        for story in [one for one in stories if host in quoted.get(one, ())]:
            mine, others = order(host, story), order(story, host)
            quoted[host if mine < others else story].pop(story if mine < others else host)


def _chosen(
    host: int, quoted: Mapping[int, Mapping[int, Sequence[Hosting]]], stories: Partition
) -> list[int]:
    """The block that ``host`` quotes, if it is one; a block that quotes another speaks for that.

    Of copies that are kept apart those of which it holds most, and from which it is not.
    """
    found = quoted[host]
    rest = [story for story in found if not quoted.get(story, {}).keys() & found.keys()]
    for one, other in combinations(rest, 2):
        if not (stories.are_apart(one, other) and _meet(found[one], found[other])):
            return []
    free = [story for story in rest if not stories.are_apart(host, story)]
    most = {story: max(one.of_quoted for one in found[story]) for story in free}
    return [story for story in free if most[story] == max(most.values())]


def _meet(some: Sequence[Hosting], others: Sequence[Hosting]) -> bool:
    """Whether two blocks are quoted at one place of an article."""
    return any(
        one.host == other.host and one.start < other.end and other.start < one.end
        for one in some
        for other in others
    )
