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

from rapidfuzz.distance import OSA

from aggregator.pages.msgid import msgid
from aggregator.query.days import Days, days
from aggregator.query.remark import Remark
from aggregator.query.stemming import LONGEST
from aggregator.query.tree import (
    PROPERTIES,
    Condition,
    Field,
    Happening,
    Prefix,
    Property,
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
_MODELS = {
    **{"source": "source:portal", "sector": "sector:ict", "country": "country:hu"},
    **{"language": "language:hu", "kind": "kind:call", "credit": "credit:MTI"},
    **{"from": "from:2021-06", "to": "to:2021-06", "event": "event:2021-06"},
}
_NAMES = tuple(_MODELS)
_UNKNOWN = msgid("there is no %(name)s:, but there is %(meant)s:. Looked for as words")
_EMPTY = msgid(
    "%(name)s: tells nothing; its value stands right behind it, as in %(model)s. Looked for as"
    " words"
)
_NO_DAY = msgid("%(said)s is no day; write 2021-06-04, 2021-06, 2021 or 30d. Looked for as words")
_SENSELESS = {
    **{"from": _NO_DAY, "to": _NO_DAY},
    "kind": msgid("%(said)s is no kind; there are %(kinds)s. Looked for as words"),
    "language": msgid("%(said)s is no language; write two letters such as hu. Looked for as words"),
}
"""What is wrong with the value of a property."""
_LANGUAGE = re.compile("[a-z]{2}")
_LEAST = 2
"""Letters that a prefix has; fewer are a word."""

MARKS = '"„“”‟«»‹›'
"""Quotation marks, all alike."""
_QUOTES = str.maketrans(dict.fromkeys(MARKS, '"'))
_MINUS = re.compile(r"(?<!\S)[–—−](?=[^\W_]|\")")
"""What text programs make of a minus that stands before a word or a phrase."""
_PART = re.compile(
    r"""(?P<sign>-*)(?:(?P<name>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?"""
    # a day as Hungarians write it has spaces; behind a colon may be nothing
    r"""|(?P<run>(?<=:)[12]\d{3}\.\ *\d\d?\.(?:\ *\d\d?\.)?(?!\S)|[^\s"]+|(?<=[a-z]:)(?!\S)))""",
    re.I,
)


def parse(text: str, today: date) -> Query:
    """The query that ``text`` is; ``today`` is the day from which *30d* counts."""
    remarks = list[Remark]()
    if len(text) > MOST_LETTERS:
        long = msgid("the query is long; only its first %(count)s characters are read")
        remarks.append(Remark(long, count=f"{MOST_LETTERS:,}"))
    terms: list[Term] = []
    for part in _PART.finditer(_plain(text[:MOST_LETTERS])):
        told, remark = _read(part, today)
        terms += told
        remarks += remark
    if len(terms) > MOST_TERMS:
        many = msgid("only the first %(count)s words of the query are looked for")
        remarks.append(Remark(many, count=MOST_TERMS))
    return Query(tuple(terms[:MOST_TERMS]), tuple(dict.fromkeys(remarks)))


def without(text: str, name: str, today: date) -> str:
    """``text`` without what it wants of a property, so that something else can be asked of that.

    A quotation that nobody has closed is closed: more can be said behind it.
    """
    plain, said, last = _plain(text), list[str](), 0
    for part in _PART.finditer(plain):
        value = part["phrase"] if part["run"] is None else part["run"]
        asks = (part["name"] or "").lower() == name and _property(name, value, today)
        if asks and not part["sign"]:
            said += [plain[last : part.start()], " "]
            last = part.end()
    left = "".join([*said, plain[last:]])
    closed = f'{left}"' if left.count('"') % 2 else left
    return " ".join(closed.split())


def _plain(text: str) -> str:
    """``text`` with one kind of quotation marks, and one of minus."""
    return _MINUS.sub("-", text.translate(_QUOTES))


def _read(part: re.Match[str], today: date) -> tuple[list[Term], list[Remark]]:
    """The terms of one part of a query, and what is to be remarked of it."""
    name, excluded = (part["name"] or "").lower(), bool(part["sign"])
    value = part["phrase"] if part["run"] is None else part["run"]
    remarks = list[Remark]()
    if name:
        if condition := _property(name, value, today):
            return [Term(condition, excluded)], _cut(value) if _is_named(condition) else []
        remarks = _misread(name, value)
        value = f"{name} {value}"
    told = list(_words(value, is_run=part["run"] is not None))
    if excluded and len(told) > 1:  # -a-b* leaves out neither every a nor every b
        told = list(_words(value, is_run=False))
    begun = sum(isinstance(one, Prefix) for one in told)
    return [Term(one, excluded) for one in told], [*remarks, *_cut(value, IN_A_ROW + begun)]


def _cut(said: str, most: int = IN_A_ROW) -> list[Remark]:
    """A remark if of what is said not all words are looked for."""
    if len(stems(said, most + 1)) <= most:
        return []
    wide = msgid("only the first %(count)s words of a phrase are looked for")
    return [Remark(wide, count=IN_A_ROW)]


def _is_named(one: Condition) -> bool:
    """Whether the words of a name are asked for."""
    return (isinstance(one, Happening) and bool(one.stems)) or (
        isinstance(one, Field) and one.name == "credit"
    )


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
            return Field(known, said) if _makes_sense(known, fold(said)) else None
    return None


def _makes_sense(name: Property, said: str) -> bool:
    if name == "kind":
        return said in KINDS
    return name != "language" or bool(_LANGUAGE.fullmatch(said))


def _published(name: str, told: Days) -> Published:
    return Published(told.first, None) if name == "from" else Published(None, told.last)


def _misread(name: str, value: str) -> list[Remark]:
    """A remark on what looks like a property, means none, and may have been meant for one."""
    if name not in _NAMES:
        meant = [one for one in _NAMES if _is_nearly(name, one)]
        return [Remark(_UNKNOWN, name=name, meant=meant[0])] if meant else []
    if not stems(value):
        return [Remark(_EMPTY, name=name, model=_MODELS[name])]
    wrong = _SENSELESS.get(name, _SENSELESS["language"])
    return [Remark(wrong, said=f"{name}:{value}", kinds=", ".join(KINDS))]


def _is_nearly(name: str, other: str) -> bool:
    """Whether a name is another with one typing error, or the beginning of it."""
    is_begun = len(name) > _LEAST and other.startswith(name)
    return is_begun or (len(other) > _LEAST and OSA.distance(name, other, score_cutoff=1) <= 1)


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
