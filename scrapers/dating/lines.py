"""Whether a line with a date is a line about that date."""

from __future__ import annotations

import re

from scrapers.dates import Moment
from scrapers.dating import labels

_BESIDE = 60
# "4-én", "4-i": a date in a sentence
_INFLECTED = re.compile(r"\d\.?-(?:[áéi]|t[óőé]l|ig)", re.IGNORECASE)
# 02.07.2018-30.06.2020
_UNTIL = re.compile(r"\s?[–—-]\s?\d{1,2}[./-]\s?\d{1,2}[./-]")
SET_OFF = re.compile(r"[|•·]|\s[–—/-]\s")
"""What parts of a line are set off from each other with."""
_WORD = re.compile(r"\w+")
_LONG_WORD, _FEW = re.compile(r"[^\W\d_]{4,}"), 4
_NAMES, _LONG = 4, 12
_OPENING, _STOP = 8, re.compile(r"\s?[.|·•]")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.!?…]$")


def is_byline(line: str, moment: Moment) -> bool:
    """Whether a line with a date is a line about the date, and no sentence, event or clock."""
    before, _, behind = line.partition(moment.text)
    if labels.label_of(before) == "other" or labels.tells_a_clock(line):
        return False
    return len(before) + len(behind) <= _BESIDE and not is_sentence(line, moment)


def tells_another(line: str) -> bool:
    """Whether the date in a line is, in its words, that of a change, a deadline or an event."""
    return any(piece.label not in (None, "published") for piece in labels.pieces(line))


def is_sentence(line: str, moment: Moment, *, labelled: bool = False) -> bool:
    """Whether a date is told in a sentence, or as the first day of something.

    ``labelled`` tells that the line begins with the date's label.
    """
    before, _, behind = line.partition(moment.text)
    if _UNTIL.match(behind):
        return True
    if _INFLECTED.search(line):
        return not labelled and labels.label_of(before) is None
    words = len(_LONG_WORD.findall(f"{before} {behind}"))
    return bool(_SENTENCE.search(behind)) or (words >= _FEW and behind.rstrip().endswith("."))


def opens_with(moment: Moment, line: str) -> bool:
    """Whether a long line begins with a byline: "By Anna Kis on 4 June 2021. Filed under …"."""
    before, _, behind = line.partition(moment.text)
    words = _WORD.findall(before)
    if len(words) > _OPENING:
        return False
    # "Kis Anna írta", but no "By 4 June 2021, all members"
    named = len(words) > 1 and any(map(labels.begins_with_an_author, (before, words[-1])))
    ends = moment.text.endswith(".") or _STOP.match(behind) is not None
    return labels.label_of(before) == "published" or (named and ends)


def beside(line: str, moment: Moment) -> str:
    """What a line tells beside a date, as far as nothing sets it off from the date."""
    before, _, behind = line.partition(moment.text)
    near = SET_OFF.split(before)[-1], SET_OFF.split(behind)[0]
    return labels.without_labels(" ".join(near)).strip(" .,:;|·•–—-/()")


def names_an_author(text: str) -> bool:
    """Whether a text beside a date may be no more than who wrote the article, and where."""
    words = _WORD.findall(text)
    return len(words) <= _NAMES or (labels.begins_with_an_author(text) and len(words) <= _LONG)
