"""Dossier: a story with all that is known beside it, now or as it was known once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping

from aggregator.archive.accounts import related_articles
from aggregator.archive.feeds import Told
from aggregator.archive.relations import relations_to
from aggregator.archive.versions import ArticleRow, former_versions
from aggregator.stories.relation import Relation


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story, and by the numbers of its articles what is known of them.

    ``relations`` are those to the original, from the other article's side; who is in the story
    through another than the original has none. ``former`` is what each article said before, in
    order of time. ``twins`` (in other languages) and ``accounts`` (of the same event) are in other
    stories.
    """

    told: Told
    relations: Mapping[int, Relation]
    former: Mapping[int, Sequence[RowMapping]]
    twins: Sequence[ArticleRow]
    accounts: Sequence[ArticleRow]

    @property
    def carriers(self) -> tuple[ArticleRow, ...]:
        """The articles beside the original."""
        return (*self.told.reprints, *self.told.quotations)


def dossier_of(connection: Connection, told: Told, as_of: datetime | None = None) -> Dossier:
    """All that is known of a story, or was by a moment."""
    members = {row["id"] for row in (told.original, *told.reprints, *told.quotations)}
    return Dossier(
        told,
        relations_to(connection, told.original["id"], members, as_of),
        {
            number: [one for one in versions if as_of is None or one["until"] <= as_of]
            for number, versions in former_versions(connection, members).items()
        },
        related_articles(connection, members, "twin", as_of),
        related_articles(connection, members, "event", as_of),
    )
