"""Articles by their numbers, with all that an archive keeps of them; no crawl has seen them.

The archive was begun three years ago. Half of its articles were there already, back to fifteen
years ago, and were read source by source; the other half came since, in the order of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, NamedTuple

from aggregator.archive.codec import called
from archived.lexicon import (
    DOMAIN,
    LANGUAGES,
    PHRASES,
    Lexicon,
    a_form,
    any_name,
    capital,
    lexicon,
    name,
)
from scrapers.article import BUDAPEST, Article, Published
from scrapers.folding import fold
from scrapers.source import Source

OLDEST = datetime(2011, 11, 1, 6, tzinfo=UTC)
BEGUN = datetime(2023, 11, 1, 6, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)
TODAY = date(2026, 11, 1)
SOURCES = 100
UNDATED, REVISED, EVENTS, CREDITS, REPRINTS = 0.10, 0.03, 0.05, 0.10, 0.05
SHORTEST, LONGEST = 120, 250
"""Words of a text."""
TOPICS = 5
"""Words that an article comes back to, for an eighth of it."""
CHUNK = 500
"""Articles that are made at once: they are one sequence of random numbers."""
_SECTORS = ("faipar", "élelmiszer", "gépipar", "informatika", "egészség", "turizmus", "energia")
_COUNTRIES = ("hu", "hu", "hu", "hu", "hu", "hu", "hu", "at", "sk", "de")
_KINDS = {"news": 0.85, "call": 0.08, "event": 0.07}
_MEETINGS = ("Expó", "Vásár", "Konferencia", "Szakmai Nap", "Fórum")

Row = dict[str, Any]


class Made(NamedTuple):
    """An article with its number and when it was first seen; ``edited`` is when, if ever, and what
    it said before; ``kind`` is what grouping found, ``event`` and ``credit`` are rows; ``story`` is
    the number of the original.
    """

    number: int
    article: Article
    seen: datetime
    edited: datetime | None
    before: str
    kind: str
    event: Row | None
    credit: Row | None
    story: int


@cache
def sources() -> tuple[Source, ...]:
    """Those who publish, the busiest first."""
    random = Random("sources")
    return tuple(
        Source(
            id=f"source-{number}",
            name=f"{name(number)} {capital(_SECTORS[number % len(_SECTORS)])} Klaszter",
            organisation=f"{name(number)} Nonprofit Kft.",
            home=f"https://{fold(name(number))}-{number}.example.hu/",
            sector=_SECTORS[number % len(_SECTORS)],
            country=random.choice(_COUNTRIES),
        )
        for number in range(1, SOURCES + 1)
    )


def made(size: int, seed: int, first: int) -> list[Made]:
    """The articles of an archive of ``size`` from this number on, ``CHUNK`` at most."""
    random = Random(f"{seed} {first}")
    told: list[Made] = []
    for number in range(first, min(first + CHUNK, size + 1)):
        told.append(_made(random, number, size, told))
    return told


def new(first: int, count: int) -> Iterator[Article]:
    """Articles that appear now and are in no archive."""
    random = Random(f"new {first}")
    for number in range(first, first + count):
        yield _article(random, number, _source(random), NOW)


def _made(random: Random, number: int, size: int, before: Sequence[Made]) -> Made:
    source, published, seen = _when_and_where(random, number, size)
    article = _article(random, number, source, published)
    edited = seen + timedelta(days=random.random() * 30) if random.random() < REVISED else None
    original = random.choice(before).story if before and random.random() < REPRINTS else number
    (kind,) = random.choices(list(_KINDS), list(_KINDS.values()))
    return Made(
        number,
        article,
        seen,
        edited,
        article.text.replace(" a ", " az a ", 1),
        kind,
        _event(random, published) if random.random() < EVENTS else None,
        _credit(random, article) if random.random() < CREDITS else None,
        original,
    )


def _when_and_where(random: Random, number: int, size: int) -> tuple[Source, datetime, datetime]:
    share = (number - 1) / size
    if share < 0.5:  # read source by source when the archive was begun
        published = OLDEST + random.random() * (BEGUN - OLDEST)
        return _source(random, 2 * share), published, BEGUN + share * timedelta(days=10)
    seen = BEGUN + (2 * share - 1) * (NOW - BEGUN)
    return _source(random), seen - timedelta(hours=random.expovariate(1 / 6)), seen


def _source(random: Random, share: float | None = None) -> Source:
    """Any source, the busy ones more often; or the one at a share of all that is published."""
    sums = _sums()
    if share is None:
        return random.choices(sources(), cum_weights=sums)[0]
    return next(one for one, sum in zip(sources(), sums, strict=True) if share * sums[-1] < sum)


@cache
def _sums() -> list[float]:
    return list(accumulate(1 / (rank + 5) for rank in range(SOURCES)))


def _article(random: Random, number: int, source: Source, at: datetime) -> Article:
    (language,) = random.choices(list(LANGUAGES), list(LANGUAGES.values()))
    words = lexicon(language)
    title = capital(" ".join(_words(random, words, random.randint(4, 9))))
    text = _text(random, words, language)
    moment = at.astimezone(BUDAPEST)
    dated = random.random() >= UNDATED
    slug = re.sub("[^a-z0-9]+", "-", fold(title))[:60]
    return Article(
        source=source.id,
        url=f"{source.home}hirek/{number}-{slug}",
        title=title,
        text=text,
        html="".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")),
        published=Published(moment, "minute", "json-ld", moment.isoformat()) if dated else None,
        language=language,
        image=f"{source.home}kepek/{number}.jpg",
        blocks=tuple(random.getrandbits(53) for _ in range(6)),
    )


def _text(random: Random, words: Lexicon, language: str) -> str:
    told = _words(random, words, random.randint(SHORTEST, LONGEST))
    topics = words.draw(random, TOPICS)
    for at in random.sample(range(len(told)), len(told) // 8):
        told[at] = random.choice(topics)
    if language == "hu":
        for word, share in DOMAIN.items():
            if random.random() < share:
                for _ in range(1 + int(random.expovariate(1))):
                    told[random.randrange(len(told))] = a_form(random, word)
        for phrase, share in PHRASES.items():
            if random.random() < share:
                told[random.randrange(len(told))] = phrase
    return "\n\n".join(map(" ".join, _paragraphs(random, list(_sentences(random, told)))))


def _words(random: Random, words: Lexicon, count: int) -> list[str]:
    """Words, of which one in fifty is a name and one in fifty a number."""
    told = words.draw(random, count)
    for _ in range(count // 50 + 1):
        told[random.randrange(count)] = any_name(random)
        told[random.randrange(count)] = str(int(10 ** (4 * random.random())))
    return told


def _sentences(random: Random, words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        end = at + random.randint(8, 20)
        yield f"{capital(' '.join(words[at:end]))}."
        at = end


def _paragraphs(random: Random, sentences: Sequence[str]) -> Iterator[Sequence[str]]:
    at = 0
    while at < len(sentences):
        end = at + random.randint(2, 5)
        yield sentences[at:end]
        at = end


def _event(random: Random, published: datetime) -> Row:
    """An event that a cluster holds every year, some weeks after it is told of."""
    start = published.date() + timedelta(days=random.randint(-10, 60))
    series = f"{name(int(3_000 * random.random() ** 2))} {random.choice(_MEETINGS)}"
    town = f"{name(random.randrange(300))}falva"
    return {
        "key": f"{fold(series)} {start:%Y-%m}",
        "kind": "event",
        "name": f"{series} {start.year}",
        "series": series,
        "ordinal": None,
        "start": start,
        "end": start + timedelta(days=random.choice((0, 0, 0, 1, 2))),
        "town": town,
        "venue": None,
        "link": None,
        "called": called(f"{series} {start.year}", town),
        "status": "announced",
        "certain": True,
        "sentence": f"A {series} helyszíne {town}.",
        "found": "prose",
    }


def _credit(random: Random, article: Article) -> Row:
    """A source that is known to the archive, three times of four."""
    known = _source(random) if random.random() < 0.75 else None
    who = known.name if known else any_name(random)
    length = len(article.text)
    return {
        "kind": "source",
        "who": who,
        "source": known.id if known else None,
        "host": known.host if known else None,
        "link": known.home if known else None,
        "called": called(who),
        "passage": f"Forrás: {who}",
        "start": length - 10,
        "end": length,
    }
