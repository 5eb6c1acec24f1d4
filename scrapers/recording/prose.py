"""Publishers' prose into placeholder words: of the same length, the same signs between them."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Literal

from babel.dates import get_day_names, get_month_names

PROSE = 12
"""A paragraph of more words is prose; up to as many it is a label, a credit, a caption."""
_SYLLABLES = "bokuvelizatuminorepavedulosigafune"
_LANGUAGES = ("hu", "en", "de", "sk", "cs", "ro", "sr_Latn", "sr_Cyrl")
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
_GAP = re.compile(r"((?:&(?:nbsp|#160|#xa0)\b;?|\s)+)", re.IGNORECASE)
# a letter may be written as a character reference, with or without its semicolon
_SIGN = re.compile(r"&#?\w+;?|.", re.DOTALL)


def words(text: str) -> int:
    """How many words there are in ``text``, in which character references may stand."""
    return sum(any(map(str.isalnum, token)) for token in unescape(text).split())


def placeholder(text: str) -> str:
    """``text`` with each word in invented letters: as many, and capitals where they were.

    What tells a date stays (names of months and days, whatever has a digit), and so do addresses
    of pages. ``text`` may hold character references: one that means a letter becomes one. Which
    letters a word gets depends on its place and length alone, so doing it twice changes nothing.
    """
    return "".join(
        token if at % 2 or _stays(unescape(token)) else _invented(token, at)
        for at, token in enumerate(_GAP.split(text))  # every second one is a gap
    )


def _stays(token: str) -> bool:
    digit = any(map(str.isdigit, token))
    bare = token.strip(".,;:!?()[]„”\"'–-").casefold()
    return digit or "://" in token or bare in _of_dates()


def _invented(token: str, at: int) -> str:
    signs = []
    for sign in _SIGN.findall(token):
        letter = unescape(sign)
        if letter.isalpha():
            invented = _SYLLABLES[at % len(_SYLLABLES)]
            signs.append(invented.upper() if letter[0].isupper() else invented)
            at += 1
        else:
            signs.append(sign)
    return "".join(signs)


@cache
def _of_dates() -> frozenset[str]:
    """The names of months and days in the languages that sources are written in."""
    names = (
        name
        for language in _LANGUAGES
        for context in _CONTEXTS
        for table in (
            get_month_names("wide", context, language),
            get_month_names("abbreviated", context, language),
            get_day_names("wide", context, language),
        )
        for name in table.values()
    )
    return frozenset(name.casefold().strip(".") for name in names)
