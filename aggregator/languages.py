"""Whether a text is in one of the languages it should be in. Pure.

No more than that is asked, so function words do: a running text of a language is a tenth or more
made of its few commonest words, and one of another has hardly any of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

LEAST_WORDS = 60
"""Words below which a text says nothing about its language."""
LEAST_SHARE = 0.05
"""The share of words that must be among a language's commonest ones."""

_FILE = Path(__file__).with_suffix(".toml")


def speaks(text: str, languages: Iterable[str]) -> bool | None:
    """Whether ``text`` is in one of ``languages`` (two-letter codes).

    ``None`` where it is too short to say, or a language is not known here.
    """
    wanted = list(languages)
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < LEAST_WORDS or not wanted or any(one not in _common() for one in wanted):
        return None
    return any(_share(words, language) >= LEAST_SHARE for language in wanted)


def _share(words: Sequence[str], language: str) -> float:
    """How much of the text the commonest words are; a language that fits better takes all."""
    shares = {
        one: sum(word in common for word in words) / len(words) for one, common in _common().items()
    }
    return shares[language] if shares[language] >= 0.75 * max(shares.values()) else 0.0


@cache
def _common() -> dict[str, frozenset[str]]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in told.items()}
