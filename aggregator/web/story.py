"""The page of a story: its original, who carries it and how, what differs, what was edited."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from aggregator.archive.dossiers import Dossier, dossier_of
from aggregator.archive.feeds import Told, one_story
from aggregator.archive.forgotten import was_forgotten
from aggregator.archive.relations import relations_of
from aggregator.archive.rulings import spoken
from aggregator.pages.catalogue import texts
from aggregator.pages.digest.digest import credit_line
from aggregator.pages.dossier import Step
from aggregator.publishing import dossier
from aggregator.publishing.site import happenings_of
from aggregator.research.citation import citation
from aggregator.stories.relation import HOLDING
from aggregator.web.parameters import BadParameter, Parameters
from aggregator.web.service import Service, service
from feeds.feed import Entry
from scrapers import clean

_NUMBER = re.compile(r"[1-9][0-9]{0,14}")
_LARGEST = 10**15 - 1
HAPPENINGS = 30
"""Events and deadlines that are shown of a story."""
INDIRECT = 50
"""Articles of which it is told through whom they are in a story."""


def story(request: Request) -> Response:
    """``/story/{number}``: one story; ``with`` names the article to set beside its original."""
    serving = service(request)
    with serving.read() as connection:
        told = _told(request, connection)
        at = _address(request, told.number)
        if str(told.number) != request.path_params["number"]:
            return RedirectResponse(at, 308)
        return _page(request, serving, connection, told, at)


def _told(request: Request, connection: Connection) -> Told:
    """The story that is asked for, or the one that it turned out to be."""
    asked = request.path_params["number"]
    if not _NUMBER.fullmatch(asked):
        raise HTTPException(404)
    told = one_story(connection, int(asked))
    if told is None:
        raise HTTPException(410 if was_forgotten(connection, int(asked)) else 404)
    if told.original["gone"] is not None:
        gettext = texts(request.state.language).gettext
        raise HTTPException(404, gettext("Its publisher has withdrawn this article."))
    return told


def _page(
    request: Request, serving: Service, connection: Connection, told: Told, at: str
) -> Response:
    language = request.state.language
    entry = serving.shelf.entries(connection, [told.number], language)[told.number]
    known = dossier_of(connection, told)
    steps = _timeline(connection, known, entry, at, language)
    with_whom = _with(request, steps[1:])
    original = told.original
    members = [one.number for one in steps]
    page_of = partial(_address, request)
    return serving.page(
        request,
        "story_page.html",
        at=at,
        entry=entry,
        original=original,
        text=clean.safe_html(original["html"], original["url"], pictures=False)
        if original["full_text"]
        else None,
        steps=steps,
        further=len(known.carriers) - len(steps) + 1,
        comparison=dossier.comparison(known, with_whom) if with_whom else None,
        edits=dossier.edit_lines(known),
        happenings=happenings_of(connection, members)[:HAPPENINGS],
        credit=credit_line(entry, language),
        citation=citation(original),
        translations=dossier.elsewhere(known.twins, told.number, page_of),
        accounts=dossier.elsewhere(known.accounts, told.number, page_of),
    )


def _timeline(
    connection: Connection, known: Dossier, entry: Entry, at: str, language: str
) -> tuple[Step, ...]:
    original = known.told.original
    names = {row["id"]: row["source_name"] for row in (original, *known.carriers)}
    indirect = [row["id"] for row in known.carriers if row["id"] not in known.relations]
    return dossier.timeline(
        known,
        entry,
        through=_through(connection, indirect[:INDIRECT], names),
        ruled=_ruled(connection, names.keys()) - {original["id"]},
        address=lambda number: f"{at}?with={number}#beside",
        language=language,
    )


def _through(
    connection: Connection, indirect: Sequence[int], names: Mapping[int, str]
) -> dict[int, str]:
    """Another article of the story that each of these carries or is carried by, by its source."""
    found: dict[int, str] = {}
    for one in relations_of(connection, indirect):
        if one.kind in HOLDING and {one.a_id, one.b_id} <= names.keys():
            found.setdefault(one.a_id, names[one.b_id])
            found.setdefault(one.b_id, names[one.a_id])
    return found


def _ruled(connection: Connection, members: Collection[int]) -> set[int]:
    """Which of these an editor has brought together."""
    pairs = (one.pair for one in spoken(connection, members) if one.ruling.together)
    return {number for pair in pairs if pair <= set(members) for number in pair}


def _with(request: Request, carriers: Sequence[Step]) -> Step | None:
    """The one that is to stand beside the original."""
    number = Parameters(request.query_params).whole("with", 1, _LARGEST, 0)
    found = dossier.chosen(carriers, number)
    if number and found is None:
        raise BadParameter("with", "the number of an article that carries this story")
    return found


def _address(request: Request, number: int) -> str:
    return service(request).address(request, f"story/{number}")
