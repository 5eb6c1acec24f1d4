"""Pair: two articles, and all that the archive keeps of the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aggregator.stories.credit import Credit
from aggregator.stories.parted import Place
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Relation
from aggregator.stories.ruling import Ruling


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article with its credits, its source's name, and its day as precisely as it is known.

    ``reading`` is the article as it is compared, without commonplaces; ``waiting`` says that it is
    new or changed since it was put into a story.
    """

    reading: Reading
    credits: Sequence[Credit]
    source: str
    published: str | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that is kept: what it was found ``by`` (*text*, *event*, *twin*), and when."""

    relation: Relation
    by: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles: their relations (from ``a`` to ``b``), and what an editor ``said`` of them.

    Among those that were ``found`` one by texts is the first. ``said`` is whether they belong
    together, and since when that counts.

    ``relations`` and ``rulings`` are all those of the members of their stories, ``places`` and
    ``names`` (title, source and address) those of all articles that occur in them.
    """

    a: NamedArticle
    b: NamedArticle
    found: Sequence[Found]
    said: tuple[bool, datetime] | None
    places: Mapping[int, Place]
    names: Mapping[int, str]
    relations: Sequence[Relation]
    rulings: Sequence[Ruling]
