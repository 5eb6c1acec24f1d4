"""A text as numbers, words and signs, each with what it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from scrapers.calendar.words import NOTHING, Meaning, Order, Vocabulary

DASHES = frozenset("-‐‑‒–—−~～〜")
_MARKS = "年月日時时分년월일시분"  # Chinese, Japanese, Korean: they stand between numbers, unspaced
_NUMBERS = (
    # some sites print a byline twice with nothing between: "15:212012. március"
    r"(?<=:)\d\d(?=(?:19|20)\d\d(?!\d))|\d+"
)
# no date goes on in the next paragraph
_TOKEN = re.compile(rf"{_NUMBERS}|[{_MARKS}]|[^\W\d_{_MARKS}]+|\S|\n")
# in a byline more is glued: "Apr 28, 20232:23 PM", "by the EditorsApril 28"
_CAPITALS = "A-ZÀ-ÖØ-Þ"
_SHORT_TOKEN = re.compile(
    rf"(?<=, )(?:19|20)\d\d(?=\d)|(?:19|20)\d\d(?=\d:\d\d)|{_NUMBERS}|[{_MARKS}]"
    rf"|[{_CAPITALS}]+(?![^\W\d_{_MARKS}{_CAPITALS}])"
    rf"|[{_CAPITALS}]?[^\W\d_{_MARKS}{_CAPITALS}]+|\S"
)
_LONGEST_NUMBER = 4
_PLAIN = 4
"""A word of so many letters is no code."""


class Token(NamedTuple):
    """A number, a word or a sign: where it stands and what it may mean.

    ``number`` is -1 where it is none or too long a one; ``digits`` are how many it has. ``spaced``
    tells whether white space stands before it.
    """

    at: int
    to: int
    text: str
    number: int
    digits: int
    means: Meaning
    spaced: bool

    @property
    def is_dash(self) -> bool:
        """Whether it may join two days."""
        return self.text in DASHES

    @property
    def may_be_year(self) -> bool:
        """Whether it is a year if it stands beside a month."""
        return self.digits == 4 and 1000 <= self.number < 2100

    @property
    def is_year(self) -> bool:
        """Whether it is a year in full, of the last century or this one."""
        return 1900 <= self.number < 2100


NONE = Token(0, 0, "", -1, 0, NOTHING, True)
"""What stands before the first token and behind the last."""


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a text, and what is known of it: the day it was said on, how days are written.

    Tokens are made when they are looked at: most are far from any date. ``short`` is a text of one
    line about a date, as a byline is: it may spell dates in ways that mean other things in prose.
    """

    pieces: Sequence[re.Match[str]]
    meanings: Mapping[str, Meaning]
    order: Order
    said: date | None = None
    short: bool = False
    _made: dict[int, Token] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pieces)

    def __iter__(self) -> Iterator[Token]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, place: int) -> Token:
        """The token at ``place``; ``NONE`` outside the text."""
        token = self._made.get(place)
        if token is None:
            token = self._made[place] = self._make(place)
        return token

    def _make(self, place: int) -> Token:
        if not 0 <= place < len(self.pieces):
            return NONE
        piece = self.pieces[place]
        (at, to), word = piece.span(), piece[0]
        spaced = place == 0 or at != self.pieces[place - 1].end()
        if word.isdecimal():
            number = int(word) if to - at <= _LONGEST_NUMBER else -1
            return Token(at, to, word, number, to - at, NOTHING, spaced)
        return Token(at, to, word, -1, 0, self.means(place), spaced)

    def letters(self, place: int) -> str:
        """What stands at ``place``, where nothing else of it is asked for; "" outside the text."""
        return self.pieces[place][0] if 0 <= place < len(self.pieces) else ""

    def means(self, place: int) -> Meaning:
        """What the token at ``place`` may mean, where nothing else of it is asked for."""
        return self.meanings.get(self.letters(place).lower(), NOTHING)

    def word(self, place: int, kind: str) -> bool:
        """Whether the token at ``place`` may be a word of that kind."""
        return kind in self[place].means

    def glued(self, place: int) -> bool:
        """Whether the token at ``place`` only ends something longer: a code, a fraction."""
        token, before, sooner = self[place], self[place - 1], self[place - 2]
        if token.spaced or before.to == 0:
            return False
        if before.text[-1].isalpha():
            return not (before.text in _MARKS or self._runs_into(place - 1, place + 1))
        if before.digits:
            return not (before.digits == 2 and sooner.text == ":")
        if before.text in "_+=&#§":
            return True
        if before.spaced or before.text not in ".,:/-":
            return False
        if before.text in "-/" and sooner.text[-1:].isalpha():
            return not self._runs_into(place - 2, place + 1)
        dated = before.text == "-" and token.is_year and self[place + 1].text == "."
        return sooner.digits > 0 and not dated

    def three_in_row(self, place: int) -> bool:
        """Whether three numbers stand there side by side, and no more: phones have more."""
        digits = [self[place + n].digits for n in range(-1, 4)]
        return digits in ([0, 4, 2, 2, 0], [0, 2, 2, 4, 0])

    def _runs_into(self, word: int, behind: int) -> bool:
        """Whether the number behind a word is another thing that lost its space: "Montag30."."""
        letters = self[word].text
        plain = len(letters) >= _PLAIN and not letters.isupper()
        return self[behind].text in _MARKS + "." and (
            self[behind].text in _MARKS or (self.short and plain)
        )


def read(
    text: str, vocabulary: Vocabulary, said: date | None = None, *, short: bool = False
) -> Text:
    """``text`` in tokens."""
    pattern = _SHORT_TOKEN if short else _TOKEN
    return Text([*pattern.finditer(text)], vocabulary.meanings, vocabulary.order, said, short)
