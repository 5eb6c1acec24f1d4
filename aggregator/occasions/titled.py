"""Names that a sentence says to be names: „Zöld jövő” címmel, the fourth edition of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aggregator.occasions.name import Name, cleaned, series_of
from aggregator.occasions.words import Word

MOST_WORDS = 8
_SAYS = r"(?:című|címmel|címen|elnevezésű|elnevezéssel|néven|nevű|mottóval|mottójú)\b"
# three to 120 letters between any two quotation marks
_QUOTED = re.compile(rf"[„“”\"»«]([^„“”\"»«\n]{{3,120}})[„“”\"»«],?\s{{1,3}}{_SAYS}")
_SAID = re.compile(rf" {_SAYS}")
_BESIDE = re.compile(r",? | [–-] | ['’]")
_OWNERS = re.compile(
    r"\w*(?:klaszter|egyesület|szövetség|kamara|egyetem|társaság|alapítvány|portál|ügynökség|kft|zrt)"
)


def titled_in(text: str, words: Sequence[Word], barred: frozenset[int]) -> Name | None:
    """The first name that stands before "címmel", in quotation marks or from a capital letter."""
    if quoted := _QUOTED.search(text):
        inside = [
            n for n, word in enumerate(words) if quoted.start(1) <= word.start < quoted.end(1)
        ]
        return _named(text, words, inside)
    if said := _SAID.search(text):
        before = next((n for n, word in enumerate(words) if word.start > said.start()), 0)
        return _named(text, words, _before(text, words, before, barred))
    return None


def _before(text: str, words: Sequence[Word], end: int, barred: frozenset[int]) -> range:
    """The words from the first with a capital letter on, behind days, towns and owners."""
    begin = at = end
    while at > max(0, end - MOST_WORDS) and at - 1 not in barred:
        if at < end and not _BESIDE.fullmatch(text[words[at - 1].end : words[at].start]):
            break
        at -= 1
        if _OWNERS.fullmatch(words[at].low) or (at == 0 and len(words[0].text) < 3):
            break
        begin = at if words[at].capital else begin
    return range(begin, end)


def _named(text: str, words: Sequence[Word], inside: Sequence[int]) -> Name | None:
    if not inside:
        return None
    title = cleaned(text[words[inside[0]].start : words[inside[-1]].end])
    return Name(title, series_of(title), None, True, False, False, inside[0], inside[-1] + 1)
