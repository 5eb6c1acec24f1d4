"""What a search finds as files: a feed to subscribe to, a table to download."""

from __future__ import annotations

from io import StringIO
from pathlib import PurePosixPath
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.search import Limits, search
from aggregator.archive.stories import memberships_of
from aggregator.pages.catalogue import texts
from aggregator.pages.view import Language
from aggregator.searching import COLUMNS, found_articles
from aggregator.tell import tell
from aggregator.web.parameters import Parameters
from aggregator.web.published import MEDIA_TYPES
from aggregator.web.responses import FEEDS, answer
from aggregator.web.service import service
from feeds import atom, jsonfeed, rss
from feeds.feed import Feed

IN_FEED = 50
"""Articles whose stories are in the feed of a search."""
IN_TABLE = 1_000
"""Rows of a table to download."""
FORMS = {"RSS": rss, "Atom": atom, "JSON Feed": jsonfeed}
_BY_SUFFIX = {form.SUFFIX: form for form in FORMS.values()}


def feed(request: Request) -> Response:
    """``/search.rss``, ``.atom``, ``.json``: the stories of the newest articles found."""
    serving, asked = service(request), Parameters(request.query_params)
    query, suffix = asked.text("q") or "", PurePosixPath(request.state.path).suffix
    language: Language = serving.config.language
    with serving.read() as connection:
        rows = search(connection, query, serving.today, Limits(), limit=IN_FEED).rows
        homes = memberships_of(connection, [row["id"] for row in rows])
        story_of = {one.article: one.story for one in homes}
        numbers = dict.fromkeys(story_of[row["id"]] for row in rows if row["id"] in story_of)
        entries = tuple(serving.shelf.entries(connection, [*numbers], language).values())
    gettext = texts(language).gettext
    told = gettext("News found by: %(name)s") % {"name": query}
    made = Feed(
        # a search is what it asks: no archive has to remember who has subscribed to what
        id=uuid5(NAMESPACE_URL, f"{serving.config.address or 'klaszterhirek:'}search?{query}").urn,
        name="search",
        query=urlencode({"q": query}),
        base=serving.config.address,
        title=f"{serving.config.title}: {query}",
        description=told,
        language=language,
        updated=max((entry.updated for entry in entries), default=None),
        entries=entries,
    )
    return answer(request, _BY_SUFFIX[suffix].render(made), MEDIA_TYPES[suffix], keep=FEEDS)


def table(request: Request) -> Response:
    """``/search.csv``: the articles found, as ``klaszterhirek search --format csv`` writes them."""
    serving, asked = service(request), Parameters(request.query_params)
    query = asked.text("q") or ""
    ranked = asked.choice("order", ("newest", "best")) == "best"
    hits = found_articles(
        serving.archive, query, serving.clock(), Limits(), ranked=ranked, limit=IN_TABLE
    )
    out = StringIO(newline="")
    tell(hits.records, "csv", columns=COLUMNS, out=out)
    headers = {"Content-Disposition": 'attachment; filename="search.csv"'}
    body = out.getvalue().encode("utf-8", "replace")
    return answer(request, body, "text/csv; charset=utf-8", headers=headers)
