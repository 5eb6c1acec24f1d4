"""Posting dates: a dateline or a page's own date tells of the page, and of no event."""

from __future__ import annotations

import re

from aggregator.stories.align import Substitution
from aggregator.stories.days import day
from aggregator.stories.facts import facts
from aggregator.stories.reading import Reading
from aggregator.stories.tokens import tokenize

SHORT = 12  # words of a line or a dateline at most
APART = 14  # days between two postings of one text at most
_DASH = re.compile(r"\s[–—-]\s")


def are_postings(a: Reading, b: Reading, at: Substitution) -> bool:
    """Whether both places tell the day on which their own page appeared, and where that stands.

    Only between sources: on one site two posting dates are two postings.
    """
    if a.source == b.source or a.published is None or b.published is None:
        return False
    if abs((day(a.published) - day(b.published)).days) > APART:
        return False
    return _is_posting(a, at.a_from, at.a_to) and _is_posting(b, at.b_from, at.b_to)


def _is_posting(article: Reading, start: int, stop: int) -> bool:
    if article.published is None or not _is_in_head(article, start, stop):
        return False
    own = day(article.published)
    parts = {"year": own.year, "month": own.month, "day": own.day}
    told = facts(article.text, article.tokens, start, stop)
    dates = [(fact.kind, fact.value) for fact in told if fact.kind in parts]
    return any(kind == "day" for kind, _ in dates) and all(
        value == str(parts[kind]) for kind, value in dates
    )


def _is_in_head(article: Reading, start: int, stop: int) -> bool:
    """Whether a place stands in a short line, or before the dash of a dateline."""
    text, tokens = article.text, article.tokens
    begin = text.rfind("\n", 0, tokens.starts[start]) + 1
    line = text[begin:].partition("\n")[0]
    if len(tokenize(line)) > SHORT:
        dash = _DASH.search(line)
        line = line[: dash.start()] if dash else ""
    return tokens.ends[stop - 1] <= begin + len(line) and len(tokenize(line)) <= SHORT
