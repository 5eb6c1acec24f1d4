"""Telling: a day in a sentence, with all that says what it is the day of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from aggregator.occasions.attach import Place
from aggregator.occasions.days import Days
from aggregator.occasions.name import Name
from aggregator.occasions.sentences import Sentence


class Telling(NamedTuple):
    """A day in a sentence: ``sentences[at]`` (the first is the title) and its day ``which``.

    ``known`` are the names told before with the places of their sentences; ``said`` is the day on
    which the sentence was said.
    """

    sentences: Sequence[Sentence]
    at: int
    which: int
    known: Sequence[tuple[int, Name]]
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
