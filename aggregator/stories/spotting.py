"""Spotting: where a text has the words beside which it may name its source (``cues.py``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from aggregator.stories.cues import CUES, Cue

# How cues begin. Fifteen words of sixteen begin otherwise, and this cheap look spares them the
# costly one. A test holds that every cue begins so.
_BEGINNINGS = (
    # Hungarian, English, German, Slovak and Czech, Romanian, Serbian and Croatian
    *("ad[ot]", "alap", "besz", "cikk", "elé", "elm", "ered", "érd", "érh", "ért", "ezt", "h[ií]r"),
    *("honl", "id[eé]z", "így", "inf", "inter", "ir", "ír", r"is\b", "jel", "kérd", "k[oö]z"),
    *("meg[eiíjkt]", "mond", "nyil", "nyom"),
    *("olv", "rip", "sajt", "szer", "sz[aá]m", "t[aá]j", "tett", "tud"),
    *("acc", "app", r"as\b", "first", r"in\b", "med", "new", "orig", "pres", "publ", r"re-?[bpw]"),
    *("rep", "told", "writ", "wrot"),
    *("auss", "beri", "erst", "geg", "laut", "meld", "schr", "teil", "urs", "wie", "zu[ef]"),
    *("cit", "hlás", "nap", "ozn", "p[ií]š", "pod", "pov", "prev", "přev", "řek", "tisk", "tlač"),
    *("uv", "com", "conf", "într", "not", "potr", "prec", "prel", "print", "rel", "scri"),
    *("trans", "unui"),
    *("iz", "jav", "nav", "obj", "pren", "preu", "prio", "saop", "јав", "пи", "пре", "саоп"),
)
# by first letters, because alternatives are tried one after the other
_LOOK = "|".join(
    f"{letter}(?:{'|'.join(begun[1:] for begun in alike)})"
    for letter, alike in groupby(sorted(_BEGINNINGS), itemgetter(0))
)
_COMPILED = tuple((re.compile(cue.words), cue) for cue in CUES)
# One search for all; which of them it is, is asked only where there is one.
_ANY = re.compile(rf"\b(?=\w)(?={_LOOK})(?:{'|'.join(cue.words for cue in CUES)})")


def cues_in(text: str) -> Iterator[tuple[Cue, int, int]]:
    """The cues of a text in small letters, and where they start and end."""
    for match in _ANY.finditer(text):
        cue = next(cue for words, cue in _COMPILED if words.match(text, match.start()))
        yield cue, *match.span()
