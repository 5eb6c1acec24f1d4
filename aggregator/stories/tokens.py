"""Tokens: the words, numbers, date parts and codes of a text, in the form they compare as.

Nothing here is ever shown to a reader: a token's form serves only to decide whether two texts say
the same words; its offsets lead back to the letters as they stand in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, overload

from ftfy import fix_encoding

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
# What the first byte of a letter in UTF-8 becomes in the encodings it is taken for, and a second.
_GARBLED = re.compile(r"[ÂÃÄÅĂĹâ][^\sA-Za-z]")
_TAKEN_FOR = ("sloppy-windows-1252", "sloppy-windows-1250", "latin-1", "iso-8859-2")  # ftfy's
_USUAL = "áéíóöőúüűä"  # what the right one of several readings has
_WORD = 100  # letters of a garbled word on either side of a garbled letter
# How German and others write accents where they have none.
_DIGRAPHS = re.compile("(?<=[aou])e")
_BROKEN = re.compile(r"[-\u2010\u00ad]\r?\n[ \t]*")
_DASHES = re.compile(rf"\.?[{_HYPHEN}]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")
_SIGNS = ".,:/-"

LONGEST = 100_000
"""Tokens of a text that are read: a book; what follows is not looked at."""

_KEPT = 1 << 16  # forms of words
_LONGEST_KEPT = 40  # letters of a word whose form is kept


class Token(NamedTuple):
    """One word, number, date part or code: what it compares as, and where it stands.

    ``start`` and ``end`` are character offsets into the text that was tokenized.
    """

    form: str
    start: int
    end: int


class Tokens(Sequence[Token]):
    """The tokens of a text in order, kept in columns: most of them are asked for one thing only."""

    __slots__ = ("ends", "forms", "starts")

    def __init__(self, forms: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
        self.forms, self.starts, self.ends = forms, starts, ends

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Tokens: ...
    def __getitem__(self, at: int | slice) -> Token | Tokens:
        """One token, or some of them."""
        if isinstance(at, slice):
            return Tokens(self.forms[at], self.starts[at], self.ends[at])
        return Token(self.forms[at], self.starts[at], self.ends[at])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.forms, self.starts, self.ends)


def tokenize(text: str) -> Tokens:
    """The tokens of ``text`` in order, in one pass; at most ``LONGEST``.

    A number ("1 200"), a date part ("4-én", "3-4-én") or a code ("2.1.1-21") is one token; other
    hyphenated words are as many tokens as they have parts. The form is NFKC, without soft hyphens,
    case-folded and without accents, however these are written ("ü", "ue"); a word broken by hyphen
    and line end is joined. Mojibake is read as it was meant; its tokens stand where the whole
    garbled word stands.
    """
    parts: list[Tokens] = []
    at, left = 0, LONGEST
    for garbled in _GARBLED.finditer(text):
        if left <= 0:
            break
        start, end = _word(text, garbled.start(), at)
        meant = _meant(text[start:end])
        if start >= at and meant != text[start:end]:
            said = [form(match[0]) for match in _TOKEN.finditer(meant)]
            found = (
                _plain(text, at, start, left),
                Tokens(said, [start] * len(said), [end] * len(said)),
            )
            parts += found
            left -= sum(map(len, found))
            at = end
    parts.append(_plain(text, at, len(text), max(left, 0)))
    return _joined(parts)[:LONGEST]


def forms(text: str) -> tuple[str, ...]:
    """Only the forms of the tokens of ``text``, where no offsets are asked for."""
    return tuple(tokenize(text).forms)


def _word(text: str, at: int, floor: int) -> tuple[int, int]:
    """From space to space around a place, not beginning before ``floor``."""
    before = text[max(floor, at - _WORD) : at]
    behind = text[at : at + _WORD]
    last = before.split(" ")[-1].split("\n")[-1]
    return at - len(last), at + len(behind.split(None, 1)[0])


@lru_cache(maxsize=1 << 12)
def _meant(word: str) -> str:
    """What a garbled word was; the word, if it is none. Chance makes no letters of UTF-8."""
    readings = []
    for encoding in _TAKEN_FOR:
        with suppress(UnicodeError):
            readings.append(word.encode(encoding).decode())
    return max(
        [*readings, fix_encoding(word)], key=lambda one: sum(letter in _USUAL for letter in one)
    )


def _joined(parts: Sequence[Tokens]) -> Tokens:
    if len(parts) == 1:
        return parts[0]
    return Tokens(
        [form for one in parts for form in one.forms],
        [start for one in parts for start in one.starts],
        [end for one in parts for end in one.ends],
    )


def _plain(text: str, start: int, end: int, most: int) -> Tokens:
    found = list(islice(_TOKEN.finditer(text, start, end), most))
    said = [_FORMS[match[0]] for match in found]
    return Tokens(said, list(map(re.Match.start, found)), list(map(re.Match.end, found)))


def form(letters: str) -> str:
    """The comparing normal form of one token's letters; never empty."""
    return _FORMS[letters]


class _Forms(dict[str, str]):
    """The forms of letters. Words repeat, so they are kept; longer strings would fill memory."""

    def __missing__(self, letters: str) -> str:
        normal = _normal(letters)
        if len(letters) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[letters] = normal
        return normal


_FORMS = _Forms()


def _normal(letters: str) -> str:
    if letters.isascii() and letters.isalnum():
        return _DIGRAPHS.sub("", letters.lower())
    if letters[0].isdecimal():
        letters = _number(letters)
    folded = unicodedata.normalize("NFKC", _BROKEN.sub("", letters)).casefold()
    plain = unicodedata.normalize("NFKD", folded)
    # A few letters decompose into marks only; they then stand for themselves.
    kept = "".join(c for c in plain if c.isalnum() or c in _SIGNS)
    return _DIGRAPHS.sub("", kept) or letters.casefold()


def _number(letters: str) -> str:
    """One spelling for "1 200" and "1.200", for "3-4.-én" and "3–4-én"."""
    if _THOUSANDS.fullmatch(letters):
        return "".join(c for c in letters if c.isdigit())
    return _DASHES.sub("-", letters)
