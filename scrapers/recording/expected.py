"""What is read from a recording, as a text that shows in a diff what became otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from difflib import unified_diff
from hashlib import blake2b
from typing import Any

from scrapers.article import Article, Published
from scrapers.doors.teaser import Reading, Teaser
from scrapers.recording.recording import Answer, Recording
from scrapers.source import Door, Source
from scrapers.workers import Refusal, read_article, read_door

_BEGINS = 6
"""Words of an article's text that are shown."""


def expected(recording: Recording) -> str:
    """The doors with their teasers and the articles that are read from ``recording``, as JSON.

    Of the texts there is only how long they are, how they begin, and a digest.
    """
    return json.dumps(_read(recording), ensure_ascii=False, indent=2) + "\n"


def compared(before: str, after: str) -> str:
    """A diff of two expected results; empty where they are the same."""
    lines = before.splitlines(), after.splitlines()
    return "\n".join(unified_diff(*lines, "as it was", "as it is now", n=2, lineterm=""))


def made(raw: Recording) -> tuple[Recording, str, tuple[str, ...]]:
    """``raw`` without its prose, what is read from that, and what reads otherwise for the want
    of it: addresses with the fields that differ. Runs in a worker.
    """
    stripped = raw.stripped()
    told = expected(stripped)
    return stripped, told, tuple(_differences(_read(raw), json.loads(told)))


def _read(recording: Recording) -> dict[str, list[dict[str, Any]]]:
    # whether a text is about a source's topics cannot be told from one without prose
    source = recording.source.model_copy(update={"topics": ()})
    doors = [
        (door, answer, _reading(door, answer, source, recording))
        for door, answer in recording.doors
    ]
    shown = {teaser.url: teaser for *_, reading in doors for teaser in reading.teasers}
    return {
        "doors": [_door(*each) for each in doors],
        "articles": sorted(
            (
                _article(answer, shown.get(answer.asked), source, recording)
                for answer in recording.articles
            ),
            key=lambda article: str(article["asked"]),
        ),
    }


def _reading(door: Door, answer: Answer, source: Source, recording: Recording) -> Reading:
    return read_door(door, answer.body, answer.url, answer.content_type, source, recording.now)


def _door(door: Door, answer: Answer, reading: Reading) -> dict[str, Any]:
    return {
        "asked": answer.asked,
        "kind": door.kind,
        "trouble": reading.trouble,
        "nameless": reading.nameless,
        "older": list(reading.older),
        "teasers": [
            {"url": one.url, "title": one.title, "published": _published(one.published)}
            for one in reading.teasers
        ],
        "articles": [_told(one) for one in reading.articles],
    }


def _article(
    answer: Answer, teaser: Teaser | None, source: Source, recording: Recording
) -> dict[str, Any]:
    read = read_article(answer.body, answer.url, answer.content_type, source, recording.now, teaser)
    told = {"refused": read.reason} if isinstance(read, Refusal) else _told(read)
    return {"asked": answer.asked, **told}


def _told(article: Article) -> dict[str, Any]:
    words = article.text.split()
    return {
        "url": article.url,
        "title": article.title,
        "published": _published(article.published),
        "authors": list(article.authors),
        "language": article.language,
        "alternates": [asdict(one) for one in article.alternates],
        "image": article.image,
        "text": {
            "paragraphs": article.text.count("\n\n") + 1,
            "words": len(words),
            "begins": " ".join(words[:_BEGINS]),
            "digest": blake2b(article.text.encode(), digest_size=8).hexdigest(),
        },
    }


def _published(published: Published | None) -> dict[str, str] | None:
    if published is None:
        return None
    return {"at": published.iso(), "precision": published.precision, "found": published.found}


def _differences(
    raw: dict[str, list[dict[str, Any]]], stripped: dict[str, list[dict[str, Any]]]
) -> Iterator[str]:
    for kind, each in raw.items():
        for before, after in zip(each, stripped[kind], strict=True):
            for name in sorted(before.keys() | after.keys()):
                if _shape(before.get(name)) != _shape(after.get(name)):
                    yield f"{before['asked']}: {name}"


def _shape(value: Any) -> Any:
    """``value`` without what words there are in a text."""
    if isinstance(value, list):
        return [_shape(one) for one in value]
    if isinstance(value, dict):
        return {
            name: _shape(one) for name, one in value.items() if name not in ("begins", "digest")
        }
    return value
