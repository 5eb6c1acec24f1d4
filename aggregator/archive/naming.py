"""Sources by what they are called and how they are described, now or once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from aggregator.archive.entries import unlist_sources
from aggregator.archive.schema import former_source, source
from aggregator.errors import NotFound
from aggregator.query.words import stems
from scrapers.folding import fold

if TYPE_CHECKING:
    from scrapers.source import Source

_DESCRIBED = ("name", "organisation", "home", "sector", "country")


def keep_descriptions(connection: Connection, sources: Iterable[Source], now: datetime) -> None:
    """Note how the archive described these sources until now, where their files say otherwise."""
    known = described(connection)
    rows = [
        {"source": one.id, "until": now, **{name: known[one.id][name] for name in _DESCRIBED}}
        for one in sources
        if one.id in known and any(known[one.id][name] != getattr(one, name) for name in _DESCRIBED)
    ]
    if rows:
        connection.execute(insert(former_source), rows)
        unlist_sources(connection, [row["source"] for row in rows])


def described(
    connection: Connection, as_of: datetime | None = None
) -> dict[str, Mapping[str, Any]]:
    """Every source by its id, as it is described, or was ``as_of`` a moment; with its hosts."""
    rows = connection.execute(select(source).order_by(source.c.id)).mappings()
    known: dict[str, Mapping[str, Any]] = {row["id"]: dict(row) for row in rows}
    if as_of is None:
        return known
    query = select(former_source).where(former_source.c.until > as_of)
    # the first to end of those that had not ended yet comes last, and counts
    order = (former_source.c.until.desc(), former_source.c.id.desc())
    for row in connection.execute(query.order_by(*order)).mappings():
        then = {name: row[name] for name in _DESCRIBED}
        known[row["source"]] = {**known[row["source"]], **then}
    return known


def check_known(connection: Connection, ids: Iterable[str]) -> None:
    """``NotFound`` for the first of these sources that the archive has never heard of."""
    known = set(connection.scalars(select(source.c.id)))
    for id in ids:
        if id not in known:
            raise NotFound(id, "there is no such source; see klaszterhirek sources")


def named_sources(connection: Connection, name: str, as_of: datetime | None = None) -> list[str]:
    """The ids of the sources that ``name`` means.

    That of this id; else those with this host, or with all these words in their name or in that of
    their organisation, in any form.
    """
    said, wanted = fold(name.strip()), set(stems(name))
    known = described(connection, as_of)
    if said in known:
        return [said]
    return [id for id, row in known.items() if _is_named(row, said, wanted)]


def sources_where(
    connection: Connection, property: str, value: str, as_of: datetime | None = None
) -> list[str]:
    """The ids of the sources with this *sector* or *country*, whatever its case."""
    said = fold(value.strip())
    known = described(connection, as_of)
    return [id for id, row in known.items() if fold(row[property] or "") == said]


def _is_named(row: Mapping[str, Any], said: str, wanted: set[str]) -> bool:
    named = stems(f"{row['name']} {row['organisation']}")
    return said in row["hosts"] or (bool(wanted) and wanted.issubset(named))
