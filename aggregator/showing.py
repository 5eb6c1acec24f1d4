"""What `show` says: a story with its evidence, now or as it was known once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from aggregator.archive.among import one_of
from aggregator.archive.archive import Archive
from aggregator.archive.dossiers import Dossier, dossier_of
from aggregator.archive.feeds import Told, one_story
from aggregator.archive.schema import article, membership, page, story
from aggregator.archive.standing import standing
from aggregator.archive.versions import ArticleRow
from aggregator.edits import Edit, edits
from aggregator.errors import NotFound
from aggregator.publishing.entry import additions
from aggregator.research.citation import citation, day_known
from aggregator.summary import summary
from scrapers import urls


def story_details(
    archive: Archive, which: str, as_of: datetime | None = None
) -> dict[str, Any] | None:
    """A story by its number, its id, or the address of one of its articles; ``None`` if unknown.

    With the evidence: what each member has in common with the original, and why they are together.
    ``translations`` and ``other accounts`` are in other stories, named by their numbers.
    ``earlier versions`` are what its articles said before, with the difference. With ``as_of`` all
    that as it was known then.

    Addresses are those of now, and those from which a page has moved. Raises ``NotFound`` for an
    article that is kept and has no story yet, or had none then.
    """
    with archive.read() as connection:
        number = _number(connection, which, as_of)
        told = one_story(connection, number, as_of) if number is not None else None
        if told is None or (as_of and told.minted > as_of):
            return None
        return _details(connection, told, as_of)


def _number(connection: Connection, which: str, as_of: datetime | None) -> int | None:
    """The story that is meant."""
    if which.isdecimal() and len(which) < 16:
        return int(which)
    number = connection.scalar(select(story.c.id).where(story.c.uid == which))
    address = urls.canonical(which)
    if number is not None or not address:
        return number
    kept = _kept(connection, address)
    query = select(membership.c.story).where(one_of(membership.c.article, kept))
    query = query.where(standing(membership, as_of)).order_by(membership.c.id)
    number = connection.scalar(query)
    if number is None and kept and _is_known(connection, kept, as_of):
        now = "is kept, but in no story yet; run klaszterhirek group"
        raise NotFound(which, "was kept, but in no story yet" if as_of else now)
    return number


def _kept(connection: Connection, address: str) -> list[int]:
    """The articles at an address, or those that have moved from there."""
    now = list(connection.scalars(select(article.c.id).where(article.c.url == address)))
    led = select(page.c.article).where(page.c.url == address, page.c.article.is_not(None))
    return now or list(connection.scalars(led))


def _is_known(connection: Connection, ids: Sequence[int], as_of: datetime | None) -> bool:
    """Whether one of these articles had been seen by a moment."""
    first = connection.scalar(
        select(func.min(article.c.first_seen)).where(one_of(article.c.id, ids))
    )
    return first is not None and (as_of is None or first <= as_of)


def _details(connection: Connection, told: Told, as_of: datetime | None) -> dict[str, Any]:
    original, known = told.original, dossier_of(connection, told, as_of)
    carriers = {row["id"]: _carrier(row, known) for row in known.carriers}
    return {
        "story": told.number,
        "id": told.uid,
        "title": original["title"],
        "published": told.published and told.published.iso(),
        "first seen": original["first_seen"],
        # when it was last updated by then is not known
        "updated": None if as_of and told.updated > as_of else told.updated,
        "original": f"{original['source_name']} {original['url']}",
        "summary": summary(original["text"]),
        "citation": citation(original, day_known(as_of)),
        "reprinted by": [carriers[row["id"]] for row in told.reprints],
        "quoted by": [carriers[row["id"]] for row in told.quotations],
        "translations": [{**_elsewhere(row), "language": row["language"]} for row in known.twins],
        "other accounts": [_elsewhere(row) for row in known.accounts],
        "earlier versions": [
            _earlier(row, one)
            for row in (original, *known.carriers)
            for one in edits(row, known.former.get(row["id"], ()))
        ],
    }


def _carrier(row: ArticleRow, known: Dossier) -> dict[str, Any]:
    """A member of a story; without a relation it is there through another member."""
    told: dict[str, Any] = {"who": f"{row['source_name']} {row['url']}"}
    if related := known.relations.get(row["id"]):
        told["in common"] = f"{related.a_share:.0%} of it, {related.b_share:.0%} of the original"
        told["because"] = list(related.evidence)
    told["adds"] = list(additions(row, known.told.original))
    return told


def _elsewhere(row: ArticleRow) -> dict[str, Any]:
    return {"who": f"{row['source_name']} {row['url']}", "story": row["story"]}


def _earlier(row: ArticleRow, one: Edit) -> dict[str, Any]:
    """What an article said before, and what became of it."""
    return {
        "of": f"{row['source_name']} {row['url']}",
        "until": one.until,
        "because": one.because,
        "title": one.title,
        "taken out": list(one.changed.taken_out),
        "put in": list(one.changed.put_in),
    }
