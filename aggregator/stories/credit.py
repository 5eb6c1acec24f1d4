"""Whom a text names as its source: "– írja hírei között a www.… oldal", "Forrás: …", a bare host.

The phrases are those seen on Hungarian sites that carry each other's news. A phrase that names the
page itself ("mondta el portálunknak") says that the text is its own, and is no credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from aggregator.stories.hosts import HOST, plain_host, same_host
from aggregator.stories.reading import forms, tokenize

Phrase = Literal["writes", "reports", "told", "readable", "source", "host line"]

REACH = 120  # characters in which a phrase must name its source: a long clause
CUES = 500  # phrases of one text that are looked at: far more than any article has
LAST_LINE = 200  # characters of a last line that may be a bare host with a path and a date
_KEY = 3  # letters by which titles are looked up: short enough to stand before any suffix


class _Cue(NamedTuple):
    """Words that name a source.

    ``anyone``: also where the one they name is not known to us. ``ending``: how the name behind
    them must end; without one, the name may stand before them too.
    """

    phrase: Phrase
    words: str
    anyone: bool
    ending: tuple[str, ...] = ()


_CUES = (
    # not "írja alá" (signs), "írta ki" (tenders), "írja elő" (prescribes)
    _Cue(
        "writes",
        r"(?:meg)?[ií](?:rja|rj[aá]k|rta|rt[aá]k)\b(?!\s+(?:alá|ki|elő|le|át|fel|be|körül)\b)",
        anyone=True,
    ),
    _Cue("reports", r"sz[aá]molt(?:ak)?\s+be\b", anyone=True),
    _Cue("reports", r"(?:besz[aá]molt(?:ak)?|adta\s+h[ií]rül|h[ií]rül\s+adta)\b", anyone=False),
    _Cue("told", r"(?:k[oö]z[oö]l|tudat)t(?:e|[eé]k|a|[aá]k)\b", anyone=True),
    _Cue(
        "reports",
        r"(?:sz[aá]mol(?:nak)?\s+be|k[oö]zlik?|tud[oó]s[ií]t\w*|t[aá]j[eé]koztat\w*"
        r"|besz[aá]mol[oó]\w+|k[oö]zlem[eé]ny\w+|id[eé]z(?:i|ik|z[uü]k)|megjelent\s+h[ií]r\w*"
        r"|jelent\s+meg|k[oö]zreadott)\b",
        anyone=False,
    ),
    # Words of speech are everywhere; only a known listener makes them a credit.
    _Cue("told", r"(?:(?:el)?mondta|nyilatkozta)\b", anyone=False, ending=("nak", "nek")),
    _Cue("readable", r"olvashat[oó]\b", anyone=False),
    # a label: not "a beruházás forrása:"
    _Cue("source", r"(?:(?-i:Forr|FORR)|(?<=[(\[])forr)[aá]s[ \t]*:\s*", anyone=True),
)
_CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<cue{at}>{cue.words})" for at, cue in enumerate(_CUES)) + ")",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"\n|[.!?][\"”»']?(?=\s)")
_OURSELVES = re.compile(
    r"\b(?:lap|portál|oldal|honlap|hírportál|szerkesztőség|újság|rádió|magazin)\w*[uü]nk\w*",
    re.IGNORECASE,
)
# Somebody is meant: "írja a Hírmondó", "közölte szerdán a tárca".
_SOMEBODY = re.compile(r"\W*(?:\w+\W+){0,3}?az?\s+\w", re.IGNORECASE)
_HOST_LINE = re.compile(
    rf"[(\[–—-]*\s*{HOST.pattern}(?:/\S*)?\s*[)\]]*(?:\s*[-–,(]?\s*[\d. :-]{{8,20}}\)?)?\.?"
)


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that credits may name: the name of its file, its title in words, its hosts."""

    name: str
    title: str
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """A place in a text that names where the text comes from.

    ``source`` is the name of a known source, ``host`` the host as the text tells it (plain); both
    are ``None`` where somebody else is named. ``start`` and ``end`` are character offsets.
    """

    source: str | None
    host: str | None
    phrase: Phrase
    start: int
    end: int


def credits(text: str, known: Sequence[KnownSource]) -> tuple[Credit, ...]:
    """Every credit in ``text``, in the order of their places."""
    sources = tuple(known)
    found = [*_phrases(text, sources), *_host_line(text, sources)]
    return tuple(sorted(found, key=lambda credit: (credit.start, credit.end)))


def _phrases(text: str, known: tuple[KnownSource, ...]) -> Iterator[Credit]:
    for match in islice(_CUE.finditer(text), CUES):
        cue = _CUES[int((match.lastgroup or "cue0").removeprefix("cue"))]
        clauses = _clauses(text, match, cue)
        if any(_OURSELVES.search(text, *clause) for clause in clauses):
            continue
        named = (_named(text, *clause, known, cue.ending) for clause in clauses)
        found = next((credit for credit in named if credit), None)
        if found:
            source, host, start, end = found
            start, end = min(match.start(), start), max(match.end(), end)
            yield Credit(source, host, cue.phrase, start, end)
        elif cue.anyone and _names_somebody(text, cue, clauses[0]):
            yield Credit(None, None, cue.phrase, *match.span())


def _clauses(text: str, match: re.Match[str], cue: _Cue) -> list[tuple[int, int]]:
    """Where the source may be named: behind the cue, and before it ("a Portál írja")."""
    after = match.end(), _clause_end(text, match.end())
    before = _clause_start(text, match.start()), match.start()
    return [after] if cue.ending or cue.phrase == "source" else [after, before]


def _clause_end(text: str, at: int) -> int:
    end = _SENTENCE_END.search(text, at, at + REACH)
    return end.start() if end else min(len(text), at + REACH)


def _clause_start(text: str, at: int) -> int:
    start = max(0, at - REACH)
    return max((end.end() for end in _SENTENCE_END.finditer(text, start, at)), default=start)


def _names_somebody(text: str, cue: _Cue, after: tuple[int, int]) -> bool:
    if cue.phrase == "source":
        return any(c.isalnum() for c in text[slice(*after)])
    return bool(_SOMEBODY.match(text, *after))


def _named(
    text: str, start: int, end: int, known: tuple[KnownSource, ...], ending: tuple[str, ...]
) -> tuple[str | None, str | None, int, int] | None:
    """The known source's name, the host, and the offsets of what is named in a clause."""
    begun = HOST.search(text, start, end)
    host = begun and HOST.match(text, begun.start())  # as a whole, over the end of the clause
    if host:
        return _known_host(host[1], known), plain_host(host[1]), *host.span()
    titles = _titles(known)
    tokens = tokenize(text[start:end])
    for at, first in enumerate(tokens):
        for name, title in titles.get(first.form[:_KEY], ()):
            said = tokens[at : at + len(title)]
            words = [token.form for token in said]
            if _spoken(words, title) and words[-1].endswith(ending or ""):
                return name, None, start + first.start, start + said[-1].end
    return None


@lru_cache(maxsize=4)
def _titles(known: tuple[KnownSource, ...]) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Names and titles (as forms) of the known sources, by the beginning of the title."""
    titles: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for source in known:
        title = forms(source.title)
        if title:
            titles.setdefault(title[0][:_KEY], []).append((source.name, title))
    return titles


def _spoken(said: Sequence[str], title: Sequence[str]) -> bool:
    """Whether ``said`` is ``title``, its last word perhaps with a suffix ("Portállal")."""
    if len(said) != len(title):
        return False
    return [*said[:-1]] == [*title[:-1]] and said[-1].startswith(title[-1])


def _known_host(host: str, known: tuple[KnownSource, ...]) -> str | None:
    return next((k.name for k in known for other in k.hosts if same_host(host, other)), None)


def _host_line(text: str, known: tuple[KnownSource, ...]) -> Iterator[Credit]:
    """A last line that is nothing but a host or an address, perhaps with a date behind it."""
    stripped = text.rstrip()
    start = stripped.rfind("\n") + 1
    line = stripped[start:]
    match = _HOST_LINE.fullmatch(line.strip()) if len(line) <= LAST_LINE else None
    if match and start:
        host = match[1]
        yield Credit(_known_host(host, known), plain_host(host), "host line", start, len(stripped))
