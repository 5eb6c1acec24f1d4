"""Which of several copies is the original: the one that the others credit, else the earliest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from aggregator.stories.attribution import names_other
from aggregator.stories.credit import Credit
from aggregator.stories.days import latest_day
from aggregator.stories.hosts import host_of
from aggregator.stories.reading import Reading

TEASER = 0.5  # of the longest copy: with less a copy only begins to tell
_Moment = tuple[date, bool, datetime, str, str, int]
_Voice = tuple[str, str | None]


def original(
    copies: Collection[Reading],
    story: Collection[Reading],
    credits: Mapping[int, Sequence[Credit]],
) -> Reading:
    """The original among ``copies``; all of ``story`` (reprints, quotations) testify by credits.

    First whoever credits no other copy, then who is credited by most, then ``by_moment``; among
    copies of one day a mere teaser of another (less than half of it) comes last.
    """
    if len(copies) == 1:
        return next(iter(copies))
    voices = {_voice(copy): copy for copy in copies}
    named = {one.id: _named(one, voices, credits.get(one.id, ())) for one in story}
    credited = Counter(voice for some in named.values() for voice in some)
    longest: dict[date, int] = {}
    for copy in copies:
        day = latest_day(copy)
        longest[day] = max(longest.get(day, 0), len(copy.wording))

    def rank(copy: Reading) -> tuple[bool, int, date, bool, _Moment]:
        day = latest_day(copy)
        short = is_teaser(len(copy.wording), longest[day])
        return bool(named[copy.id]), -credited[_voice(copy)], day, short, by_moment(copy)

    return min(copies, key=rank)


def is_teaser(words: int, longest: int) -> bool:
    """Whether a copy of so many words only begins to tell what the longest tells."""
    return words < TEASER * longest


def _voice(article: Reading) -> _Voice:
    """Who speaks: what a credit can name."""
    return article.source, host_of(article.url)


def _named(
    article: Reading, voices: Mapping[_Voice, Reading], credits: Sequence[Credit]
) -> set[_Voice]:
    """Those whom an article names as its source."""
    if not credits:
        return set()
    return {
        voice
        for voice, other in voices.items()
        if any(names_other(credit, article, other) for credit in credits)
    }


def by_moment(article: Reading) -> _Moment:
    """An order by publication day where one is known, then by first sight; the id settles ties.

    Days, not minutes: many sources tell no more. A text without a date cannot be younger than the
    day on which it was first seen; among texts of one day a dated one goes first.
    """
    undated = article.published is None
    day, seen = latest_day(article), article.first_seen
    return day, undated, seen, article.source, article.url, article.id
