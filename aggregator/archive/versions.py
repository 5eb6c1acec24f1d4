"""Versions: what the archive has said of an article, one after the other.

A page is edited (a revision), or a better reader reads it (a reading): either way what was said
until then is kept with the moment until which it was. An article as it was known at a moment is the
first version that was replaced after it, or what it says now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, literal, select

from aggregator.archive.among import among, mappings_with
from aggregator.archive.naming import described
from aggregator.archive.schema import absence, former_kind, reading, revision

ArticleRow = RowMapping | dict[str, Any]
"""The columns of an article, perhaps as they were once."""
SAID = (
    *("title", "text", "html"),
    *("published_at", "published_precision", "published_found", "published_text", "language"),
)
"""Columns of an article that its former versions have too."""
UNKNOWN = ""
"""How a former version keeps that there was none, where nothing means that it was not noted: of a
language, of a kind."""
_TABLES = {"edited": revision, "read again": reading}
_FORMER = tuple(
    select(
        table.c.article,
        table.c.id,
        table.c.until,
        literal(kind).label("kind"),
        *(table.c[name] for name in SAID),
    ).where(among(table.c.article))
    for kind, table in _TABLES.items()
)
_ABSENCES = select(absence.c.article, absence.c.since, absence.c.until).where(
    among(absence.c.article)
)
_KINDS = (
    select(former_kind.c.article, former_kind.c.kind, former_kind.c.until)
    .where(among(former_kind.c.article))
    .order_by(former_kind.c.until, former_kind.c.id)
)


def said(row: Mapping[Any, Any]) -> dict[str, Any]:
    """What an article says, as its former version keeps it."""
    return {name: row[name] for name in SAID} | {"language": row["language"] or UNKNOWN}


def spoken(version: Mapping[Any, Any], now: str | None) -> str | None:
    """The language of a version of an article whose language is known ``now``."""
    if version["language"] is None:
        return now
    told: str = version["language"]
    return told or None


def former_versions(
    connection: Connection, ids: Iterable[int]
) -> defaultdict[int, list[RowMapping]]:
    """What was said of these articles and no longer is: ``SAID``, ``until`` and ``kind``.

    Of each article in order of time. ``kind`` is why it was replaced: *edited* or *read again*.
    """
    some = set(ids)
    rows = [row for query in _FORMER for row in mappings_with(connection, query, some)]
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["until"], row["kind"], row["id"])):
        found[row["article"]].append(row)
    return found


def as_known(
    connection: Connection, rows: Sequence[RowMapping], moment: datetime | None
) -> Sequence[ArticleRow]:
    """Rows of articles as they were at a moment, or now; those not yet known then are left out.

    ``source_name``, ``kind``, ``changed`` and ``gone`` are as they were then; ``last_seen`` is
    ``None`` where it was later: when the page had last been seen by then is not known.
    """
    if moment is None:
        return rows
    known = [row for row in rows if row["first_seen"] <= moment]
    ids = [row["id"] for row in known]
    former, gone = former_versions(connection, ids), _gone_at(connection, ids, moment)
    kinds = _kinds_at(connection, ids, moment)
    sources = described(connection, moment)
    return [
        {
            **_as_known(row, former[row["id"]], gone.get(row["id"]), kinds.get(row["id"]), moment),
            **_called(row, sources),
        }
        for row in known
    ]


def _as_known(
    row: RowMapping,
    former: Sequence[RowMapping],
    gone: datetime | None,
    kind: str | None,
    moment: datetime,
) -> dict[str, Any]:
    values = {**row, "gone": gone}
    then = next((version for version in former if version["until"] > moment), None)
    if then:
        values |= {name: then[name] for name in SAID}
        values["language"] = spoken(then, row["language"])
    if kind is not None:
        values["kind"] = kind or None
    if row["last_seen"] > moment:
        values["last_seen"] = None
    values["changed"] = _changed_at(row, former, moment)
    return values


def _called(row: RowMapping, sources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What the source of an article was called, where its row tells that."""
    return {"source_name": sources[row["source"]]["name"]} if "source_name" in row else {}


def _changed_at(row: RowMapping, former: Sequence[RowMapping], moment: datetime) -> datetime | None:
    """When the text had last been edited by a moment."""
    if row["changed"] is None or row["changed"] <= moment:
        changed: datetime | None = row["changed"]
        return changed
    said: list[Any] = [*former, row]
    edits = [
        one["until"]
        for one, after in pairwise(said)
        if one["kind"] == "edited"
        and (one["title"], one["text"]) != (after["title"], after["text"])
    ]
    return max((edit for edit in edits if edit <= moment), default=None)


def _gone_at(connection: Connection, ids: Iterable[int], moment: datetime) -> dict[int, datetime]:
    rows = mappings_with(connection, _ABSENCES, ids)
    return {
        row["article"]: row["since"]
        for row in rows
        if row["since"] <= moment and (row["until"] is None or row["until"] > moment)
    }


def _kinds_at(connection: Connection, ids: Iterable[int], moment: datetime) -> dict[int, str]:
    """What articles were taken for that have since been found to be of another kind.

    ``UNKNOWN`` is what was not taken for any.
    """
    rows = [row for row in mappings_with(connection, _KINDS, ids) if row["until"] > moment]
    return {row["article"]: row["kind"] for row in reversed(rows)}
