"""Phrases: credits in running text, "– írja hírei között a www.… oldal"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from aggregator.stories.credit import Kind
from aggregator.stories.cues import Cue
from aggregator.stories.known import Known, Name
from aggregator.stories.naming import (
    behind_article,
    in_print,
    listener,
    right_before,
    right_behind,
)
from aggregator.stories.spotting import cues_in
from aggregator.stories.suffixes import Case

REACH = 120  # characters in which a phrase must name its source: a long clause
NEAR = 40  # where known names only are meant, and the words around them may be of any kind
AHEAD = 100  # characters behind an end by which it is told from an abbreviation: a host
CUES = 500  # phrases of one text that are looked at: far more than any article has
_CAPITALS = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
# A dot before a small letter abbreviates, "az Innoskart Kft. szerint", but for one of an address.
_END = rf"\n|(?<!\d)(?:[!?]|\.(?![ \t\u00a0]+(?!https?:|[\w-]+\.\w)[^\W\d_{_CAPITALS}]))[\"”»']?"
_SENTENCE_END = re.compile(_END + r"(?=\s)")
_CLAUSE_END = re.compile(_END + r"(?=\s|\Z)|[,;:](?=\s)|\s[–—-]+\s|[()\[\]]")
_CLAUSE_START = re.compile(_CLAUSE_END.pattern + r"|[”“\"»«](?=\s*[–—-]|\s+[^\W_])")
# What names the page itself, or says that its people asked: the text is its own.
_OURSELVES = re.compile(
    r"\b(?:(?:lap|portál|oldal|honlap|hírportál|szerkesztőség|újság|rádió|magazin|tudósító"
    r"|munkatárs|megkeresés|érdeklődés|kérdés)\w{0,4}[uü]nk\w*"
    r"|told\s+(?:us|our)|(?:unserer|unsere[mn]?)\s+(?:Zeitung|Redaktion)|(?:náš|nasz|naš)\w*"
    r"|našej|nášmu|ziarului\s+nostru)\b",
    re.IGNORECASE,
)
# What is read there is no news: forms, programmes, calls.
NO_NEWS = re.compile(
    r"(?:regiszt|jelentkez|program|pályáz|felhívás|kiírás|űrlap|térkép|letölt|jegyek|meghívó"
    r"|szabályzat|adatvédelm|adatkezel|regist|sign\s*up|apply|agenda|download|map\b|anmeld"
    r"|formular|prihlás|přihlá|înscri|prijav)",
    re.IGNORECASE,
)
_ON_AIR = re.compile(r"\b(?:műsor|csatorn|adás)\w*n\b")
_ARTICLE = re.compile(r"\b(?:[Aa]z?|[Ee]gy|kiadott|kiküldött)\s+(?:\w{3,20}(?:i|ott|ett)\s+)?\Z")


class Place(NamedTuple):
    """A credit that was found: its kind, the one it names, and the place of both."""

    kind: Kind
    name: Name
    start: int
    end: int


class _Clauses(NamedTuple):
    """What stands before a cue and behind it, up to the ends of the sentence."""

    text: str
    start: int
    cue: int
    behind: int
    end: int

    def near(self, reach: int = REACH) -> tuple[int, int]:
        """Where a clause goes on behind the cue, up to the next comma or dash."""
        stop = min(self.end, self.behind + reach)
        end = _CLAUSE_END.search(self.text, self.behind, stop)
        return self.behind, end.start() if end else stop

    def rest(self) -> tuple[int, int]:
        """Where the sentence goes on behind the cue; nowhere where it says what was said."""
        stop = self.behind if self.text.startswith(",", self.behind) else self.end
        return self.behind, stop

    def before(self, reach: int = REACH) -> tuple[int, int]:
        """Where the clause before the cue begins."""
        start = max(self.start, self.cue - reach)
        ends = _ends(_CLAUSE_END, self.text, start, max(start, self.cue - 2))
        return max(ends, default=start), self.cue


def phrases(text: str, known: Known) -> Iterator[Place]:
    """The credits in the sentences of a text."""
    for cue, begin, stop in islice(cues_in(small(text)), CUES):
        clauses = _clauses(text, begin, stop)
        if _OURSELVES.search(text, clauses.start, clauses.end):
            continue
        name = _named(cue, clauses, known)
        if name:
            start, end = min(begin, name.start), max(stop, name.end)
            yield Place(cue.kind, name, *_clause(text, start, end))
        elif cue.nameless and _stands_alone(cue, clauses):
            yield Place(cue.kind, Name(None, begin, stop), *_clause(text, begin, stop))


def small(text: str) -> str:
    """``text`` in small letters, each of which stands where it stood."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _clauses(text: str, cue: int, behind: int) -> _Clauses:
    first = max(0, cue - REACH)
    start = max(_ends(_SENTENCE_END, text, first, cue), default=first)
    last = min(len(text), behind + REACH)
    end = _SENTENCE_END.search(text, behind, last)
    return _Clauses(text, start, cue, behind, end.start() if end else last)


def _ends(ending: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[int]:
    """Where clauses or sentences end in a part of a text, seen with what follows it."""
    found = ending.finditer(text, start, min(len(text), stop + AHEAD))
    return (match.end() for match in found if match.end() <= stop)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends, without the marks around it."""
    begin = max(0, start - REACH)
    edges = _ends(_CLAUSE_START, text, begin, start)
    first = max(edges, default=0 if not begin else start)
    edge = _CLAUSE_END.search(text, end, end + REACH)
    last = edge.start() if edge else len(text) if end + REACH >= len(text) else end
    if text.startswith(")", last) and text.count("(", first, last) > text.count(")", first, last):
        last += 1
    clause = text[first:last]
    first += len(clause) - len(clause.lstrip(" \t–—-"))
    return first, first + len(text[first:last].rstrip())


def _stands_alone(cue: Cue, clauses: _Clauses) -> bool:
    """Whether a release is meant that nobody is named for, and not somebody's words."""
    if cue.manner != "before":
        return True
    return bool(_ARTICLE.search(clauses.text, *clauses.before(NEAR)))


def _named(cue: Cue, at: _Clauses, known: Known) -> Name | None:
    text = at.text
    match cue.manner:
        case "known":
            return known.name(text, *at.rest()) or known.name(text, at.start, at.cue)
        case "known before":
            return known.name(text, *at.before())
        case "near":
            return known.name(text, *at.near(NEAR)) or known.name(text, *at.before(NEAR))
        case "article" | "with":
            return _does(cue, at, known)
        case "to" | "from":
            return _hears(cue.manner, at, known)
        case "in":
            return _prints(at, known)
        case "before":
            possessor = known.name(text, *at.before())
            return possessor or right_before(text, *at.before(), common=cue.nameless)
        case "behind" | "inflected":
            inflected = cue.manner == "inflected"
            return known.name(text, *at.near(NEAR)) or right_behind(
                text, *at.near(), inflected=inflected
            )


def _does(cue: Cue, at: _Clauses, known: Known) -> Name | None:
    """Who writes, reports, tells, or whom it is told: the nearest that has a name."""
    text, behind, before = at.text, at.rest(), (at.start, at.cue)
    told = known.name(text, *behind)
    if not told and cue.manner == "with":
        told = listener(text, *behind, "with")
    somebody = behind_article(text, *at.near())
    if told or (somebody and somebody.is_proper):
        return told or somebody
    return (
        known.name(text, *at.before())
        or right_before(text, *at.before())
        or known.name(text, *before)
        or somebody
        or (in_print(text, *at.near()) if cue.kind == "writes" else None)
        or (behind_article(text, *behind) if cue.manner == "with" else None)
    )


def _hears(case: Case, at: _Clauses, known: Known) -> Name | None:
    """Whom somebody tells something, or who told it: behind the cue, before it, or on the air."""
    text = at.text
    return (
        known.name(text, *at.rest(), case)
        or listener(text, *at.near(), case)
        or known.name(text, at.start, at.cue, case)
        or listener(text, *at.before(), case)
        or (behind_article(text, *at.near()) if _ON_AIR.search(text, *at.near()) else None)
    )


def _prints(at: _Clauses, known: Known) -> Name | None:
    """Where something can be read; forms and programmes are no news."""
    if NO_NEWS.search(at.text, at.before()[0], at.end):
        return None
    clauses = ((at.behind, at.end), (at.start, at.cue))
    names = (find(at.text, *one) for one in clauses for find in (known.name, in_print))
    return next((name for name in names if name), None)
