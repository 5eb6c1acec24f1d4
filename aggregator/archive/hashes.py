"""Tables of hashes (see ``schema``): which article has which."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Connection, Delete, Table, TextClause, delete, text

from aggregator.archive.among import among, execute_with

# as one parameter: eighty rows of an article, each on its own, cost more than all else of them
_LISTED = {
    "sqlite": "SELECT hashes.value, articles.key"
    " FROM json_each(:found) AS articles, json_each(articles.value) AS hashes",
    "postgresql": "SELECT CAST(hash AS bigint), CAST(articles.key AS bigint)"
    " FROM json_each(CAST(:found AS json)) AS articles,"
    " json_array_elements_text(articles.value) AS hash",
}


def replace_hashes(
    connection: Connection, table: Table, found: Mapping[int, Collection[int]]
) -> None:
    """Make these hashes all that each of these articles has."""
    execute_with(connection, _forgetting(table), found)
    if any(found.values()):
        told = json.dumps({number: list(hashes) for number, hashes in found.items()})
        connection.execute(_adding(table, connection.dialect.name), {"found": told})


@cache
def _forgetting(table: Table) -> Delete:
    return delete(table).where(among(table.c.article))


@cache
def _adding(table: Table, dialect: str) -> TextClause:
    return text(f"INSERT INTO {table.name} (hash, article) {_LISTED[dialect]}")
