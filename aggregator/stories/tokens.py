"""Tokens: the words, numbers, date parts and codes of a text, in the form they compare as.

Nothing here is ever shown to a reader: a token's form serves only to decide whether two texts say
the same words; its offsets lead back to the letters as they stand in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

# Soft hyphens, zero-width characters and combining accents stand inside words and split none.
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_ALNUM = rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*"
_HYPHEN = "-\u2010\u2011\u2013"

_TOKEN = re.compile(
    # 1 200 000: thousands set off by (hard, narrow) spaces are one number
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
    # 4-én, 3-4.-én, 17.00, 1483/2023, 2.1.1-21, 1.2.1.-2008-0007: a number with what hangs on it
    rf"|\d(?:{_ALNUM})?(?:[.,:/](?=\d){_ALNUM}|\.?[{_HYPHEN}]{_ALNUM})*"
    # a word, also one that a line end broke at a hyphen
    rf"|{_ALNUM}(?:(?:[-\u2010]|(?<=\u00ad))\r?\n[ \t]*(?=[^\W\d_]){_ALNUM})*"
)
_BROKEN = re.compile(r"[-\u2010\u00ad]\r?\n[ \t]*")
_DASHES = re.compile(rf"\.?[{_HYPHEN}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")
_SIGNS = ".,:/-"

LONGEST = 100_000
"""Tokens of a text that are read: a book; what follows is not looked at."""

# Words repeat, so their forms are kept; longer strings are rare and would only fill the memory.
_LONGEST_CACHED = 40


class Token(NamedTuple):
    """One word, number, date part or code: what it compares as, and where it stands.

    ``start`` and ``end`` are character offsets into the text that was tokenized. (A named tuple:
    an article has hundreds of them, and they are built at every look.)
    """

    form: str
    start: int
    end: int


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` in order, in one pass; at most ``LONGEST``.

    A number ("1 200"), a date part ("4-én", "3-4-én") or a code ("2.1.1-21") is one token; other
    hyphenated words are as many tokens as they have parts. The form is NFKC, without soft hyphens,
    case-folded and without accents; a word broken by hyphen and line end is joined.
    """
    found = islice(_TOKEN.finditer(text), LONGEST)
    return tuple(Token(form(match[0]), *match.span()) for match in found)


def forms(text: str) -> tuple[str, ...]:
    """Only the forms of the tokens of ``text``, where no offsets are asked for."""
    return tuple(form(match[0]) for match in islice(_TOKEN.finditer(text), LONGEST))


def form(letters: str) -> str:
    """The comparing normal form of one token's letters; never empty."""
    return _kept(letters) if len(letters) <= _LONGEST_CACHED else _normal(letters)


def _normal(letters: str) -> str:
    if letters.isascii() and letters.isalnum():
        return letters.lower()
    if letters[0].isdecimal():
        letters = _number(letters)
    folded = unicodedata.normalize("NFKC", _BROKEN.sub("", letters)).casefold()
    plain = unicodedata.normalize("NFKD", folded)
    # A few letters decompose into marks only; they then stand for themselves.
    return "".join(c for c in plain if c.isalnum() or c in _SIGNS) or letters.casefold()


_kept = lru_cache(maxsize=1 << 16)(_normal)


def _number(letters: str) -> str:
    """One spelling for "1 200" and "1.200", for "3-4.-én" and "3–4-én"."""
    if _THOUSANDS.fullmatch(letters):
        return "".join(c for c in letters if c.isdigit())
    return _DASHES.sub("-", letters)
