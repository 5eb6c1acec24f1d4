"""Values to columns and back: the one place that knows how an article lies in its row."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import blake2b
from typing import Any, cast

from sqlalchemy import RowMapping

from scrapers import clean
from scrapers.article import BUDAPEST, Article, Precision, Published
from scrapers.doors.teaser import Teaser


def article_row(article: Article) -> dict[str, Any]:
    """The columns that follow from an article alone."""
    published = article.published
    return {
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
        "image": article.image,
        "language": article.language,
        "digest": digest(article),
        "folded": fold(f"{article.title}\n{article.text}"),
    }


def digest(article: Article) -> str:
    """What the article says, in short: another digest means another revision.

    Layout, pictures and the way its date was found do not count.
    """
    said = "\0".join((article.title, article.text))
    return blake2b(said.encode(), digest_size=16).hexdigest()


def published_of(row: RowMapping) -> Published | None:
    """The publication moment in an article's row, in Budapest's time, where its day counts."""
    if row["published_at"] is None:
        return None
    precision = cast(Precision, row["published_precision"])
    at = row["published_at"].astimezone(BUDAPEST)
    return Published(at, precision, row["published_found"], row["published_text"])


def fold(text: str) -> str:
    """``text`` for searching: without case, without accents."""
    storable = text.encode("utf-8", "ignore").decode("utf-8")
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", storable).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def teaser_json(teaser: Teaser) -> dict[str, Any]:
    """A teaser as JSON keeps it."""
    values = asdict(teaser)
    if teaser.published:
        values["published"]["at"] = teaser.published.at.isoformat()
    return values


def teaser_of(values: Mapping[str, Any]) -> Teaser:
    """The teaser that ``teaser_json`` wrote."""
    told = values["published"]
    published = Published(**{**told, "at": datetime.fromisoformat(told["at"])}) if told else None
    return Teaser(**{**values, "published": published})
