"""Prose into events: every sentence with a day is asked what it tells of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aggregator.occasions.days import days_told, said_at, years_in
from aggregator.occasions.deadlines import named
from aggregator.occasions.event import Event, Quoted
from aggregator.occasions.merge import merged
from aggregator.occasions.sentences import Heading, Sentence, read
from aggregator.occasions.telling import Telling
from aggregator.occasions.told import told
from aggregator.occasions.words import vocabulary

LONGEST = 100_000
"""Characters of a text that are read."""
LONGEST_TITLE = 1_000
MOST = 400
"""Days of a text that are looked at: a timetable is no news."""


def events_in_prose(
    title: str,
    text: str,
    said: date | None,
    quoted: Sequence[Quoted],
    languages: Sequence[str],
) -> list[Event]:
    """The events and deadlines that title and text tell, each once, in order of place."""
    words = vocabulary(tuple(languages))
    title, text = title[:LONGEST_TITLE], text[:LONGEST]
    days = days_told(text, said, quoted, languages, years_in(title))[:MOST]
    headline = Heading(title, 0, days_told(title, said, (), languages), words)
    if not (days or headline.days):
        return []
    told = merged(_told([headline, *read(text, days, words)], said, quoted))
    return named(told, headline.names)


def _told(
    sentences: Sequence[Sentence], said: date | None, quoted: Sequence[Quoted]
) -> Iterator[Event]:
    for at, sentence in enumerate(sentences):
        own = said_at(sentence.start, said, quoted) if at else said
        for which in range(len(sentence.days)):
            if event := told(Telling(sentences, at, which, own)):
                yield event
