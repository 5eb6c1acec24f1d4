"""What the words beside a date say it is the date of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Label = Literal["published", "updated", "state", "other"]

_FILE = Path(__file__).with_suffix(".toml")
_LOOSE = " :："
_LABELS: tuple[Label, ...] = ("published", "updated", "state", "other")


class Piece(NamedTuple):
    """A part of a line behind a label; ``label`` is ``None`` for what stands before the first."""

    text: str
    label: Label | None


def pieces(line: str) -> Iterator[Piece]:
    """The parts of a line between its labels, each with the one that it stands behind.

    "Anna Kis Published June 4 Updated June 9" are three: Anna Kis, June 4, and June 9.
    """
    start, label = 0, None
    for match in _labels().finditer(line):
        text = line[start : match.start()].strip(_LOOSE)
        if text:
            yield Piece(text, label)
        # "event date": of two labels side by side the one that says more
        joined = label not in (None, "published") and not text
        start, label = match.end(), label if joined else _kind(match)
    yield Piece(line[start:].strip(_LOOSE), label)


def label_of(text: str) -> Label | None:
    """What a text says the date behind it is the date of."""
    *_, last = pieces(text)
    return last.label


def without_labels(text: str) -> str:
    """``text`` without the labels in it."""
    return _labels().sub("", text)


def heads_others(line: str) -> bool:
    """Whether a line heads a box of other articles."""
    return _others().match(line) is not None


def begins_with_an_author(text: str) -> bool:
    """Whether a text begins as bylines do: "By Anna Kis", "Szerző: Kis Anna"."""
    return _author().match(text) is not None


def tells_a_clock(line: str) -> bool:
    """Whether a line says, beside a date, that it is today's."""
    return _clock().search(line) is not None


def _kind(match: re.Match[str]) -> Label:
    return next(label for label in _LABELS if match[label] is not None)


@cache
def _labels() -> re.Pattern[str]:
    kinds = (f"(?P<{label}>(?i:{_words(label)}))" for label in _LABELS)
    # "Anna KisPublished": some sites put nothing between them. No label begins with what numbers of
    # dates are made of: there the hundreds of them need not be tried
    begins = r"(?![\s\d.:])(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))"
    return re.compile(rf"{begins}(?:{'|'.join(kinds)})")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(_words("others"), re.IGNORECASE)


@cache
def _author() -> re.Pattern[str]:
    return re.compile(_words("author"), re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    # but neither "30 mai 2024" nor "30. Mai 2024"
    return re.compile(rf"(?<!\d\s)(?<!\d\.\s)(?<!\w)(?:{_words('clock')})", re.IGNORECASE)


def _words(kind: str) -> str:
    table = tomllib.loads(_FILE.read_text("utf-8"))[kind]
    words = {word for words in table.values() for word in words}
    # the longest first: "publikovan" before "publik"
    return "|".join(map(_word, sorted(words, key=len, reverse=True)))


def _word(word: str) -> str:
    whole = word.endswith(".")
    return re.escape(word.removesuffix(".")) + (r"(?![^\W\d_])" if whole else r"[^\W\d_]*")
