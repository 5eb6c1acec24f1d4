"""Sentences of a text with all that tells of events in them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from aggregator.occasions.days import Days
from aggregator.occasions.name import Name, cleaned, series_of
from aggregator.occasions.names import names_in
from aggregator.occasions.places import Town, towns_in
from aggregator.occasions.venues import venue_in
from aggregator.occasions.words import Predicate, Vocabulary, Word, words_of
from aggregator.stories.sentences import sentences

LONGEST = 1_200
"""Characters beyond which something is no sentence."""
# an article begins a sentence; after a year or a clock time any capital letter does
_NEW = re.compile(
    r"\s{1,3}(?:(?:A|Az|Egy|Ez|The|Die|Der|Das)\b|(?:(?<=\d{4}\.\s)|(?<=:\d\d\.\s))[^\W\d_a-z])"
)
_LABEL = re.compile(
    r"(?:(?:a|az|event|date and)\s)?(?:rendezvény\s|esemény\s)?"
    r"(?:időpont(?:ja)?|dátuma?|mikor|helyszíne?|hol|dates?|time|when|venue|location|place|where"
    r"|termin|datum|ort|wann|wo|termín|dátum|kedy|kdy|kde|miesto|místo|data|când|unde|locația"
    r"|mesto|vreme|kada|gde)\s?[:?]?",
    re.I,
)
_LONGEST_LABEL = 40
_PARTS = re.compile(r": | [–-] ")
_LONGEST_NAME = 90
_ENDS = (".", "!", "?", "…", ".”", '."', "!”", ".)")


@dataclass(frozen=True)
class Sentence:
    """A sentence or a line with its days; what else it tells is read when it is asked for.

    Most sentences have no day, and stand too far from one to be asked. ``start`` is where it stands
    in the whole text, in which the offsets of its days count, too.
    """

    text: str
    start: int
    days: tuple[Days, ...]
    vocabulary: Vocabulary

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order."""
        return tuple(words_of(self.text))

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The words of each of the days."""
        spans = ((one.at - self.start, one.to - self.start) for one in self.days)
        return tuple(_place(self.words, at, to) for at, to in spans)

    @cached_property
    def taken(self) -> frozenset[int]:
        """The places of the words that tell days."""
        return frozenset(at for start, end in self.places for at in range(start, end))

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """The towns that it names."""
        return tuple(town for town in towns_in(self.words) if town.at not in self.taken)

    @cached_property
    def venue(self) -> str | None:
        """The first house in which it says that something is."""
        return venue_in(self.text, self.words, self.taken, self.towns)

    @property
    def names(self) -> tuple[Name, ...]:
        """The names of events in it."""
        return self._names

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """What tells that its days are an event's, or are not; words of names do not."""
        inside = {at for name in self._names for at in range(name.at, name.to)}
        return tuple(one for one in self.vocabulary.predicates(self.words) if one.at not in inside)

    @property
    def line(self) -> bool:
        """Whether it does not end as a sentence does: a heading, a label."""
        last = self.start + len(self.text) - 1
        return not self.text.endswith(_ENDS) or any(one.to >= last for one in self.days)

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return names_in(self.text, self.words, self.taken, self.towns, self.vocabulary)


class Heading(Sentence):
    """A title as one sentence; its names are names, whatever their letters."""

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of events in it, in full."""
        return tuple(self._in_full(name) for name in self._names if not name.general)

    @property
    def line(self) -> bool:
        """A title is one, however it ends."""
        return True

    def _in_full(self, name: Name) -> Name:
        """The name; "Webinar: Financing Clusters" as a whole, where the parts tell little."""
        parts = _PARTS.split(self.text)
        if len(parts) != 2 or self.days or not name.vague or len(self.text) > _LONGEST_NAME:
            return name._replace(proper=True)
        if name.text.lower() not in (part.strip().lower() for part in parts):
            return name._replace(proper=True)
        return name._replace(text=cleaned(self.text), series=series_of(self.text), proper=True)


def read(text: str, days: Sequence[Days], vocabulary: Vocabulary) -> list[Sentence]:
    """The sentences of ``text`` in order; ``days`` are those that it tells."""
    starts = [one.at for one in days]
    found = []
    for start, end in _with_labels(text, _pieces(text, days)):
        if end - start <= LONGEST:
            own = days[bisect_left(starts, start) : bisect_left(starts, end)]
            found.append(Sentence(text[start:end], start, tuple(own), vocabulary))
    return found


def _pieces(text: str, days: Sequence[Days]) -> Iterator[tuple[int, int]]:
    """Sentences, lines within them, and what stands on both sides of a day that ends one."""
    ends = [end for one in days if (end := _ends_with(text, one))]
    for start, end in sentences(text):
        lines = accumulate(map(len, text[start:end].splitlines(keepends=True)), initial=start)
        inner = ends[bisect_left(ends, start) : bisect_left(ends, end)]
        for at, to in pairwise(sorted({*lines, *inner})):
            piece = text[at:to]
            if piece.strip():
                yield to - len(piece.lstrip()), at + len(piece.rstrip())


def _with_labels(text: str, pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, a line that is a label alone ("Helyszín") with the line behind it."""
    label: int | None = None
    for start, end in pieces:
        begin, label = start if label is None else label, None
        if start == begin and end - start <= _LONGEST_LABEL and _LABEL.fullmatch(text, start, end):
            label = begin
        else:
            yield begin, end


def _ends_with(text: str, day: Days) -> int | None:
    """Where a sentence ends whose last word is a day: "on 20 June 2024. The deadline"."""
    end = day.to + text.startswith(".", day.to)
    if text[end - 1 : end] != "." or not _NEW.match(text, end):
        return None
    return end


def _place(words: Sequence[Word], at: int, to: int) -> tuple[int, int]:
    """The words that stand between two offsets, wholly or in part."""
    inside = [n for n, word in enumerate(words) if word.start < to and word.end > at]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
