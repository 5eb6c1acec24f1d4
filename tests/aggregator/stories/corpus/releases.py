"""Releases and what others make of them: one story with its reprints and hosts; digests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from tests.aggregator.stories.corpus import names
from tests.aggregator.stories.corpus.copies import COPIES, Taken
from tests.aggregator.stories.corpus.filing import Filed, Numbers, filed, later
from tests.aggregator.stories.corpus.hosts import HOSTS, digest, host
from tests.aggregator.stories.corpus.labelled import Held, Labelled
from tests.aggregator.stories.corpus.prose import news
from tests.aggregator.stories.corpus.sources import Site, site

COPIES_WITHIN, HOSTS_WITHIN, LATE_BY = 6, 14, 10
"""Days after the original, or after the last reprint that came before it."""
_AGAIN = ("verbatim", "new headline", "shortened", "lightly edited", "credit line")
_QUOTABLE = ("verbatim", "new headline", "credit line", "paragraph behind", "agency credit")


@dataclass(slots=True)
class Story:
    """A release as it spreads: every source carries it once."""

    random: Random
    numbers: Numbers
    release: Taken
    at: datetime
    id: int
    articles: list[Labelled] = field(default_factory=list)
    reprints: list[tuple[int, Taken, datetime]] = field(default_factory=list)
    """Those that others may take it from, with their ids."""

    @classmethod
    def begun(cls, random: Random, numbers: Numbers, at: datetime, *, dated: bool = False) -> Story:
        place, id = site(random, dated=dated), next(numbers)
        draft = news(random, at.date())
        made = cls(random, numbers, Taken(draft, place, "", at.date(), names.town(random)), at, id)
        made.articles.append(filed(id, draft, place, at, "original"))
        made.release = made.release._replace(url=made.articles[0].url)
        return made

    def copy(self, operation: str) -> None:
        """Another source reprints the release."""
        self._reprint(operation, operation, self.id, self.release, self.at)

    def copy_again(self) -> None:
        """Another source reprints a reprint."""
        self._reprint("reprint of a reprint", self.random.choice(_AGAIN), *self._reprinted())

    def quote(self, operation: str) -> None:
        """Another source writes an article that quotes or holds the release."""
        self._host(operation, operation, self.id, self.release, self.at)

    def quote_again(self) -> None:
        """Another source quotes a reprint."""
        self._host("reprint quoted", "most quoted", *self._reprinted())

    def _reprinted(self) -> tuple[int, Taken, datetime]:
        """A reprint that others take the text from."""
        if not self.reprints:
            self.copy(self.random.choice(_QUOTABLE))
        return self.random.choice(self.reprints)

    def _reprint(self, operation: str, how: str, of: int, taken: Taken, at: datetime) -> None:
        place, id = self._place(), next(self.numbers)
        when = self._after(at, taken.site, place, COPIES_WITHIN)
        draft = COPIES[how](self.random, taken)
        told = filed(id, draft, place, when, operation, of=of, story=self.id, role="reprint")
        self.articles.append(told)
        if how in _QUOTABLE:
            again = taken._replace(draft=draft, site=place, url=told.url, day=when.date())
            self.reprints.append((id, again, when))

    def _host(self, operation: str, how: str, of: int, taken: Taken, at: datetime) -> None:
        place, id = self._place(), next(self.numbers)
        when = self._after(at, taken.site, place, HOSTS_WITHIN)
        made = host(self.random, how, taken)
        held = (Held(self.id, made.kinds),)
        if made.joins:
            told = filed(id, made.draft, place, when, operation, of=of, story=self.id,
                         role="quotation", held=held)  # fmt: skip
        else:
            told = filed(id, made.draft, place, when, operation, of=of, held=held)
        self.articles.append(told)

    def _place(self) -> Site:
        return site(self.random, but={article.source for article in self.articles})

    def _after(self, at: datetime, one: Site, other: Site, within: int) -> datetime:
        """On the same day only where both tell the minute: else nobody could know who was first."""
        least = 0 if one.dates == other.dates == "minute" else 1
        days = int(self.random.triangular(least, within + 1, least))
        return later(self.random, at, min(days, within))


def alone(random: Random, numbers: Numbers, at: datetime) -> Filed:
    """News that nobody takes over."""
    yield Story.begun(random, numbers, at).articles


def spread(random: Random, numbers: Numbers, at: datetime) -> Filed:
    """A release with one to six reprints and hosts; one in ten is found after its reprints."""
    late = random.random() < 0.1
    story = Story.begun(random, numbers, at, dated=late)
    for _ in range(min(random.randint(1, 6), random.randint(1, 6))):
        kind = random.random()
        if kind < 0.66:
            story.copy(random.choice(tuple(COPIES)))
        elif kind < 0.9:
            story.quote(random.choice(tuple(HOSTS)))
        elif kind < 0.95:
            story.copy_again()
        else:
            story.quote_again()
    yield [*_found_late(random, story.articles)] if late else story.articles


def digested(random: Random, numbers: Numbers, at: datetime) -> Filed:
    """Three to eight releases, some of them reprinted, and a digest of all of them."""
    stories = [
        Story.begun(random, numbers, later(random, at, random.randint(0, 5)))
        for _ in range(random.randint(3, 8))
    ]
    for story in stories:
        if random.random() < 0.25:
            story.copy(random.choice(tuple(COPIES)))
    draft = digest(random, [story.release for story in stories])
    when = later(random, max(story.at for story in stories), random.randint(1, 3))
    place = site(random, but={story.release.site.id for story in stories})
    held = tuple(Held(story.id, ("contains", "quotes")) for story in stories)
    told = filed(next(numbers), draft, place, when, "digest", held=held)
    yield [*(article for story in stories for article in story.articles), told]


def _found_late(random: Random, articles: list[Labelled]) -> Iterator[Labelled]:
    """The articles of a story whose original is found after the others."""
    original, *others = articles
    if not others:
        yield original
        return
    last = max(article.first_seen for article in others)
    seen = last + timedelta(days=random.randint(1, LATE_BY))
    yield replace(original, operation="late original", first_seen=seen)
    yield from others
