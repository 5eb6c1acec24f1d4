"""Search in the interface."""

from __future__ import annotations

from aggregator.archive.search import search
from aggregator.archive.stories import memberships_of
from aggregator.archive.versions import ArticleRow
from aggregator.query.snippet import snippet, whole
from aggregator.query.tree import Query
from aggregator.web.api.articles import summarised
from aggregator.web.api.models import Hit, Hits
from aggregator.web.api.operation import PREFIX, Asked, Operation
from aggregator.web.api.parameter import limit, required, switch, text


def _search(asked: Asked) -> Hits:
    values, serving = asked.values, asked.serving
    with serving.read() as connection:
        found = search(
            connection, values["q"], serving.today, ranked=values["rank"], limit=values["limit"]
        )
        members = memberships_of(connection, [row["id"] for row in found.rows])
    homes = {one.article: one.story for one in members}
    return Hits(
        items=[_hit(row, homes.get(row["id"]), found.query) for row in found.rows],
        next=None,
        remarks=list(found.remarks),
        instead=found.instead,
    )


def _hit(row: ArticleRow, story: int | None, query: Query) -> Hit:
    title, piece = whole(row["title"], query), snippet(row["text"], query)
    return Hit(
        **summarised(row, story),
        title_marks=list(title.marks),
        snippet=piece.text,
        snippet_marks=list(piece.marks),
    )


OPERATIONS = (
    Operation(
        f"{PREFIX}search",
        "search",
        "Articles that a query finds, the newest first, or the best. To go on behind the last, ask "
        "for what was published `until:` its day.",
        Hits,
        (
            required(text("q", "What is looked for, in the archive's query language.")),
            switch("rank", "The best first instead of the newest."),
            limit(20),
        ),
        _search,
        problems=(429,),
    ),
)
