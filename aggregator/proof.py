"""Is a new door the old source? What the archive has is the proof. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aggregator.stories.passages import common
from aggregator.stories.tokens import forms
from scrapers.article import Article
from scrapers.discovery.explore import Found
from scrapers.doors.teaser import Teaser
from scrapers.folding import letters_of

ENOUGH = 2
"""Articles that a door must find again; all of them where the archive has fewer."""
ALIKE = 0.8
"""The share of its words that a text must have kept to be the same."""


@dataclass(frozen=True, slots=True)
class Past:
    """An article that the archive has of a source; ``day`` is that of its publication."""

    key: str
    url: str
    title: str
    text: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Again:
    """An article found again, at ``key`` what was at ``past``; ``by`` says how it is known."""

    past: str
    key: str
    url: str
    by: str


def found_again(found: Found, past: Sequence[Past]) -> tuple[Again, ...]:
    """The archive's articles that a door shows: same address, same title and day, or same text."""
    known = {one.key: one for one in past}
    titles: defaultdict[str, list[Past]] = defaultdict(list)
    for one in past:
        titles[letters_of(one.title)].append(one)
    again: dict[str, Again] = {}
    for match in _matches(found, known, titles):
        again.setdefault(match.past, match)
    return tuple(again.values())


def is_same_text(old: str, new: str) -> bool:
    """Whether one text is the other, give or take a few words."""
    shared = common(forms(old), forms(new))
    return old == new or min(shared.a_share, shared.b_share) >= ALIKE


def is_enough(again: Sequence[Again], past: Sequence[Past]) -> bool:
    """Whether that many found again prove that the door is the same source's."""
    return bool(again) and len(again) >= min(ENOUGH, len(past))


def _matches(
    found: Found, known: Mapping[str, Past], titles: Mapping[str, Sequence[Past]]
) -> Iterator[Again]:
    shown = found.candidate.shown
    for key, teaser in shown.teasers.items():
        if key in known:
            yield Again(key, key, teaser.url, "same address")
    for sample in found.samples:
        if sample.key not in known and isinstance(sample.read, Article):
            url = shown.teasers[sample.key].url if sample.key in shown.teasers else sample.read.url
            if match := _same(sample.read, titles):
                yield Again(match[0].key, sample.key, url, match[1])
    for key, teaser in shown.teasers.items():
        for one in titles.get(letters_of(teaser.title), ()):
            if key not in known and _is_telling(teaser, one):
                yield Again(one.key, key, teaser.url, "same title and day")


def _same(article: Article, titles: Mapping[str, Sequence[Past]]) -> tuple[Past, str] | None:
    """The article of the archive that this one is, and by what."""
    named = titles.get(letters_of(article.title), ())
    for one in named:
        if one.day and article.published and one.day == article.published.day:
            return one, "same title and day"
    everything = (one for group in titles.values() for one in group)
    for one in (*named, *everything):
        if one.text == article.text or (one in named and is_same_text(one.text, article.text)):
            return one, "same text"
    return None


def _is_telling(teaser: Teaser, one: Past) -> bool:
    told = teaser.published and teaser.published.day
    return told is not None and one.day == told
