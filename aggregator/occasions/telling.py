"""Telling: a day in a sentence, with all that says what it is the day of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from aggregator.occasions.attach import Place
from aggregator.occasions.days import Days
from aggregator.occasions.name import Name
from aggregator.occasions.sentences import Sentence


class Telling(NamedTuple):
    """A day in a sentence: ``sentences[at]`` (the first is the title) and its day ``which``.

    ``said`` is the day on which the sentence was said.
    """

    sentences: Sequence[Sentence]
    at: int
    which: int
    said: date | None

    @property
    def sentence(self) -> Sentence:
        """The sentence with the day."""
        return self.sentences[self.at]

    @property
    def days(self) -> Days:
        """The day, or the days."""
        return self.sentence.days[self.which]

    @property
    def place(self) -> Place:
        """The words that tell it."""
        return self.sentence.places[self.which]

    def before(self) -> Iterator[tuple[int, Name]]:
        """The names that may be meant, told in sentences before, with their places; last first."""
        for at in range(self.at - 1, -1, -1):
            yield from ((at, name) for name in reversed(self.meant(at)))

    def right_before(self, most: int) -> Iterator[Name]:
        """The names that may be meant, told in at most so many sentences before, not the title."""
        for at in range(self.at - 1, max(0, self.at - 1 - most), -1):
            yield from reversed(self.meant(at))

    def meant(self, at: int) -> list[Name]:
        """The names in a sentence to which later ones may refer."""
        names = self.sentences[at].names
        return [one for one in names if not one.general and (one.telling or not one.vague)]
