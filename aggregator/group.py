"""Grouping: new and changed articles into stories, whose ids are minted here and never moved.

Every article is compared with the few that share passages with it; what holds together through
their relations is arranged anew, and the arrangement is laid over the stories that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from aggregator.archive import stories as rows
from aggregator.archive.archive import Archive
from aggregator.ids import mint
from aggregator.stories.credit import credits
from aggregator.stories.fingerprint import fingerprints
from aggregator.stories.group import Group, arrange
from aggregator.stories.material import material
from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate
from aggregator.stories.relation import HOLDING, Relation

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
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Grouped:
    """Put every new or changed article (or ``everything``) into its story.

    ``address`` is the public address of the feeds, under which ids are minted. Run twice, it does
    nothing the second time. ``on_progress`` hears how many articles of how many are compared.
    """
    with archive.read() as connection:
        waiting = rows.ungrouped(connection, everything)
    for at in range(0, len(waiting), BATCH):
        with archive.write() as connection:
            compare(connection, waiting[at : at + BATCH], now)
        on_progress(min(at + BATCH, len(waiting)), len(waiting))
    with archive.write() as connection:
        minted = _arrange_all(connection, waiting, address, now)
        rows.mark_grouped(connection, waiting)
    return Grouped(len(waiting), minted)


def compare(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """Find the current relations of these articles and keep them."""
    known = rows.known_sources(connection)
    for number, reading in rows.readings(connection, ids).items():
        prints = fingerprints(reading.tokens)
        near = {*rows.candidates(connection, reading, prints), *rows.related(connection, number)}
        named = {number: credits(reading.text, known)}
        found = []
        for other in rows.readings(connection, near).values():
            named[other.id] = credits(other.text, known)
            # one way round, whichever of the two is looked at
            a, b = sorted((reading, other), key=lambda one: one.id)
            relation = relate(a, b, named[a.id], named[b.id])
            if relation.kind != "none":
                found.append(relation)
        rows.replace_relations(connection, number, found, now)
        rows.replace_fingerprints(connection, number, prints)


def _arrange_all(
    connection: Connection, ids: Sequence[int], address: str | None, now: datetime
) -> int:
    known = rows.known_sources(connection)
    minted = 0
    done: set[int] = set()
    for number in ids:
        if number in done:
            continue
        members, relations = _connected(connection, number)
        done |= members
        readings = rows.readings(connection, members)
        named = {one.id: credits(one.text, known) for one in readings.values()}
        groups = arrange(list(readings.values()), relations, named)
        minted += _lay(connection, groups, readings, address, now)
    return minted


def _connected(connection: Connection, start: int) -> tuple[set[int], list[Relation]]:
    """All articles that hang together with one through relations or a common story."""
    found: set[int] = set()
    held: dict[tuple[int, int], Relation] = {}
    edge = {start}
    while edge:
        found |= edge
        relations = [one for one in rows.relations_of(connection, edge) if one.kind in HOLDING]
        held |= {(one.a_id, one.b_id): one for one in relations}
        homes = {member.story for member in rows.memberships_of(connection, edge)}
        near = {number for one in relations for number in (one.a_id, one.b_id)}
        near |= {member.article for member in rows.members_of(connection, homes)}
        edge = near - found
    # arrange() also wants to know what keeps members apart
    inside = [
        one
        for one in rows.relations_of(connection, found)
        if one.a_id in found and one.b_id in found
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
    current = rows.memberships_of(connection, readings)
    owned = _owners(groups, current)
    minted = 0
    for position, one in enumerate(groups):
        homes = owned.get(position, [])
        original = readings[one.original]
        if homes:
            home = homes[0]
        else:
            updated = original.published or original.first_seen
            home = rows.add_story(connection, mint(address, now), now, updated)
            minted += 1
        for other in homes[1:]:
            rows.set_story(connection, other, same_as=home)
        for number, role in _roles(one):
            rows.set_role(connection, number, home, role, now)
        _date(connection, home, original)
    return minted


def _owners(groups: Sequence[Group], current: Collection[rows.Member]) -> dict[int, list[int]]:
    """Which group each story goes on as, oldest story first: the group that has its original."""
    place = {number: at for at, one in enumerate(groups) for number, _ in _roles(one)}
    originals = [member for member in current if member.role == "original"]
    owned: dict[int, list[int]] = {}
    for member in sorted(originals, key=lambda member: (member.minted, member.story)):
        owned.setdefault(place[member.article], []).append(member.story)
    return owned


def _date(connection: Connection, home: int, original: Reading) -> None:
    """Give an undated story its date once, and note a material change of its original."""
    story = rows.story_row(connection, home)
    if story["published"] is None and original.published:
        updated = max(story["updated"], original.published)
        rows.set_story(connection, home, published=original.published, updated=updated)
    changed = rows.article_row(connection, original.id)["changed"]
    if changed is None or changed <= story["updated"]:
        return
    if material(rows.version_at(connection, original, story["updated"]), original):
        rows.set_story(connection, home, updated=changed)


def _roles(one: Group) -> Iterator[tuple[int, str]]:
    yield one.original, "original"
    yield from ((number, "reprint") for number in one.reprints)
    yield from ((number, "quotation") for number in one.quotations)
