"""Prose: clauses into sentences, paragraphs, headlines and whole news."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import NamedTuple

from tests.aggregator.stories.corpus import days, names, phrases
from tests.aggregator.stories.corpus.clauses import OBLIQUE, amount, clause, noun_phrase, past
from tests.aggregator.stories.corpus.draft import Draft, Paragraph, size
from tests.aggregator.stories.corpus.inflection import capital, inflected, named

SHORTEST, LONGEST = 60, 600
"""Words of a text."""
FUNDED = 0.08
"""The share of news that end in the funding sentence."""


class Cast(NamedTuple):
    """Whom and where a piece of news is about."""

    network: str
    organisation: str
    person: str
    office: str
    town: str
    day: date

    @classmethod
    def of(cls, random: Random, day: date) -> Cast:
        """Those in the news of a day."""
        network, organisation = names.network(random), names.organisation(random)
        office, town = random.choice(names.OFFICES), names.town(random)
        return cls(network, organisation, names.person(random), office, town, day)


def news(random: Random, day: date, length: int | None = None) -> Draft:
    """News of a day, of 60 to 600 words unless told how long."""
    cast = Cast.of(random, day)
    wanted = length or min(LONGEST, max(SHORTEST, int(random.lognormvariate(5.2, 0.5))))
    paragraphs = [lead(random, cast)]
    while size(paragraphs) < wanted or len(paragraphs) < 2:
        paragraphs.append(paragraph(random, cast))
    if random.random() < FUNDED:
        paragraphs.append((phrases.FUNDING,))
    return Draft(headline(random, cast), tuple(paragraphs))


def headline(random: Random, cast: Cast | None = None) -> str:
    """A headline of four to nine words."""
    topic = capital(noun_phrase(random, "", article=False))
    rest = noun_phrase(random, random.choice(OBLIQUE))
    who = random.choice((cast.network, inflected(cast.town, "on"), "")) if cast else ""
    return " ".join(filter(None, (topic, past(random), rest, who)))


def lead(random: Random, cast: Cast) -> Paragraph:
    """Who did what, where and when, and a sentence or two more."""
    when, where = days.somehow(random, cast.day), inflected(cast.town, "on")
    network, partner = named(cast.network), named(cast.organisation)
    first = random.choice(
        (
            f"{when} {where} {noun_phrase(random, 'acc')} {past(random)} {network} "
            f"{noun_phrase(random, 'with')}.",
            f"{network} {when} {noun_phrase(random, 'about')} {past(random)} {where}, "
            f"{clause(random)}.",
            f"{noun_phrase(random, '')} {past(random)} {where} {when} {network} és {partner} "
            f"{noun_phrase(random, 'with', article=False)}.",
        )
    )
    return capital(first), *sentences(random, random.randint(1, 2), cast)


def paragraph(random: Random, cast: Cast | None = None) -> Paragraph:
    """Two to five sentences."""
    return sentences(random, random.randint(2, 5), cast)


def sentences(random: Random, count: int, cast: Cast | None = None) -> Paragraph:
    """So many sentences."""
    return tuple(sentence(random, cast) for _ in range(count))


def sentence(random: Random, cast: Cast | None = None) -> str:
    """A sentence of 8 to 25 words, opened by a set phrase, with a figure, told by somebody."""
    kind, said = random.random(), clause(random)
    if random.random() < 0.6:
        said += f", {random.choice(phrases.LINKS)} {clause(random)}"
    if kind < 0.2:
        said = f"{random.choice(phrases.OPENINGS)} {said}"
    elif kind < 0.25:
        said = f"{random.choice(phrases.OFFICES)} {said}"
    elif kind < 0.35:
        said += f" {amount(random)} {noun_phrase(random, 'for', article=False)}"
    elif kind < 0.45 and cast:
        said = f"{named(cast.organisation)} {said}"
    elif kind < 0.55 and cast:
        who = f"{cast.person}, {named(cast.network)} {cast.office}"
        said += f" – {random.choice(phrases.SAID)} {random.choice((who, cast.person))}"
    return f"{capital(said)}."
