"""Whether a line with a date is a line about that date."""

from __future__ import annotations

import re

from scrapers.dates import Moment
from scrapers.dating import labels

_BESIDE = 60
# "4-én", "4-i": a date in a sentence
_INFLECTED = re.compile(r"\d\.?-(?:[áéi]|t[óőé]l|ig)", re.IGNORECASE)
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


def is_sentence(line: str, moment: Moment) -> bool:
    """Whether a date is told in a sentence."""
    before, _, behind = line.partition(moment.text)
    if _INFLECTED.search(line):
        return labels.label_of(before) is None
    return bool(_SENTENCE.search(behind))


def beside(line: str, moment: Moment) -> str:
    """What a line tells beside a date and its label."""
    before, _, behind = line.partition(moment.text)
    return labels.without_labels(f"{before} {behind}").strip(" .,:;|·•–—-/()")
