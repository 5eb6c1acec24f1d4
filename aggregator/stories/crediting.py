"""Crediting: whom a text names as its source.

A phrase that names the page itself ("mondta el portálunknak") says that the text is its own, and is
no credit; nor is what names who took a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from aggregator.stories.credit import Credit, KnownSource
from aggregator.stories.hosts import host_of, same_host
from aggregator.stories.known import Known
from aggregator.stories.labels import labels
from aggregator.stories.phrases import Place, phrases
from aggregator.stories.pointing import linked, pointers
from aggregator.stories.reading import Reading
from scrapers.article import Link


def credits(
    text: str,
    known: Sequence[KnownSource],
    links: Sequence[Link] = (),
    own: KnownSource | None = None,
) -> tuple[Credit, ...]:
    """Every credit in ``text``, in the order of their places; they do not overlap.

    ``links`` are those of the text; ``own`` is the article's own source, who is not credited.
    """
    names = _names((*known, own) if own and own not in known else (*known,))
    places = _apart([*labels(text, names), *phrases(text, names)])
    found = [*pointers(text, links, names, own.name if own else None)]
    told = linked(places, found, text, names)
    return tuple(
        _credit(text, place)
        for place in sorted(told, key=lambda place: (place.start, place.end))
        if not (own and _is_of(place, own))
    )


def credits_of(article: Reading, known: Sequence[KnownSource]) -> tuple[Credit, ...]:
    """Every credit in an article but those of its own source, known or not."""
    unknown = KnownSource(article.source, "", (host_of(article.url) or "",))
    own = next((source for source in known if source.name == article.source), unknown)
    return credits(article.text, known, article.links, own)


@lru_cache(maxsize=16)
def _names(sources: tuple[KnownSource, ...]) -> Known:
    """The sources by their names, made once for all articles of a run."""
    return Known(sources)


def _apart(places: Iterable[Place]) -> list[Place]:
    """Of places that overlap one: who names somebody, then labels, then what comes first."""
    kept: list[Place] = []
    for place in sorted(
        places,
        key=lambda place: (place.name.who is None, place.kind not in ("source", "host line")),
    ):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return kept


def _is_of(place: Place, own: KnownSource) -> bool:
    host = place.name.host
    return place.name.source == own.name or (
        host is not None and any(same_host(host, other) for other in own.hosts)
    )


def _credit(text: str, place: Place) -> Credit:
    passage = text[place.start : place.end]
    name = place.name
    return Credit(
        place.kind, passage, place.start, place.end, name.who, name.source, name.host, name.link
    )
