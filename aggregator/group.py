"""Grouping: new and changed articles into stories, whose ids are minted here and never moved.

Every article is compared with the few that share passages with it; what holds together through
their relations is arranged anew, and the arrangement is laid over the stories that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.articles import (
    digests,
    known_sources,
    mark_grouped,
    readings_of,
    ungrouped,
    unsettle,
    version_at,
)
from aggregator.archive.relations import (
    candidates,
    related,
    relations_of,
    replace_fingerprints,
    replace_relations,
)
from aggregator.archive.rows import change, row_of
from aggregator.archive.schema import article, story
from aggregator.archive.stories import (
    Founder,
    add_story,
    founders,
    members_of,
    memberships_of,
    set_role,
)
from aggregator.ids import mint
from aggregator.stories.crediting import credits_of
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.group import Group, arrange
from aggregator.stories.material import material
from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate
from aggregator.stories.relation import HOLDING, Relation
from aggregator.telling import tell_events

Progress = Callable[[int, int], None]
BATCH = 200
"""Articles compared in one transaction."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a run of grouping did: articles looked at, stories minted."""

    articles: int
    minted: int


def group(
    archive: Archive,
    address: str | None,
    now: datetime,
    *,
    everything: bool = False,
    on_progress: Progress = lambda done, total: None,
) -> Grouped:
    """Put every new or changed article (or ``everything``) into its story.

    ``address`` is the public address of the feeds, under which ids are minted. Run twice, it does
    nothing the second time. ``on_progress`` hears how many articles of how many are compared.
    """
    with archive.read() as connection:
        waiting = ungrouped(connection, everything)
    compared = _compare_all(archive, waiting, now, on_progress)
    with archive.read() as connection:  # who has lost a relation to one of them
        left = [number for number in ungrouped(connection) if number not in compared]
    compared |= _compare_all(archive, left, now, on_progress)
    minted = 0
    arranged: set[int] = set()
    for batch in _batches([*waiting, *left]):
        with archive.write() as connection:
            minted += _arrange_all(connection, batch, arranged, address, now)
            # what was edited since it was compared waits for the next run
            mark_grouped(connection, {number: compared[number] for number in batch})
    return Grouped(len(waiting), minted)


def _compare_all(
    archive: Archive, ids: Sequence[int], now: datetime, on_progress: Progress
) -> dict[int, str]:
    compared: dict[int, str] = {}
    for batch in _batches(ids):
        with archive.write() as connection:
            compared |= compare(connection, batch, now)
        on_progress(len(compared), len(ids))
    return compared


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


def compare(connection: Connection, ids: Sequence[int], now: datetime) -> dict[int, str]:
    """Find the current relations of these articles and keep them; the digests of what was read."""
    read = digests(connection, ids)
    known = known_sources(connection)
    for number, reading in readings_of(connection, ids).items():
        prints = fingerprints(reading.wording)
        before = related(connection, number)
        near = {*candidates(connection, reading, prints), *before}
        named = {number: credits_of(reading, known)}
        found = []
        for other in readings_of(connection, near).values():
            named[other.id] = credits_of(other, known)
            # one way round, whichever of the two is looked at
            a, b = sorted((reading, other), key=lambda one: one.id)
            relation = relate(a, b, named[a.id], named[b.id])
            if relation.kind != "none":
                found.append(relation)
        replace_relations(connection, number, found, now)
        unsettle(connection, before - {one.a_id for one in found} - {one.b_id for one in found})
        replace_fingerprints(connection, number, prints)
    return read


def _arrange_all(
    connection: Connection,
    ids: Sequence[int],
    done: set[int],
    address: str | None,
    now: datetime,
) -> int:
    """Arrange whatever hangs together with ``ids`` and is not ``done``; how many were minted."""
    known = known_sources(connection)
    minted = 0
    for number in ids:
        if number in done:
            continue
        members, relations = _connected(connection, number)
        done |= members
        readings = readings_of(connection, members)
        named = {one.id: credits_of(one, known) for one in readings.values()}
        groups = arrange(list(readings.values()), relations, named)
        minted += _lay(connection, groups, readings, address, now)
        tell_events(connection, groups, relations, named)
    return minted


def _connected(connection: Connection, start: int) -> tuple[set[int], list[Relation]]:
    """All articles that hang together with one through relations or a common story."""
    found: set[int] = set()
    edge = {start}
    while edge:
        found |= edge
        relations = [one for one in relations_of(connection, edge) if one.kind in HOLDING]
        homes = {member.story for member in memberships_of(connection, edge)}
        near = {number for one in relations for number in (one.a_id, one.b_id)}
        near |= {member.article for member in members_of(connection, homes)}
        edge = near - found
    # arrange() also wants to know what keeps members apart
    inside = [
        one for one in relations_of(connection, found) if one.a_id in found and one.b_id in found
    ]
    return found, inside


def _lay(
    connection: Connection,
    groups: Sequence[Group],
    readings: Mapping[int, Reading],
    address: str | None,
    now: datetime,
) -> int:
    """Lay groups over the stories that exist; how many stories had to be minted."""
    owned = _owners(groups, founders(connection, readings))
    minted = 0
    for position, one in enumerate(groups):
        homes = owned.get(position, [])
        original = readings[one.original]
        if homes:
            home = homes[0]
        else:
            updated = min(original.published or original.first_seen, now)
            home = add_story(connection, mint(address, now), now, updated)
            minted += 1
        for other in homes[1:]:
            change(connection, story, other, same_as=home)
        for number, role in _roles(one):
            set_role(connection, number, home, role, now)
        _date(connection, home, original, now)
    return minted


def _owners(groups: Sequence[Group], founders: Sequence[Founder]) -> dict[int, list[int]]:
    """Which stories each group goes on as, the oldest first: a story stays with its founder.

    Not with its original, which may have come later, and may leave again.
    """
    place = {number: at for at, one in enumerate(groups) for number in one.members}
    owned: dict[int, list[int]] = {}
    for one in founders:
        owned.setdefault(place[one.article], []).append(one.story)
    return owned


def _date(connection: Connection, home: int, original: Reading, now: datetime) -> None:
    """Give an undated story its date once, and note a material change of its original."""
    told, row = row_of(connection, story, home), row_of(connection, article, original.id)
    if told["published"] is None and original.published:
        change(
            connection,
            story,
            home,
            published=original.published,
            published_precision=row["published_precision"],
            updated=max(told["updated"], min(original.published, now)),
        )
    changed = row["changed"]
    if changed is None or changed <= told["judged"]:
        return
    if material(version_at(connection, original, told["judged"]), original):
        updated = max(row_of(connection, story, home)["updated"], changed)
        change(connection, story, home, updated=updated, judged=now)


def _roles(one: Group) -> Iterator[tuple[int, str]]:
    yield one.original, "original"
    yield from ((number, "reprint") for number in one.reprints)
    yield from ((number, "quotation") for number in one.quotations)
