"""The query language: any text is a query, and none is an error.

    pályázat klaszter          both words, in any form, anywhere in title or text
    "ipari park"               these words in a row; so are a-b, and what is quoted „so” or »so«
    -konferencia               without this word, phrase or property
    innov*                     words that begin so, endings apart
    source:innoskart           a source, or words of its title; source:a source:b: either
    sector: country:           sources of this sector, of this country
    language: kind:            hu, en …; news, call, event
    from:2021-06 to:2021-06-15 published then: a year, a month, a day, or 30d for thirty days ago
    event:2021-06 event:expo   tells of an event or a deadline then, or of one that is called so
    credit:portal              carries what this source told first, or names it as its source

What means nothing of the kind is looked for as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aggregator.query.days import Days, days
from aggregator.query.stemming import LONGEST
from aggregator.query.tree import (
    PROPERTIES,
    Condition,
    Field,
    Happening,
    Prefix,
    Published,
    Query,
    Term,
    Words,
)
from aggregator.query.words import stems, words
from scrapers.folding import fold

MOST_TERMS = 32
"""Terms of a query that are looked for."""
MOST_LETTERS = 4_000
"""Letters of a query that are read."""
IN_A_ROW = 16
"""Words of a phrase that are looked for."""
KINDS = ("news", "call", "event")
_LEAST = 2
"""Letters that a prefix has; fewer are a word."""

_QUOTES = str.maketrans(dict.fromkeys("„“”‟«»‹›", '"'))
_PART = re.compile(
    r"""(?P<sign>-*)(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?"""
    # a day as Hungarians write it has spaces
    r"""|(?P<run>(?<=:)[12]\d{3}\.\ *\d\d?\.(?:\ *\d\d?\.)?(?!\S)|[^\s"]+))""",
    re.I,
)


def parse(text: str, today: date) -> Query:
    """The query that ``text`` is; ``today`` is the day from which *30d* counts."""
    remarks = []
    if len(text) > MOST_LETTERS:
        remarks.append(f"the query is long; only its first {MOST_LETTERS:,} characters are read")
    terms: list[Term] = []
    for part in _PART.finditer(text[:MOST_LETTERS].translate(_QUOTES)):
        for term, remark in _read(part, today):
            remarks += [remark] if remark else []
            terms.append(term)
    if len(terms) > MOST_TERMS:
        remarks.append(f"only the first {MOST_TERMS} words of the query are looked for")
    return Query(tuple(terms[:MOST_TERMS]), tuple(dict.fromkeys(remarks)))


def _read(part: re.Match[str], today: date) -> Iterator[tuple[Term, str]]:
    """The terms of one part of a query, each with what is to be remarked of it."""
    name, excluded = (part["name"] or "").lower(), bool(part["sign"])
    value = part["phrase"] if part["run"] is None else part["run"]
    remark = ""
    if name:
        condition = _property(name, value, today)
        if condition:
            yield Term(condition, excluded), ""
            return
        remark = _misread(name, value)
        value = f"{name} {value}"
    told = list(_words(value, is_run=part["run"] is not None))
    if excluded and len(told) > 1:  # -a-b* leaves out neither every a nor every b
        told = list(_words(value, is_run=False))
    for one in told:
        yield Term(one, excluded), remark


def _property(name: str, value: str, today: date) -> Condition | None:
    """What ``name:value`` asks for; ``None`` where it means nothing."""
    if not (said := value.strip()):
        return None
    told = days(said, today)
    if name in ("from", "to"):
        return _published(name, told) if told else None
    if name == "event":
        if told:
            return Happening(told.first, told.last)
        return Happening(stems=stems(said, IN_A_ROW)) if stems(said) else None
    for known in PROPERTIES:
        if name == known:
            is_known = name != "kind" or fold(said) in KINDS
            return Field(known, said) if is_known else None
    return None


def _published(name: str, told: Days) -> Published:
    return Published(told.first, None) if name == "from" else Published(None, told.last)


def _misread(name: str, value: str) -> str:
    said = f"{name}:{value}"
    if name in ("from", "to"):
        return f"{said} is no day; write 2021-06-04, 2021-06, 2021 or 30d. Looked for as words"
    if name == "kind":
        return f"{said} is no kind; there are {', '.join(KINDS)}. Looked for as words"
    return ""


def _words(said: str, *, is_run: bool) -> Iterator[Words | Prefix]:
    """A phrase; or a run of characters, the last of which may be an asterisk."""
    if not (is_run and said.endswith("*")):
        if told := stems(said, IN_A_ROW):
            yield Words(told, said.strip())
        return
    begun = said.rstrip("*")
    last = next(reversed([*words(begun)]), None)
    start = "".join(filter(str.isalnum, fold(begun[last.start :])))[:LONGEST] if last else ""
    if last is None or len(start) < _LEAST:
        yield from _words(begun, is_run=False)
        return
    yield from _words(begun[: last.start], is_run=False)
    yield Prefix(start, last.stem)
