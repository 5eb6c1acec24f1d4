"""Which of several copies is the original: the one that the others credit, else the earliest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from aggregator.stories.credit import Credit
from aggregator.stories.days import latest_day
from aggregator.stories.reading import Reading
from aggregator.stories.sides import names_other

_Moment = tuple[date, bool, datetime, str, str, int]


def original(
    copies: Collection[Reading],
    story: Collection[Reading],
    credits: Mapping[int, Sequence[Credit]],
) -> Reading:
    """The original among ``copies``; all of ``story`` (reprints, quotations) testify by credits.

    First whoever credits no other copy, then who is credited by most, then ``by_moment``; among
    copies of one day a mere teaser of another (less than half of it) comes last.
    """
    speaking = [article for article in story if credits.get(article.id)]

    def names(one: Reading, other: Reading) -> bool:
        return any(names_other(credit, one, other) for credit in credits.get(one.id, ()))

    def is_teaser(article: Reading) -> bool:
        same_day = (one for one in copies if latest_day(one) == latest_day(article))
        return any(len(article.wording) * 2 < len(one.wording) for one in same_day)

    def rank(article: Reading) -> tuple[bool, int, date, bool, _Moment]:
        borrowed = any(names(article, other) for other in copies)
        credited = sum(names(other, article) for other in speaking)
        day = latest_day(article)
        return borrowed, -credited, day, is_teaser(article), by_moment(article)

    return min(copies, key=rank)


def by_moment(article: Reading) -> _Moment:
    """An order by publication day where one is known, then by first sight; the id settles ties.

    Days, not minutes: many sources tell no more. A text without a date cannot be younger than the
    day on which it was first seen; among texts of one day a dated one goes first.
    """
    undated = article.published is None
    day, seen = latest_day(article), article.first_seen
    return day, undated, seen, article.source, article.url, article.id
