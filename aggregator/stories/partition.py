"""Partition: articles into blocks that grow together, unless something keeps them apart."""

from __future__ import annotations

from collections.abc import Iterable


class Partition:
    """Disjoint blocks of members; a pair that was forbidden never comes into one block.

    Union by size with path halving; the forbidden pairs follow the smaller block into the larger.
    """

    def __init__(self, members: Iterable[int]) -> None:
        self._parent = {member: member for member in members}
        self._block = {member: [member] for member in self._parent}
        self._apart: dict[int, set[int]] = {member: set() for member in self._parent}

    def find(self, member: int) -> int:
        """The representative of the member's block: equal for two members of one block."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def keep_apart(self, one: int, other: int) -> None:
        """Forbid the union of two blocks that are not one already."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def are_apart(self, one: int, other: int) -> bool:
        """Whether something forbids the union of the two members' blocks."""
        return self.find(other) in self._apart[self.find(one)]

    def unite(self, one: int, other: int) -> None:
        """Make one block of two, unless that is forbidden."""
        kept, gone = self.find(one), self.find(other)
        if kept == gone or gone in self._apart[kept]:
            return
        if len(self._block[kept]) < len(self._block[gone]):
            kept, gone = gone, kept
        self._absorb(kept, gone)

    def block(self, member: int) -> list[int]:
        """All members of the member's block."""
        return self._block[self.find(member)]

    def blocks(self) -> list[list[int]]:
        """The members of every block, in no particular order."""
        return list(self._block.values())

    def _absorb(self, kept: int, gone: int) -> None:
        self._parent[gone] = kept
        self._block[kept] += self._block.pop(gone)
        for other in self._apart.pop(gone):
            self._apart[other].remove(gone)
            self._apart[other].add(kept)
            self._apart[kept].add(other)
