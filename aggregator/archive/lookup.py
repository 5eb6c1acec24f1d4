"""Articles as people name them, and as they are named to people."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.feeds import one_story
from aggregator.archive.schema import article, source, story
from aggregator.errors import ConfigError, NotFound
from scrapers import urls


def find_article(connection: Connection, which: str) -> int:
    """The id of an article that is named by it, its number, or by its address.

    Raises ``NotFound`` if there is none, or if several have the address.
    """
    if which.isdecimal() and len(which) < 16:
        query = select(article.c.id).where(article.c.id == int(which))
    else:
        query = select(article.c.id).where(article.c.url == urls.canonical(which))
    found: list[int] = list(connection.scalars(query.order_by(article.c.id)))
    if not found:
        raise NotFound(which, "there is no such article in the archive")
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise NotFound(which, f"several articles have this address, name one by number: {numbers}")
    return found[0]


def find_article_or_story(connection: Connection, which: str) -> int:
    """As ``find_article``; a story's id stands for its original."""
    number = connection.scalar(select(story.c.id).where(story.c.uid == which))
    told = one_story(connection, number) if number is not None else None
    return int(told.original["id"]) if told else find_article(connection, which)


def find_two(connection: Connection, one: str, other: str) -> tuple[int, int]:
    """Two articles as ``find_article_or_story`` finds them; ``ConfigError`` if they are one."""
    pair = find_article_or_story(connection, one), find_article_or_story(connection, other)
    if pair[0] == pair[1]:
        raise ConfigError(other, "names the same article as the other; name two")
    return pair


def names_of(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """These articles for people: title, source and address on one line each."""
    query = select(article.c.id, article.c.title, article.c.url, source.c.name).join(source)
    rows = rows_with(connection, query.where(among(article.c.id)), ids)
    return {number: f"{title} – {name} {url}" for number, title, url, name in rows}
