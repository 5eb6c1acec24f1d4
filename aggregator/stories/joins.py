"""Which blocks of copies join which other block's story, because they quote it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from aggregator.stories.hosting import Hosting
from aggregator.stories.partition import Partition

_Quoted = dict[int, set[int]]


def joins(
    copies: Partition,
    hostings: Iterable[Hosting],
    collections: Collection[int],
    order: Callable[[int], Any],
) -> dict[int, int]:
    """For every block that joins another's story: whose. Both by a representative of the block.

    A block that quotes one story joins it, unless that one joins another itself (there is no way
    through a host) or a series parts it from a block that joined before. The ``collections`` of
    others' news join none. ``order`` gives articles an order that does not depend on their arrival;
    it decides what nothing else does.
    """

    def first(block: int) -> Any:
        return min(order(member) for member in copies.block(block))

    quoted = _quoted(copies, hostings)
    _untie(quoted, first)
    own = {copies.find(one) for one in collections}
    hosts = [host for host in quoted if host not in own]
    single = {host: story for host in hosts if (story := _only(host, quoted)) is not None}
    joined: dict[int, int] = {}
    guests: dict[int, list[int]] = {}
    for host in sorted(single, key=first):
        story = single[host]
        others = guests.setdefault(story, [])
        if story not in single and not any(copies.are_apart(host, other) for other in others):
            joined[host] = story
            others.append(host)
    return joined


def _quoted(copies: Partition, hostings: Iterable[Hosting]) -> _Quoted:
    """The blocks that each block quotes, as far as it binds or is an item, and no series parts."""
    quoted: _Quoted = {}
    for one in hostings:
        host, story = copies.find(one.host), copies.find(one.quoted)
        if (one.binds or one.is_item) and host != story and not copies.are_apart(host, story):
            quoted.setdefault(host, set()).add(story)
    return quoted


def _untie(quoted: _Quoted, order: Callable[[int], Any]) -> None:
    """Of two blocks that quote each other the first one in ``order`` is the story."""
    for host, stories in quoted.items():
        for story in [one for one in stories if host in quoted.get(one, ())]:
            later, earlier = sorted((host, story), key=order, reverse=True)
            quoted[earlier].discard(later)


def _only(host: int, quoted: Mapping[int, set[int]]) -> int | None:
    """The one block that ``host`` quotes; a block that quotes another of them speaks for that."""
    stories = quoted[host]
    rest = [story for story in stories if not quoted.get(story, set()) & stories]
    return rest[0] if len(rest) == 1 else None
