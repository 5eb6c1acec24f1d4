"""The page of the search: what a query finds, how it is distributed, what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.facets import Facets, facets
from aggregator.archive.naming import described
from aggregator.archive.search import Limits
from aggregator.archive.stories import memberships_of
from aggregator.pages import names
from aggregator.pages.catalogue import texts
from aggregator.query.parse import without
from aggregator.query.snippet import Snippet
from aggregator.searching import Hits, found_articles
from aggregator.web.choosing import asking
from aggregator.web.found import FORMS
from aggregator.web.parameters import LONGEST, Parameters
from aggregator.web.service import Service, service

PAGE, MOST = 20, 200
"""Hits that a page begins with, and has at most."""
SHOWN = 8
"""Values of a facet that are shown."""


@dataclass(frozen=True, slots=True)
class Narrower:
    """A way to narrow a search: the value's name, how many articles, the address."""

    name: str
    count: int
    address: str


def page(request: Request) -> Response:
    """``/search``: what a query finds, the newest or the best first."""
    serving, asked = service(request), Parameters(request.query_params)
    query = asked.text("q") or ""
    order = asked.choice("order", ("newest", "best")) or "newest"
    many = asked.whole("many", 1, MOST, PAGE)
    hits, counted, stories = Hits((), (), None), None, dict[int, int]()
    narrower: Mapping[str, list[Narrower]] = {}
    if query:
        hits = found_articles(
            serving.archive,
            query,
            serving.clock(),
            Limits(),
            ranked=order == "best",
            limit=many + 1,
        )
        with serving.read() as connection:
            counted = facets(connection, query, serving.today)
            narrower = _narrower(connection, counted, serving, request, query)
            numbers = [record["id"] for record in hits.records[:many]]
            stories = {one.article: one.story for one in memberships_of(connection, numbers)}

    def address(**told: object) -> str:
        return serving.address(request, f"search?{urlencode(told)}")

    gettext = texts(request.state.language).gettext
    best = {} if order == "newest" else {"order": order}
    return serving.page(
        request,
        "search.html",
        query=query,
        order=order,
        hits=[(one, _marked(one, "title"), _marked(one, "snippet")) for one in hits.records[:many]],
        stories={
            number: serving.address(request, f"story/{story}") for number, story in stories.items()
        },
        counted=counted,
        narrower=narrower,
        remarks=[one.said(gettext) for one in hits.remarks],
        instead=hits.instead and (hits.instead, address(q=hits.instead)),
        more=address(q=query, many=min(many * 2, MOST), **best)
        if len(hits.records) > many and many < MOST
        else None,
        other_order=address(q=query, order="best" if order == "newest" else "newest"),
        as_files=_as_files(serving, query),
    )


def _marked(record: Mapping[str, object], name: str) -> list[tuple[str, bool]]:
    """A title or a snippet in parts, each with whether it was looked for."""
    return list(Snippet(record[name], record[f"{name}_marks"]).parts())  # type: ignore[arg-type]


def _narrower(
    connection: Connection, counted: Facets, serving: Service, request: Request, query: str
) -> dict[str, list[Narrower]]:
    """Ways to narrow a search, by facet; none where all that was found is of one value."""
    sources, language = described(connection), request.state.language
    called: dict[str, Callable[[str], str]] = {
        "source": lambda id: sources[id]["name"],
        "sector": lambda code: names.sector(code, language),
        "language": lambda code: names.language(code, language),
        "year": lambda year: year,
    }

    def ways(facet: str, values: Mapping[str, int]) -> Iterator[Narrower]:
        # one more of what is asked for already would add to it
        bare = without(query, facet, serving.today)
        for value, count in [*values.items()][:SHOWN]:
            narrowed = f"{bare} {_asking(facet, value)}".strip()
            if len(narrowed) <= LONGEST:
                path = f"search?{urlencode({'q': narrowed})}"
                yield Narrower(called[facet](value), count, serving.address(request, path))

    found = {facet: getattr(counted, facet) for facet in called}
    return {facet: [*ways(facet, some)] for facet, some in found.items() if len(some) > 1}


def _asking(facet: str, value: str) -> str:
    """The words of a query that ask for a value of a facet."""
    if facet == "year":
        return f"from:{value} to:{value}"
    return asking(facet, value)


def _as_files(serving: Service, query: str) -> dict[str, str]:
    """The addresses of the result in other forms, by their names."""
    asked = urlencode({"q": query})
    feeds = {name: f"search{form.SUFFIX}" for name, form in FORMS.items()}
    paths = {**feeds, "CSV": "search.csv", "JSON": "api/v1/search"}
    return {name: f"{serving.root}{path}?{asked}" for name, path in paths.items()}
