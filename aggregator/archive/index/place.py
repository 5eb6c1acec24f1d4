"""Place: where a document stands among all, in the order of time, as one number.

An index that is read from its end gives the newest first and can stop when a page is full. The
number holds the minute since 1900, the article, and which of its versions it is; of what an article
said once and says no more it is negative, so that searching what is said now never meets it.
"""

from __future__ import annotations

from datetime import UTC, datetime

_BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
_MINUTES, _ARTICLES, VERSIONS_BITS = 28, 26, 9  # until 2410, 67 million, 511
VERSIONS = (1 << VERSIONS_BITS) - 1
"""Former versions of an article that can be searched, the last ones."""
ARTICLES = (1 << _ARTICLES) - 1
"""The bits of a place, shifted by those of the version, that are its article."""


def place(moment: datetime, article: int, former: int | None = None) -> int:
    """The place of an article of this moment; of its ``former`` version of this number, from 0."""
    held = _minute(moment) | article << VERSIONS_BITS
    return held if former is None else -(held | former + 1)


def article_at(place: int) -> int:
    """The article whose place it is."""
    return abs(place) >> VERSIONS_BITS & ARTICLES


def first_place(moment: datetime) -> int:
    """A place before that of any article of this moment, and after that of any earlier one."""
    return _minute(moment)


def _minute(moment: datetime) -> int:
    minutes = int((moment - _BEGINNING).total_seconds() // 60)
    return min(max(minutes, 0), (1 << _MINUTES) - 1) << _ARTICLES + VERSIONS_BITS
