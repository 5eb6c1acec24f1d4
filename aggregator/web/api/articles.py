"""Articles in the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from aggregator.archive.leafing import article_rows, articles_before
from aggregator.archive.moments import published_of
from aggregator.archive.versions import ArticleRow
from aggregator.pages.strangers import linkable
from aggregator.research.citation import citation
from aggregator.summary import summary
from aggregator.web.api.models import (
    Article,
    ArticleDetails,
    Articles,
    Attachment,
    Publication,
    SourceName,
)
from aggregator.web.api.operation import PREFIX, Asked, Operation
from aggregator.web.api.parameter import limit, number, number_before, text
from aggregator.web.choosing import chosen
from scrapers import clean


def summarised(row: ArticleRow, story: int | None) -> dict[str, Any]:
    """The values of an ``ArticleSummary``, from a row with ``source_name``."""
    return {
        "number": row["id"],
        "source": SourceName(id=row["source"], name=row["source_name"]),
        "url": row["url"],
        "title": row["title"],
        "summary": summary(row["text"]),
        "language": row["language"],
        "kind": row["kind"],
        "authors": list(row["authors"]),
        "published": Publication.of(published_of(row)),
        "first_seen": row["first_seen"],
        "changed": row["changed"],
        "gone": row["gone"],
        "story": story,
    }


def _articles(asked: Asked) -> Articles:
    values, wanted = asked.values, asked.values["limit"]
    with asked.serving.read() as connection:
        told: Mapping[str, str] = {}
        if values["source"] or values["language"]:
            told = chosen(asked.query, asked.serving.choices(asked.request.state.language))
        numbers = articles_before(connection, values["before"], wanted + 1, **told)
        rows = article_rows(connection, numbers[:wanted])
    last = str(numbers[wanted - 1]) if len(numbers) > wanted else None
    return Articles(
        items=[Article(**_told(row)) for row in rows], next=asked.further("before", last)
    )


def _article(asked: Asked) -> ArticleDetails:
    with asked.serving.read() as connection:
        rows = article_rows(connection, [asked.values["number"]])
    if not rows:
        raise HTTPException(404, "there is no such article")
    row = rows[0]
    if row["forgotten"]:
        raise HTTPException(410, "this article was removed on request")
    return ArticleDetails(
        **_told(row),
        html=clean.safe_html(row["html"], row["url"]) if _may_be_shown(row) else None,
        image=linkable(row["image"]),
        attachments=[Attachment(**one) for one in row["attachments"] if linkable(one["url"])],
        agency=row["agency"],
        citation=citation(row),
    )


def _told(row: ArticleRow) -> dict[str, Any]:
    shown = row["text"] if _may_be_shown(row) else None
    return {**summarised(row, row["story"]), "text": shown}


def _may_be_shown(row: ArticleRow) -> bool:
    """Whether its source lets its text be shown, and still shows it itself."""
    return bool(row["full_text"]) and row["gone"] is None


OPERATIONS = (
    Operation(
        f"{PREFIX}articles",
        "articles",
        "Articles, the last that the archive took in first: an order that never changes.",
        Articles,
        (
            text("source", "Only of the source with this id."),
            text("language", "Only in this language, as two letters."),
            limit(30),
            number_before("before"),
        ),
        _articles,
    ),
    Operation(
        f"{PREFIX}articles/{{number}}",
        "article",
        "An article by its number; 410 for one that was removed on request.",
        ArticleDetails,
        (number("number", "The number of the article."),),
        _article,
        problems=(404, 410),
    ),
)
