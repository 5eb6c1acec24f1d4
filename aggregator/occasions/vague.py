"""Names that do not tell which event is meant: "találkozó", "éves közgyűlés", "workshop". Pure."""

from __future__ import annotations

from functools import cache

from aggregator.occasions.words import LANGUAGES, vocabulary
from scrapers.folding import fold


def is_vague(series: str | None) -> bool:
    """Whether a folded name is made of words alone that any event may be called by."""
    return all(_says_nothing(word) for word in (series or "").split())


def _says_nothing(word: str) -> bool:
    if word in _words():
        return True
    cuts = (word.removeprefix(prefix) for prefix in _prefixes() if word.startswith(prefix))
    return any(rest in _words() for rest in cuts)


@cache
def _words() -> frozenset[str]:
    known = vocabulary(LANGUAGES)
    plain = (*known.heads, *known.qualities, *known.vague)
    return frozenset((*map(fold, plain), *known.joined, *known.alone)) - known.telling


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(map(fold, vocabulary(LANGUAGES).prefixes))
