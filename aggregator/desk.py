"""Desk: the articles that one batch of grouping looks at, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from aggregator.archive.articles import readings_of
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
        self._credits: dict[int, Sequence[Credit]] = {}

    def readings(self, ids: Iterable[int]) -> dict[int, Reading]:
        """The articles of these ids, in the order given."""
        wanted = list(ids)
        missing = [number for number in wanted if number not in self._readings]
        self._readings |= readings_of(self._connection, missing)
        return {number: self._readings[number] for number in wanted}

    def __getitem__(self, number: int) -> Sequence[Credit]:
        """The credits in an article that has been read."""
        if number not in self._credits:
            self._credits[number] = credits_of(self._readings[number], self._known)
        return self._credits[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)
