"""Values to columns and back: the one place that knows how an article lies in its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import RowMapping

from aggregator.query.words import stems
from scrapers import clean
from scrapers.article import Alternate, Announced, Article, Link, Published
from scrapers.doors.teaser import Teaser
from scrapers.source import DOOR, Door


def article_row(article: Article) -> dict[str, Any]:
    """The columns that follow from an article alone, in letters that every database keeps."""
    published = article.published
    values = {
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "html": article.html,
        "published_at": published and published.at,
        "published_precision": published and published.precision,
        "published_found": published and published.found,
        "published_text": published and clean.line(published.text),
        "authors": list(article.authors),
        "agency": article.agency,
        "image": article.image,
        "gallery": list(article.gallery),
        "attachments": [asdict(one) for one in article.attachments],
        "links": [asdict(one) for one in article.links],
        "quotations": list(article.quotations),
        "announced": [asdict(one) for one in article.announced],
        "blocks": list(article.blocks),
        "language": article.language,
        "alternates": [asdict(one) for one in article.alternates],
        "digest": digest(article),
    }
    return {name: _storable(value) for name, value in values.items()}


def _storable(value: Any) -> Any:
    """``value`` with texts that every database keeps: no NUL, no halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return value


def digest(article: Article) -> str:
    """What the article says, in short: another digest means another revision.

    Layout, pictures and the way its date was found do not count.
    """
    said = "\0".join((article.title, article.text))
    return blake2b(said.encode("utf-8", "ignore"), digest_size=16).hexdigest()


def announced_of(row: RowMapping) -> tuple[Announced, ...]:
    """The events that an article's page announces, in its row."""
    return tuple(Announced(**one) for one in row["announced"])


def links_of(row: RowMapping) -> tuple[Link, ...]:
    """The links of an article in its row."""
    return tuple(Link(**one) for one in row["links"])


def alternates_of(row: RowMapping) -> tuple[Alternate, ...]:
    """What an article's page names as the same in other languages, in its row."""
    return tuple(Alternate(**one) for one in row["alternates"])


def called(*names: str | None) -> str:
    """The stems of names, each between spaces: a text of a column to be searched in."""
    told = " ".join(stems(" ".join(filter(None, names))))
    return f" {told} " if told else ""


def door_of(row: RowMapping) -> Door:
    """The door in its row."""
    return DOOR.validate_python(row["spec"] or {"kind": row["kind"], "url": row["url"]})


def teaser_json(teaser: Teaser) -> dict[str, Any]:
    """A teaser as JSON keeps it."""
    values = _fields(teaser)
    if published := teaser.published:
        values["published"] = {**_fields(published), "at": published.at.isoformat()}
    return values


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a value by their names, as they are."""
    return {one.name: getattr(value, one.name) for one in fields(value)}


def teaser_of(values: Mapping[str, Any]) -> Teaser:
    """The teaser that ``teaser_json`` wrote."""
    told = values["published"]
    published = Published(**{**told, "at": datetime.fromisoformat(told["at"])}) if told else None
    authors = tuple(values["authors"])
    return Teaser(**{**values, "published": published, "authors": authors})
