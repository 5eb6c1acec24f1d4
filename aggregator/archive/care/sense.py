"""Rows that no database would refuse and that make no sense all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from aggregator.archive.care.finding import GROUP, RESTORE, Finding, Tally
from aggregator.archive.schema import absence, article, event, membership, relation, ruling, story
from aggregator.archive.standing import standing


@dataclass(frozen=True, slots=True)
class Nonsense:
    """Rows that ``query`` finds, by their numbers, and what to do about them."""

    what: str
    query: Select[Any]
    advice: str = RESTORE


_NOW = standing(membership)
_HERE = membership.c.story == story.c.id
_ORIGINALS = func.count(case((membership.c.role == "original", 1)))
_older, _second, _word = story.alias(), absence.alias(), ruling.alias()


def _with_members(having: ColumnElement[bool]) -> Select[Any]:
    """Stories that have not become another's, by what they have of articles now."""
    return (
        select(story.c.id)
        .outerjoin(membership, _HERE & _NOW)
        .where(story.c.same_as.is_(None))
        .group_by(story.c.id)
        .having(having)
    )


_past = membership.alias()
_SAME_PAIR = or_(
    and_(ruling.c.article == _word.c.article, ruling.c.other == _word.c.other),
    and_(ruling.c.article == _word.c.other, ruling.c.other == _word.c.article),
)
NONSENSE = (
    Nonsense(
        "grouped articles that are in no story",
        select(article.c.id).where(
            article.c.grouped == article.c.digest,
            article.c.forgotten.is_(None),
            ~exists().where(membership.c.article == article.c.id, _NOW),
        ),
        GROUP,
    ),
    Nonsense(
        "articles in a story that has become another",
        select(membership.c.article).join(story, _HERE).where(_NOW, story.c.same_as.is_not(None)),
    ),
    Nonsense(
        "stories without an article",
        _with_members(func.count(membership.c.id) == 0).where(
            # one of which all was forgotten stays, empty
            ~exists()
            .where(_past.c.story == story.c.id, _past.c.article == article.c.id)
            .where(article.c.forgotten.is_not(None))
        ),
    ),
    Nonsense(
        "stories that have not one original",
        _with_members(and_(func.count(membership.c.id) > 0, _ORIGINALS != 1)),
        GROUP,
    ),
    Nonsense(
        "stories that have become one that is not older",
        # so they may go round in a circle
        select(story.c.id)
        .join(_older, _older.c.id == story.c.same_as)
        .where(
            or_(
                _older.c.minted > story.c.minted,
                and_(_older.c.minted == story.c.minted, _older.c.id >= story.c.id),
            )
        ),
    ),
    Nonsense(
        "relations of an article to itself, or told the wrong way round",
        select(relation.c.id).where(
            standing(relation),
            or_(
                relation.c.article >= relation.c.other,
                relation.c.host.not_in((relation.c.article, relation.c.other)),
            ),
        ),
        GROUP,
    ),
    Nonsense(
        "pairs of articles that are related twice",
        select(func.min(relation.c.id).label("id"))
        .where(standing(relation))
        .group_by(relation.c.article, relation.c.other, relation.c.by)
        .having(func.count() > 1),
    ),
    Nonsense(
        "an editor's words on an article and itself",
        select(ruling.c.id).where(standing(ruling), ruling.c.article == ruling.c.other),
    ),
    Nonsense(
        "pairs of articles on which an editor's word counts twice",
        select(ruling.c.id)
        .join(_word, _SAME_PAIR & (ruling.c.id < _word.c.id))
        .where(standing(ruling), standing(_word)),
    ),
    Nonsense(
        "events that end before they begin",
        select(event.c.id).where(standing(event), event.c.end < event.c.start),
        GROUP,
    ),
    Nonsense(
        "articles that are gone, and nothing tells since when",
        select(article.c.id).where(
            article.c.gone.is_not(None),
            ~exists().where(absence.c.article == article.c.id, standing(absence)),
        ),
    ),
    Nonsense(
        "articles that are there, and are told to be gone",
        select(absence.c.article)
        .join(article, article.c.id == absence.c.article)
        .where(standing(absence), article.c.gone.is_(None)),
    ),
    Nonsense(
        "articles that are gone twice",
        select(absence.c.article)
        .join(_second, (_second.c.article == absence.c.article) & (absence.c.id < _second.c.id))
        .where(standing(absence), standing(_second)),
    ),
)


def senseless_rows(connection: Connection) -> Iterator[Finding]:
    """Rows that make no sense, of each kind how many."""
    for one in NONSENSE:
        found = Tally(one.what, one.advice)
        numbers = one.query.subquery()
        (number,) = numbers.c
        count, first = connection.execute(select(func.count(), func.min(number))).one()
        if count:
            found.add(f"number {first}", count)
        yield from found.findings()
