"""Arranging: what hangs together through relations and editors' words, into stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from aggregator.accounts import relate_accounts
from aggregator.archive.relations import relations_of
from aggregator.archive.rulings import rulings_of
from aggregator.archive.stories import members_of, memberships_of
from aggregator.desk import Desk
from aggregator.laying import lay
from aggregator.stories.group import arrange
from aggregator.stories.hosting import ties
from aggregator.stories.relation import Relation
from aggregator.telling import tell_events


def arrange_around(
    connection: Connection,
    desk: Desk,
    ids: Iterable[int],
    new: Collection[int],
    address: str | None,
    now: datetime,
) -> int:
    """Arrange whatever hangs together with these articles; how many stories were minted.

    What ``new`` ones, and those whose original is another now, tell of events is found anew: words
    taken over count from the original's day.
    """
    members, relations = _connected(connection, ids)
    readings = desk.readings(members)
    rulings = rulings_of(connection, members)
    groups = arrange(list(readings.values()), relations, desk, rulings)
    laid = lay(connection, groups, readings, address, now)
    moved = laid.moved.union(new)
    retold = moved.union(*(one.members for one in groups if one.original in moved))
    tell_events(connection, groups, relations, desk, retold, now)
    relate_accounts(connection, members, now)
    return laid.minted


def _connected(connection: Connection, start: Iterable[int]) -> tuple[list[int], list[Relation]]:
    """All articles that hang together with these through relations, words or a common story."""
    found: set[int] = set()
    edge = set(start)
    while edge:
        found |= edge
        relations = [one for one in relations_of(connection, edge) if ties(one)]
        homes = {member.story for member in memberships_of(connection, edge)}
        near = {number for one in relations for number in (one.a_id, one.b_id)}
        near |= {member.article for member in members_of(connection, homes)}
        said = [one for one in rulings_of(connection, edge) if one.together]
        near |= {number for one in said for number in (one.article, one.other)}
        edge = near - found
    # arrange() also wants to know what keeps members apart
    inside = [
        one for one in relations_of(connection, found) if one.a_id in found and one.b_id in found
    ]
    return sorted(found), inside
