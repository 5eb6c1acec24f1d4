"""The beginning of an article, for whoever has to choose what to read."""

from __future__ import annotations

from aggregator.stories.sentences import beginning

SUMMARY = 400
"""Characters of a text that its summary shows at most."""


def summary(text: str) -> str:
    """The beginning of an archived text on one line: whole sentences as far as ``SUMMARY`` goes."""
    return beginning(" ".join(text[: SUMMARY * 4].split()), SUMMARY)
