"""What articles tell of events, found when they are put into their stories and kept with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from aggregator.archive.among import among, execute_with, mappings_with
from aggregator.archive.codec import announced_of, links_of
from aggregator.archive.credits import replace_credits
from aggregator.archive.events import replace_events
from aggregator.archive.moments import published_day
from aggregator.archive.schema import article, former_kind
from aggregator.archive.versions import UNKNOWN
from aggregator.borrowed import borrowed
from aggregator.events import Event, Quoted, events_of, kind_of, structured_events
from aggregator.stories.credit import Credit
from aggregator.stories.group import Group
from aggregator.stories.marks import Span
from aggregator.stories.relation import Relation

_ARTICLES = (
    select(article.c.id, article.c.title, article.c.text, article.c.language, article.c.kind)
    .add_columns(article.c.published_at, article.c.published_precision)
    .add_columns(article.c.links, article.c.quotations, article.c.announced)
    .where(among(article.c.id))
)
_MARK = update(article).where(among(article.c.id))


def tell_events(
    connection: Connection,
    groups: Sequence[Group],
    relations: Sequence[Relation],
    credits: Mapping[int, Sequence[Credit]],
    ids: Collection[int],
    now: datetime,
) -> None:
    """Find what these articles tell of events, and what kind of articles they are; keep that, and
    whom they credit.

    ``groups`` are their stories: what a member has from its story's original was first said on the
    original's day. ``credits`` are those in each member's text.
    """
    originals = {member: one.original for one in groups for member in one.members if member in ids}
    wanted = {*originals, *originals.values()}
    rows = {row["id"]: row for row in mappings_with(connection, _ARTICLES, wanted)}
    taken = _taken_over(originals, relations)
    told: dict[int, Sequence[Event]] = {}
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    former = []
    for number, original in originals.items():
        row = rows[number]
        said = published_day(rows[original])
        quoted = borrowed(row["text"], row["quotations"], credits[number], taken[number], said)
        told[number] = _events(row, quoted)
        kind = kind_of(row["title"], row["text"], told[number])
        if row["kind"] != kind:
            kinds[kind].append(number)
            former.append({"article": number, "kind": row["kind"] or UNKNOWN, "until": now})
    replace_events(connection, told, now)
    replace_credits(connection, {number: credits[number] for number in told}, now)
    if former:
        connection.execute(insert(former_kind), former)
    for changed, numbers in kinds.items():
        execute_with(connection, _MARK.values(kind=changed), numbers)


def _events(row: RowMapping, quoted: Sequence[Quoted]) -> Sequence[Event]:
    languages = (row["language"],) if row["language"] else ("hu",)
    return events_of(
        row["title"],
        row["text"],
        published_day(row),
        links=links_of(row),
        quoted=quoted,
        structured=structured_events(announced_of(row)),
        languages=languages,
    )


def _taken_over(
    originals: Mapping[int, int], relations: Iterable[Relation]
) -> defaultdict[int, list[Span]]:
    """The characters of each article that stand in its story's original too."""
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for one in relations:
        if originals.get(one.a_id) == one.b_id:
            taken[one.a_id] += [(passage.a_start, passage.a_end) for passage in one.passages]
        elif originals.get(one.b_id) == one.a_id:
            taken[one.b_id] += [(passage.b_start, passage.b_end) for passage in one.passages]
    return taken
