"""What articles tell of events, found when they are put into their stories and kept with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from aggregator.archive.chunks import rows_with
from aggregator.archive.codec import announced_of, links_of, published_day
from aggregator.archive.events import replace_events
from aggregator.archive.rows import change
from aggregator.archive.schema import article
from aggregator.borrowed import borrowed
from aggregator.events import Quoted, events_of, kind_of, structured_events
from aggregator.stories.credit import Credit
from aggregator.stories.group import Group
from aggregator.stories.marks import Span
from aggregator.stories.relation import Relation


def tell_events(
    connection: Connection,
    groups: Sequence[Group],
    relations: Sequence[Relation],
    credits: Mapping[int, Sequence[Credit]],
) -> None:
    """Find what the members of ``groups`` tell of events, and what kind of articles they are.

    What a member has from its story's original was first said on the original's day; ``credits``
    are those in each member's text.
    """
    originals = {member: one.original for one in groups for member in one.members}
    rows = {
        row["id"]: row for row in rows_with(connection, select(article), article.c.id, originals)
    }
    for number, original in originals.items():
        row = rows[number]
        taken = list(_taken_over(number, original, relations))
        said = published_day(rows[original])
        quotations = row["quotations"]
        _keep(connection, row, borrowed(row["text"], quotations, credits[number], taken, said))


def _keep(connection: Connection, row: RowMapping, quoted: Sequence[Quoted]) -> None:
    languages = (row["language"],) if row["language"] else ("hu",)
    told = events_of(
        row["title"],
        row["text"],
        published_day(row),
        links=links_of(row),
        quoted=quoted,
        structured=structured_events(announced_of(row)),
        languages=languages,
    )
    replace_events(connection, row["id"], told)
    kind = kind_of(row["title"], row["text"], told)
    if row["kind"] != kind:
        change(connection, article, row["id"], kind=kind)


def _taken_over(number: int, original: int, relations: Sequence[Relation]) -> Iterator[Span]:
    """The characters of an article that stand in its story's original too."""
    for one in relations:
        if {number, original} == {one.a_id, one.b_id}:
            for passage in one.passages:
                if one.a_id == number:
                    yield passage.a_start, passage.a_end
                else:
                    yield passage.b_start, passage.b_end
