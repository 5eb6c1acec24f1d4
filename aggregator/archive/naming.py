"""Sources by what they are called and how they are described, now or once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, insert, select

from aggregator.archive.entries import unlist_sources
from aggregator.archive.schema import former_source, source
from aggregator.errors import NotFound
from aggregator.query.words import stems
from scrapers import urls
from scrapers.folding import fold

if TYPE_CHECKING:
    from scrapers.source import Source

_DESCRIBED = ("name", "organisation", "home", "sector", "country", "hosts")


def description(one: Source) -> dict[str, Any]:
    """The columns that tell how the file of a source describes it."""
    values = {name: getattr(one, name) for name in _DESCRIBED if name != "hosts"}
    return {**values, "hosts": [one.host, *one.aliases]}


def keep_descriptions(connection: Connection, sources: Iterable[Source], now: datetime) -> None:
    """Note how the archive described these sources until now, where their files say otherwise."""
    known = described(connection)
    rows = [
        {"source": one.id, "until": now, **{name: known[one.id][name] for name in _DESCRIBED}}
        for one in sources
        if one.id in known
        and any(known[one.id][name] != told for name, told in description(one).items())
    ]
    if rows:
        connection.execute(insert(former_source), rows)
        unlist_sources(connection, [row["source"] for row in rows])


def described(
    connection: Connection, as_of: datetime | None = None
) -> dict[str, Mapping[str, Any]]:
    """Every source by its id, as it is described, or was ``as_of`` a moment."""
    rows = connection.execute(select(source).order_by(source.c.id)).mappings()
    known: dict[str, Mapping[str, Any]] = {row["id"]: dict(row) for row in rows}
    if as_of is None:
        return known
    query = select(former_source).where(former_source.c.until > as_of)
    # the first to end of those that had not ended yet comes last, and counts
    order = (former_source.c.until.desc(), former_source.c.id.desc())
    for row in connection.execute(query.order_by(*order)).mappings():
        then = {name: row[name] for name in _DESCRIBED}
        if then["hosts"] is None:  # not noted yet
            del then["hosts"]
        known[row["source"]] = {**known[row["source"]], **then}
    return known


def former_descriptions(connection: Connection, id: str, most: int = 20) -> list[RowMapping]:
    """How a source was described before, the newest first."""
    query = select(former_source).where(former_source.c.source == id)
    newest = query.order_by(former_source.c.until.desc(), former_source.c.id.desc()).limit(most)
    return list(connection.execute(newest).mappings())


def check_known(connection: Connection, ids: Iterable[str]) -> None:
    """``NotFound`` for the first of these sources that the archive has never heard of."""
    known = set(connection.scalars(select(source.c.id)))
    for id in ids:
        if id not in known:
            raise NotFound(id, "there is no such source; see klaszterhirek sources")


class Names:
    """The sources that the archive knows, or knew ``as_of`` a moment, by how they were described
    then.
    """

    def __init__(self, connection: Connection, as_of: datetime | None = None) -> None:
        self._known = {
            id: row
            for id, row in described(connection, as_of).items()
            if as_of is None or row["since"] is None or row["since"] <= as_of
        }
        self._stems: dict[str, frozenset[str]] = {}

    def named(self, name: str) -> list[str]:
        """The ids of the sources that ``name`` means.

        That of this id; else those with this host, or with all these words in their name or in
        that of their organisation, in any form.
        """
        if (said := fold(name.strip())) in self._known:
            return [said]
        host, wanted = _host(name.strip()), frozenset(stems(name))
        return [
            id
            for id, row in self._known.items()
            if host in row["hosts"] or (wanted and wanted <= self._stems_of(id))
        ]

    def where(self, property: str, value: str) -> list[str]:
        """The ids of the sources with this *sector* or *country*, whatever its case."""
        said = fold(value.strip())
        return [id for id, row in self._known.items() if fold(row[property] or "") == said]

    def _stems_of(self, id: str) -> frozenset[str]:
        if id not in self._stems:
            row = self._known[id]
            self._stems[id] = frozenset(stems(f"{row['name']} {row['organisation']}"))
        return self._stems[id]


def _host(said: str) -> str:
    """The host that is said, however people write it: with ``www.``, in an address, in letters."""
    return urls.host(said if "://" in said else f"https://{said}")
