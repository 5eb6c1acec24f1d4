"""Name: what an event is called. A leaf value."""

from __future__ import annotations

import re
from typing import NamedTuple

from aggregator.occasions.belonging import YEAR
from aggregator.occasions.vague import is_vague
from scrapers.folding import fold

_SIGNS = re.compile(r"[^\w\s-]+")
_SHORT_YEAR = re.compile(r"\s?['’]\d\d\b")


class Name(NamedTuple):
    """What an event is called, and the places of its first word and of the word behind its last.

    ``proper`` names have a capital letter of their own; ``general`` ones (rendezvény, event) only
    refer to an event told before. ``foreign`` ones are no Hungarian words. ``series`` is folded,
    without ordinal and year. ``case`` is the ending of the last word in the text.
    """

    text: str
    series: str | None
    ordinal: int | None
    proper: bool
    general: bool
    foreign: bool
    at: int
    to: int
    case: str = ""

    @property
    def telling(self) -> bool:
        """Whether it tells one event from others."""
        return self.proper or (self.ordinal or 0) > (2 if self.foreign else 0)

    @property
    def vague(self) -> bool:
        """Whether any event may be called so."""
        return not (self.ordinal or 0) > 2 and is_vague(self.series)


def series_of(name: str) -> str | None:
    """A name folded, without signs and years."""
    plain = _SIGNS.sub(" ", fold(_SHORT_YEAR.sub(" ", name)))
    kept = [word for word in plain.split() if not YEAR.fullmatch(word)]
    return " ".join(kept) or None


def cleaned(name: str) -> str:
    """A name without the signs and spaces around it."""
    return " ".join(name.split()).strip(' ,;:-–„“”"»«')
