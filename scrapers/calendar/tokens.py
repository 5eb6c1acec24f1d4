"""A text as numbers, words and signs, each with what it may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scrapers.calendar.words import NOTHING, Meaning, Order, Vocabulary

DASHES = frozenset("-‐‑‒–—−")
_MARKS = "年月日時时分년월일시분"  # Chinese, Japanese, Korean: they stand between numbers, unspaced
_TOKEN = re.compile(
    # some sites print a byline twice with nothing between: "15:212012. március"
    rf"(?<=:)\d\d(?=(?:19|20)\d\d(?!\d))|\d+|[{_MARKS}]|[^\W\d_{_MARKS}]+|\S"
)
_LONGEST_NUMBER = 4


class Token(NamedTuple):
    """A number, a word or a sign: where it stands and what it may mean.

    ``number`` is -1 where it is none or too long a one. ``spaced`` tells whether white space stands
    before it.
    """

    at: int
    to: int
    text: str
    number: int
    means: Meaning
    spaced: bool

    @property
    def is_dash(self) -> bool:
        """Whether it may join two days."""
        return self.text in DASHES

    @property
    def is_year(self) -> bool:
        """Whether it is a year in full, of the last century or this one."""
        return 1900 <= self.number < 2100

    @property
    def digits(self) -> int:
        """How many digits it has."""
        return self.to - self.at if self.text[:1].isdecimal() else 0


NONE = Token(0, 0, "", -1, NOTHING, True)
"""What stands before the first token and behind the last."""


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a text, and what is known of it: the day it was said on, how days are written.

    ``short`` is a text of one line about a date, as a byline is: it may spell dates in ways that
    mean other things in prose.
    """

    tokens: Sequence[Token]
    order: Order
    said: date | None = None
    short: bool = False

    def __getitem__(self, place: int) -> Token:
        """The token at ``place``; ``NONE`` outside the text."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else NONE

    def word(self, place: int, kind: str) -> bool:
        """Whether the token at ``place`` may be a word of that kind."""
        return kind in self[place].means

    def glued(self, place: int) -> bool:
        """Whether the token at ``place`` only ends something longer: a code, a fraction."""
        token, before, sooner = self[place], self[place - 1], self[place - 2]
        if token.spaced or before.to == 0:
            return False
        if before.text[-1].isalnum():
            return before.text not in _MARKS and not (before.digits == 2 and sooner.text == ":")
        if before.text in "_+=&#§":
            return True
        if before.spaced or before.text not in ".,:/-":
            return False
        return sooner.digits > 0 or (before.text in "-/" and sooner.text[-1:].isalpha())


def read(
    text: str, vocabulary: Vocabulary, said: date | None = None, *, short: bool = False
) -> Text:
    """``text`` in tokens."""
    return Text(_tokens(text, vocabulary.meanings), vocabulary.order, said, short)


def _tokens(text: str, meanings: Mapping[str, Meaning]) -> list[Token]:
    tokens = []
    behind = -1
    for match in _TOKEN.finditer(text):
        at, to = match.span()
        word = match[0]
        if word.isdecimal():
            number = int(word) if to - at <= _LONGEST_NUMBER else -1
            tokens.append(Token(at, to, word, number, NOTHING, at != behind))
        else:
            tokens.append(
                Token(at, to, word, -1, meanings.get(word.lower(), NOTHING), at != behind)
            )
        behind = to
    return tokens
