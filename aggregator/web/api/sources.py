"""Sources in the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException

from aggregator.archive.faring import last_report_of, newest_of
from aggregator.archive.naming import described
from aggregator.archive.sources import article_counts
from aggregator.web.api.models import Publication, Source, SourceDetails, Sources
from aggregator.web.api.operation import PREFIX, Asked, Operation
from aggregator.web.api.parameter import MOST, cursor, in_path, limit, text
from aggregator.web.api.sectors import sector

_COLUMNS = ("id", "name", "organisation", "home", "country", "full_text")


def _sources(asked: Asked) -> Sources:
    values, wanted = asked.values, asked.values["limit"]
    with asked.serving.read() as connection:
        known, counts = described(connection), article_counts(connection)
    # what is smaller is decided here, and not by a database's rules of spelling
    left = sorted(id for id in known if id > (values["after"] or ""))
    last = left[wanted - 1] if len(left) > wanted else None
    return Sources(
        items=[Source(**_told(known[id], counts, asked)) for id in left[:wanted]],
        next=asked.further("after", last),
    )


def _source(asked: Asked) -> SourceDetails:
    id = asked.values["id"]
    with asked.serving.read() as connection:
        row = described(connection).get(id)
        if row is None:
            raise HTTPException(404, "there is no such source")
        counts, report = article_counts(connection), last_report_of(connection, id)
        newest = newest_of(connection, id)
    return SourceDetails(
        **_told(row, counts, asked),
        since=row["since"],
        newest=Publication.of(newest),
        checked=report["began"] if report else None,
        state="new" if report is None else "failing" if report["problem"] else "well",
    )


def _told(row: Mapping[str, Any], counts: Mapping[str, int], asked: Asked) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _COLUMNS},
        "sector": sector(row["sector"], asked),
        "article_count": counts.get(row["id"], 0),
    }


OPERATIONS = (
    Operation(
        f"{PREFIX}sources",
        "sources",
        "The sources that the archive knows, by their ids.",
        Sources,
        (limit(MOST), cursor("after", lambda asked: asked.text("after"))),
        _sources,
    ),
    Operation(
        f"{PREFIX}sources/{{id}}",
        "source",
        "A source by its id, and how it fares.",
        SourceDetails,
        (in_path(text("id", "The id of the source.")),),
        _source,
        problems=(404,),
    ),
)
