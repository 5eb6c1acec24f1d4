"""``try``: pages read as a crawl would read them, and nothing stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from aggregator.borrowed import borrowed
from aggregator.errors import ConfigError, Problem
from aggregator.events import Event, events_of, kind_of, structured_events
from aggregator.options import Told
from aggregator.stories.credit import Credit, KnownSource
from aggregator.stories.crediting import credits
from scrapers import urls
from scrapers.article import Article
from scrapers.fetch import Fetched, fetch
from scrapers.reactor import run
from scrapers.source import Source
from scrapers.topics import OFF_TOPIC, on_topic
from scrapers.workers import Refusal, Workers, read_article

NOWHERE = "http://file.invalid/"
"""The address of a file that was given none."""
_LANGUAGES = ("hu", "en", "de", "sk", "ro", "cs")


def readings(pages: Sequence[str], addresses: Sequence[str], given: Told) -> list[dict[str, Any]]:
    """What the article on each page says, in the order of ``pages`` (files or addresses).

    ``addresses`` are those of the files, in their order. Each record has ``refused``: why nothing
    could be read, or ``None``; and what was read has ``left_out``: why a crawl would not take it,
    or ``None``. Raises ``ConfigError`` for a file that cannot be read.
    """
    sources = given.sources()
    return asyncio.run(_read(answers_of(pages, addresses, given), sources))


def answers_of(pages: Sequence[str], addresses: Sequence[str], given: Told) -> list[Fetched]:
    """What each of ``pages`` (files or addresses) answers, in their order.

    ``addresses`` are those of the files; a file without one is at ``NOWHERE``. Raises
    ``ConfigError`` for a file that cannot be read.
    """
    files = [page for page in pages if urls.join(page, "") is None]
    told = dict(zip(files, addresses, strict=False))
    answers = {file: _opened(file, told.get(file)) for file in files}
    online = [page for page in pages if page not in answers]
    if online:
        fetched = run(fetch(online, given.manners()))
        answers |= {answer.asked: answer for answer in fetched}
    return [answers[page] for page in pages]


async def _read(answers: Sequence[Fetched], sources: Sequence[Source]) -> list[dict[str, Any]]:
    now = datetime.now(UTC)
    owners = [owner_of(answer.url, sources) for answer in answers]
    with Workers() as workers:
        results = [
            await workers.run(
                read_article,
                *(answer.body, answer.url, answer.content_type),
                *(owner.model_copy(update={"topics": ()}), now, None),
            )
            if answer.problem is None
            else Refusal(answer.problem)
            for answer, owner in zip(answers, owners, strict=True)
        ]
    told = zip(answers, results, owners, strict=True)
    return [_record(*one, sources) for one in told]


def _opened(file: str, address: str | None) -> Fetched:
    if address is not None and urls.join(address, "") is None:
        raise ConfigError("--url", f"{address} is not an http or https address")
    try:
        return Fetched(file, address or NOWHERE, Path(file).read_bytes(), "text/html")
    except OSError as error:
        raise Problem(file, f"cannot be read: {error.strerror}") from error


def owner_of(address: str, sources: Sequence[Source]) -> Source:
    """The source that the page belongs to, else one that its own address makes up."""
    host = urls.host(address)
    owners = [source for source in sources if source.owns(address)]
    # a sub-domain may be a source of its own
    owners.sort(key=lambda source: host not in (source.host, *source.aliases))
    if owners:
        return owners[0]
    return Source(id="try", name=host, organisation=host, home=address, languages=_LANGUAGES)


def _record(
    answer: Fetched, result: Article | Refusal, owner: Source, sources: Sequence[Source]
) -> dict[str, Any]:
    if isinstance(result, Refusal):
        return {"asked": answer.asked, "url": answer.url, "refused": result.reason}
    published = result.published
    credit = credits(result.text, list(map(_known, sources)), result.links, _known(owner))
    events = _events(result, credit, owner)
    return {
        "asked": answer.asked,
        "url": None if result.url == NOWHERE else result.url,
        "title": result.title,
        "published": published
        and {
            "at": published.iso(),
            "precision": published.precision,
            "found": published.found,
            "text": published.text,
        },
        "text": result.text,
        "html": result.html,
        "authors": list(result.authors),
        "agency": result.agency,
        "image": result.image,
        "gallery": list(result.gallery),
        "language": result.language,
        "alternates": [asdict(one) for one in result.alternates],
        "kind": kind_of(result.title, result.text, events),
        "attachments": [asdict(one) for one in result.attachments],
        "links": [asdict(one) for one in result.links],
        "quotations": list(result.quotations),
        "credit": [_told(one) for one in credit],
        "events": [{**_told(one), "key": one.key} for one in events],
        "refused": None,
        "left_out": None if on_topic(result, owner.topics) else OFF_TOPIC,
    }


def _known(source: Source) -> KnownSource:
    return KnownSource(source.id, source.name, (source.host, *source.aliases))


def _events(result: Article, credit: Sequence[Credit], owner: Source) -> tuple[Event, ...]:
    return events_of(
        result.title,
        result.text,
        result.published.day if result.published else None,
        links=result.links,
        quoted=borrowed(result.text, result.quotations, credit),
        structured=structured_events(result.announced),
        languages=(result.language,) if result.language else owner.languages,
    )


def _told(value: Credit | Event) -> dict[str, Any]:
    """A value as JSON has it: days and times as ISO 8601 writes them."""
    plain = asdict(value)
    return {
        name: one.isoformat() if isinstance(one, date | time) else one
        for name, one in plain.items()
    }
