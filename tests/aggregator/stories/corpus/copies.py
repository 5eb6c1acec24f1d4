"""Reprints: what becomes of an article when others take it over. All of them are its story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import NamedTuple

from tests.aggregator.stories.corpus import days, edits
from tests.aggregator.stories.corpus.draft import Draft, Paragraph, size
from tests.aggregator.stories.corpus.prose import headline, sentence, sentences
from tests.aggregator.stories.corpus.sources import Site


class Taken(NamedTuple):
    """An article that was published, as others find it."""

    draft: Draft
    site: Site
    url: str
    day: date
    town: str


def verbatim(random: Random, one: Taken) -> Draft:
    return one.draft


def new_headline(random: Random, one: Taken) -> Draft:
    return one.draft._replace(title=headline(random))


def shortened(random: Random, one: Taken) -> Draft:
    """The first paragraphs, at least a third of the text."""
    paragraphs = one.draft.paragraphs
    least = next(n for n in range(1, 99) if size(paragraphs[:n]) * 3 >= one.draft.size)
    kept = random.randint(least, max(least, len(paragraphs) - 1))
    return one.draft._replace(paragraphs=paragraphs[:kept])


def thinned(random: Random, one: Taken) -> Draft:
    """Without a paragraph or two in the middle."""
    first, *middle, last = one.draft.paragraphs
    for _ in range(min(random.randint(1, 2), len(middle))):
        middle.pop(random.randrange(len(middle)))
    return one.draft._replace(paragraphs=(first, *middle, last))


def lightly_edited(random: Random, one: Taken) -> Draft:
    """A word here and there in other words, a sentence left out."""
    return _edited(random, one.draft, sentences=0.25, words=0.12, turned=0.04, dropped=0.04)


def heavily_edited(random: Random, one: Taken) -> Draft:
    """Most sentences reworded, some turned round or left out, one of its own; a new headline."""
    draft = _edited(random, one.draft, sentences=0.5, words=0.18, turned=0.15, dropped=0.1)
    place = random.randrange(len(draft.paragraphs))
    paragraphs = [*draft.paragraphs]
    paragraphs[place] = (*paragraphs[place], sentence(random))
    return Draft(headline(random), tuple(paragraphs))


def paragraph_before(random: Random, one: Taken) -> Draft:
    return _added(random, one.draft, 0)


def paragraph_behind(random: Random, one: Taken) -> Draft:
    return _added(random, one.draft, len(one.draft.paragraphs))


def paragraph_within(random: Random, one: Taken) -> Draft:
    return _added(random, one.draft, max(1, len(one.draft.paragraphs) // 2))


def teaser(random: Random, one: Taken) -> Draft:
    """The title and one or two sentences, at least 20 words."""
    said: list[str] = []
    for each in (each for paragraph in one.draft.paragraphs for each in paragraph):
        said.append(each)
        if size([tuple(said)]) >= random.choice((20, 30)):
            break
    more = random.choice((" …", "…", "... Tovább »", " […]"))
    return one.draft._replace(paragraphs=((" ".join(said).rstrip(".") + more,),))


def mojibake(random: Random, one: Taken) -> Draft:
    return edits.mojibake(random, one.draft)


def without_accents(random: Random, one: Taken) -> Draft:
    return edits.without_accents(one.draft)


def hyphen_broken(random: Random, one: Taken) -> Draft:
    return edits.broken(random, one.draft)


def soft_hyphens(random: Random, one: Taken) -> Draft:
    return edits.soft_hyphened(random, one.draft)


def credit_line(random: Random, one: Taken) -> Draft:
    """The text, often shortened or under a new headline, and where it is from."""
    host, name = one.site.host, one.site.name
    line = random.choice(
        (f"Forrás: {name}", f"Forrás: www.{host}", f"(Forrás: {host})", f"www.{host}", host,
         f"Az eredeti cikk itt olvasható: {one.url}")
    )  # fmt: skip
    change = random.choice((verbatim, verbatim, new_headline, shortened, lightly_edited))
    return _with_line(change(random, one), line)


def agency_credit(random: Random, one: Taken) -> Draft:
    """A dateline with an agency before the text, or its name behind it."""
    draft, town = one.draft, one.town
    if random.random() < 0.5:
        return _with_line(draft, random.choice(("(MTI)", "MTI", "Forrás: MTI")))
    (first, *others), *rest = draft.paragraphs
    line = f"{town}, {days.dateline(one.day)} (MTI) – {first}"
    return draft._replace(paragraphs=((line, *others), *rest))


Copying = Callable[[Random, Taken], Draft]

COPIES: dict[str, Copying] = {
    made.__name__.replace("_", " "): made
    for made in (
        verbatim, new_headline, shortened, thinned, lightly_edited, heavily_edited,
        paragraph_before, paragraph_behind, paragraph_within, teaser, mojibake, without_accents,
        hyphen_broken, soft_hyphens, credit_line, agency_credit,
    )
}  # fmt: skip
"""By the name of the operation."""


def _edited(
    random: Random, draft: Draft, *, sentences: float, words: float, turned: float, dropped: float
) -> Draft:
    """A draft of which such a share of sentences is changed, turned round, or left out."""

    def changed(said: str) -> str:
        said = edits.turned(said) if random.random() < turned else said
        return edits.reworded(random, said, words) if random.random() < sentences else said

    thinned = (edits.thinned(random, one, dropped) for one in draft.paragraphs)
    return draft._replace(paragraphs=tuple(tuple(map(changed, one)) for one in thinned))


def _added(random: Random, draft: Draft, place: int) -> Draft:
    """A paragraph more, of a third of the text at most."""
    own: Paragraph = sentences(random, 1)
    while size([own]) < min(60, draft.size / 5):
        own = (*own, *sentences(random, 1))
    paragraphs = (*draft.paragraphs[:place], own, *draft.paragraphs[place:])
    return draft._replace(paragraphs=paragraphs)


def _with_line(draft: Draft, line: str) -> Draft:
    return draft._replace(paragraphs=(*draft.paragraphs, (line,)))
