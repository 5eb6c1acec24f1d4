"""Whether an edit is worth a subscriber's attention."""

from __future__ import annotations

from collections import Counter

from aggregator.stories.guard import look
from aggregator.stories.passages import common
from aggregator.stories.reading import Reading
from aggregator.stories.tokens import forms

LARGE = 0.2
"""The share of the words that must have changed where no fact and no headline did."""


def material(old: Reading, new: Reading) -> bool:
    """Whether the change from the old version of an article to the new one is material.

    Material are other words in the headline, other figures (dates, deadlines, sums, codes), another
    month or name at the same place, and ``LARGE`` or more of the words; a typing error, layout and
    accents are not.
    """
    if forms(old.title) != forms(new.title):
        return True
    if _figures(old) != _figures(new):
        return True
    overlap = common(old.wording, new.wording)
    kept = min(overlap.a_share, overlap.b_share)
    return kept <= 1 - LARGE or bool(look(old, new, overlap).changes)


def _figures(reading: Reading) -> Counter[str]:
    words = (token.form for token in reading.tokens)
    return Counter(word for word in words if any(letter.isdigit() for letter in word))
