"""Stories in the interface."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from aggregator.archive.accounts import related_articles
from aggregator.archive.browsing import Wanted, places_of
from aggregator.archive.feeds import Told, one_story, told_stories
from aggregator.archive.forgotten import was_forgotten
from aggregator.archive.versions import ArticleRow
from aggregator.publishing.dossier import CARRIERS
from aggregator.publishing.entry import additions
from aggregator.summary import summary
from aggregator.web.api.articles import summarised
from aggregator.web.api.models import (
    Elsewhere,
    Member,
    Publication,
    SourceName,
    Stories,
    Story,
    StoryDetails,
)
from aggregator.web.api.operation import PREFIX, Asked, Operation
from aggregator.web.api.parameter import choice, cursor, limit, number, text
from aggregator.web.api.sectors import sector
from aggregator.web.choosing import KINDS, chosen
from aggregator.web.parameters import cursor as written

_CHOSEN_BY = (
    text("sector", "Only what a source of this sector tells, reprints or quotes."),
    text("source", "Only what the source with this id tells, reprints or quotes."),
    text("language", "Only what is told in this language, as two letters."),
    choice("kind", "Only what is of this kind.", KINDS),
)


def _stories(asked: Asked) -> Stories:
    values, wanted = asked.values, asked.values["limit"]
    with asked.serving.read() as connection:
        places = places_of(connection, _wanted(connection, asked), values["before"], wanted + 1)
        shown = [one.story for one in places[:wanted]]
        told = told_stories(connection, shown)
    last = written(places[wanted - 1]) if len(places) > wanted else None
    return Stories(
        items=[Story(**_told(told[one], asked)) for one in shown if one in told],
        next=asked.further("before", last),
    )


def _wanted(connection: Connection, asked: Asked) -> Wanted:
    if not any(asked.values[one.name] for one in _CHOSEN_BY):
        return Wanted()
    offered = asked.serving.choices(asked.request.state.language)
    return offered.wanted(chosen(asked.query, offered))


def _story(asked: Asked) -> StoryDetails | Response:
    wanted = asked.values["number"]
    with asked.serving.read() as connection:
        told = one_story(connection, wanted)
        if told is None:
            if was_forgotten(connection, wanted):
                raise HTTPException(410, "this story was removed on request")
            raise HTTPException(404, "there is no such story")
        if told.number != wanted:
            path = f"{PREFIX}stories/{told.number}".lstrip("/")
            return RedirectResponse(asked.page(path), 308)
        carriers = (*told.reprints[:CARRIERS], *told.quotations[:CARRIERS])
        members = [told.original["id"], *(row["id"] for row in carriers)]
        twins = related_articles(connection, members, "twin")
        accounts = related_articles(connection, members, "event")
    return StoryDetails(
        **_told(told, asked),
        original=_member(told.original, told),
        reprints=[_member(row, told) for row in told.reprints[:CARRIERS]],
        quotations=[_member(row, told) for row in told.quotations[:CARRIERS]],
        translations=list(map(_elsewhere, twins)),
        accounts=list(map(_elsewhere, accounts)),
    )


def _told(told: Told, asked: Asked) -> dict[str, Any]:
    original = told.original
    return {
        "number": told.number,
        "id": told.uid,
        "page": asked.page(f"story/{told.number}"),
        "title": original["title"],
        "url": original["url"],
        "source": SourceName(id=original["source"], name=original["source_name"]),
        "sector": sector(original["sector"], asked),
        "summary": summary(original["text"]),
        "language": original["language"],
        "kind": original["kind"],
        "published": Publication.of(told.published),
        "first_seen": original["first_seen"],
        "updated": told.updated,
        "reprint_count": len(told.reprints),
        "quotation_count": len(told.quotations),
    }


def _member(row: ArticleRow, told: Told) -> Member:
    adds = [] if row is told.original else list(additions(row, told.original))
    return Member(**summarised(row, told.number), adds=adds)


def _elsewhere(row: ArticleRow) -> Elsewhere:
    return Elsewhere(
        story=row["story"],
        source=SourceName(id=row["source"], name=row["source_name"]),
        title=row["title"],
        url=row["url"],
        language=row["language"],
    )


OPERATIONS = (
    Operation(
        f"{PREFIX}stories",
        "stories",
        "Stories, the newest first; without those whose publisher has withdrawn them.",
        Stories,
        (*_CHOSEN_BY, limit(30), cursor("before", lambda asked: asked.place("before"))),
        _stories,
    ),
    Operation(
        f"{PREFIX}stories/{{number}}",
        "story",
        "A story with its articles; 308 for one that turned out to be another, 410 for one that "
        "was removed on request.",
        StoryDetails,
        (number("number", "The number of the story."),),
        _story,
        problems=(404, 410, 429),
        may_move=True,
    ),
)
