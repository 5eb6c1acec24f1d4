"""Pointing: links that carry a credit, on the name or on "itt", and lead off the own site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from aggregator.stories.hosts import host_of
from aggregator.stories.known import Known, Name
from aggregator.stories.phrases import NO_NEWS, Place
from scrapers.article import Link

LINKS = 300  # links of one text that are looked at
# The words that a link is made of which says "here", and nothing of what is there.
_POINTING = re.compile(
    r"(?:itt|innen|ide|kattint\w{0,5}|link\w{0,6}|tovább|bővebben|részlete\w{0,4}|eredeti\w{0,4}"
    r"|(?:cikk|írás|hír|tudósítás|beszámoló|anyag|szöveg|forrás)\w{0,6}|elolvas\w{0,5}|olvas\w{0,5}"
    r"|here|more|article|story|original|source|click|read|hier|mehr|weiterlesen|artikel|beitrag|quelle"
    r"|original\w{0,7}|lesen|tu|tento|zde|článok|článek|zdroj|viac|více|čítajte|čítať|číst|pôvodný|původní"
    r"|aici|articol\w{0,4}|sursa|citi\w{0,4}|mai|mult|ovde|ovdje|više|izvor\w{0,3}|član\w{0,4}|opširnije)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:a|az|the|der|die|das|den|zum|full|whole|this|on|in|teljes|egész|erre|ezen|ebben|meg"
    r"|el|ganzen|ganze|zu|celý|celú|integral|întreg|ceo|na)"
)
_READS = re.compile(
    r"(?:cikk|írás|tudósítás|beszámol|olvasható|elolvas|eredeti|forrás|megjelen|részletek|bővebb|tovább|hír"
    r"|article|original|source|read\b|story|published|report|artikel|beitrag|quelle|lesen|bericht"
    r"|článok|článk|článek|článk|zdroj|čítaj|číst|viac|více|articol|sursa|sursă|citi|izvor|član|opširnije)",
    re.IGNORECASE,
)
_NO_SOURCE = re.compile(
    r"(?:(?:^|\.)(?:facebook|fb|twitter|x|instagram|linkedin|youtube|youtu|tiktok|pinterest|whatsapp"
    r"|telegram|t|goo|forms|docs\.google|maps\.google|eventbrite|zoom|teams\.microsoft|apple|surveymonkey)"
    r"\.(?:com|me|be|gl|hu|gle|us)|forms\.office\.com)(?::\d+)?\Z"
)
_MAPS = re.compile(r"//[^/]*google\.[a-z.]+/maps|/(?:share|sharer|intent)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\d)[.!?](?=\s|\Z)")


class Pointer(NamedTuple):
    """A link off the own site, and where it and its paragraph stand in the text."""

    url: str
    host: str
    points: bool
    start: int
    end: int
    paragraph: tuple[int, int]


def pointers(text: str, links: Sequence[Link], known: Known, own: str | None) -> Iterator[Pointer]:
    """The links that may carry a credit; ``own`` is the name of the article's own source."""
    at = 0
    for link in islice(links, LINKS):
        host = host_of(link.url)
        if not host or _NO_SOURCE.search(host) or _MAPS.search(link.url):
            continue
        if own is not None and known.source_of(host) == own:
            continue
        begin = text.find(link.paragraph, at)
        begin = begin if begin >= 0 else text.find(link.paragraph)
        within = link.paragraph.find(link.text) if begin >= 0 and link.text else -1
        if within < 0:
            continue
        at, start = begin, begin + within
        place = start, start + len(link.text)
        points = _points(link.text)
        yield Pointer(link.url, host, points, *place, (begin, begin + len(link.paragraph)))


def _points(words: str) -> bool:
    said = re.findall(r"\w+", words[:80].casefold())
    pointing = [word for word in said if not _BETWEEN.fullmatch(word)]
    return bool(pointing) and all(_POINTING.fullmatch(word) for word in pointing)


def linked(
    places: Sequence[Place], found: Sequence[Pointer], text: str, known: Known
) -> list[Place]:
    """The places with the links that carry them, and those that are told by a link only."""
    waiting, done = [*found], []
    for place in places:
        pointer = _carrier(place, waiting, text)
        if pointer:
            waiting.remove(pointer)
        name = _with_link(place.name, pointer, known) if pointer else place.name
        done.append(place._replace(name=name))
    return [*done, *_alone(waiting, text, known)]


def _carrier(place: Place, waiting: Sequence[Pointer], text: str) -> Pointer | None:
    """The link within the credit, or else one on "itt" in its paragraph."""
    inside = (p for p in waiting if p.start < place.end and p.end > place.start)
    beside = (
        p
        for p in waiting
        if p.points and p.paragraph[0] <= place.start < p.paragraph[1] and _reads(p, text)
    )
    return next(inside, None) or next(beside, None)


def _with_link(name: Name, pointer: Pointer, known: Known) -> Name:
    source = name.source or known.source_of(pointer.host)
    who = known.title(source) or name.who
    return name._replace(who=who, source=source, host=name.host or pointer.host, link=pointer.url)


def _alone(waiting: Sequence[Pointer], text: str, known: Known) -> Iterator[Place]:
    for pointer in waiting:
        if not pointer.points or not _reads(pointer, text):
            continue
        source = known.source_of(pointer.host)
        start, end = _sentence(pointer, text)
        name = Name(
            known.title(source) or pointer.host, start, end, source, pointer.host, pointer.url
        )
        yield Place("link", name, start, end)


def _reads(pointer: Pointer, text: str) -> bool:
    """Whether the sentence of a link speaks of something to read, and of no form or programme."""
    sentence = _sentence(pointer, text)
    return bool(_READS.search(text, *sentence)) and not NO_NEWS.search(text, *sentence)


def _sentence(pointer: Pointer, text: str) -> tuple[int, int]:
    begin, stop = pointer.paragraph
    start = max(
        (m.end() for m in _SENTENCE.finditer(text, max(begin, pointer.start - 200), pointer.start)),
        default=max(begin, pointer.start - 200),
    )
    end = _SENTENCE.search(text, pointer.end, min(stop, pointer.end + 200))
    return start, end.start() if end else min(stop, pointer.end + 200)
