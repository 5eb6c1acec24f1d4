"""Desk: the articles that one batch of grouping looks at, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from aggregator.archive.articles import readings_of
from aggregator.archive.lines import commonplaces
from aggregator.stories.credit import Credit, KnownSource
from aggregator.stories.crediting import credits_of
from aggregator.stories.reading import Reading


class Desk(Mapping[int, Sequence[Credit]]):
    """Readings of articles, and, as a mapping by their ids, the credits in them.

    Either is worked out when it is asked for first, from ``connection`` and ``known``, the sources
    that a text can name.
    """

    def __init__(self, connection: Connection, known: Sequence[KnownSource]) -> None:
        self._connection = connection
        self._known = known
        self._readings: dict[int, Reading] = {}
        self._compared: dict[int, Reading] = {}
        self._credits: dict[int, Sequence[Credit]] = {}
        self._asked: set[int] = set()
        self._commonplaces: set[int] = set()

    def readings(self, ids: Iterable[int]) -> dict[int, Reading]:
        """The articles of these ids, whole, in the order given."""
        wanted = list(ids)
        self._readings |= readings_of(self._connection, set(wanted) - self._readings.keys())
        return {number: self._readings[number] for number in wanted}

    def compared(self, ids: Iterable[int]) -> dict[int, Reading]:
        """The articles of these ids as they are compared: without commonplaces."""
        whole = self.readings(ids)
        new = whole.keys() - self._compared.keys()
        hashes = {line.hash for number in new for line in whole[number].lines} - self._asked
        self._commonplaces |= commonplaces(self._connection, hashes)
        self._asked |= hashes
        for number in new:
            self._compared[number] = whole[number].without(self._commonplaces)
        return {number: self._compared[number] for number in whole}

    def own_lines(self, number: int) -> set[int]:
        """The lines of an article that was compared, but for the commonplaces."""
        return {line.hash for line in self._readings[number].lines} - self._commonplaces

    def __getitem__(self, number: int) -> Sequence[Credit]:
        """The credits in an article that has been read."""
        if number not in self._credits:
            self._credits[number] = credits_of(self._readings[number], self._known)
        return self._credits[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)
