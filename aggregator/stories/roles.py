"""Who of a story tells it, and who quotes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from aggregator.stories.hosting import Hosting
from aggregator.stories.partition import Partition


def held(copies: Partition, hostings: Iterable[Hosting]) -> dict[int, set[int]]:
    """For every block of copies that holds words of others: of which, however few."""
    found: dict[int, set[int]] = {}
    for one in hostings:
        host, quoted = copies.find(one.host), copies.find(one.quoted)
        if host != quoted:
            found.setdefault(host, set()).add(quoted)
    return found


def telling(
    blocks: Collection[int],
    joined: Mapping[int, int],
    held: Mapping[int, Collection[int]],
    first: Callable[[int], Any],
) -> list[int]:
    """The blocks of one story that tell it, at least one; the others quote it.

    Who ``joined`` quotes. Where several did not, an editor brought them together: whichever of
    them holds words of another block, but for those that joined it, quotes too. Of two that hold
    each other's words the one that comes ``first`` tells.
    """
    core = sorted((block for block in blocks if block not in joined), key=first)
    for block in core[::-1]:
        hosts = {one for one in held.get(block, ()) if one in blocks and joined.get(one) != block}
        if hosts and len(core) > 1:
            core.remove(block)
    return core
