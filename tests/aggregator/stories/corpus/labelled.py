"""An article with its truth: what a corpus is made of, whoever makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

Role = Literal["original", "reprint", "quotation"]


class Held(NamedTuple):
    """A story whose text an article holds, and the kinds of relation that say so rightly."""

    story: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article of a corpus.

    ``id`` is its own number. ``text`` is plain, paragraphs separated by an empty line.
    ``published`` is aware and ``None`` where the source tells no date; midnight in Budapest means
    that only the day is told. ``first_seen`` is the day on which a crawl finds it; a corpus gives
    its articles in the order of these days.

    The truth: ``operation`` is what was done to make it, ``of`` the id of the article that it was
    made from. ``story`` is the number of its story, ``role`` what it is there. ``held`` are the
    stories whose text it quotes or contains, the one that it belongs to included.
    """

    id: int
    source: str
    url: str
    title: str
    text: str
    published: datetime | None
    first_seen: date
    operation: str
    of: int | None
    story: int
    role: Role
    held: tuple[Held, ...] = ()


def labelled(item: Any) -> Labelled:
    """An article of any corpus, an object or a mapping with these fields."""
    told = item if isinstance(item, Mapping) else _Attributes(item)
    values = {field.name: told[field.name] for field in fields(Labelled)}
    seen = values["first_seen"]
    values["first_seen"] = seen.date() if isinstance(seen, datetime) else seen
    values["held"] = tuple(_held(one) for one in values["held"])
    return Labelled(**values)


def _held(one: Any) -> Held:
    story, kinds = (one["story"], one["kinds"]) if isinstance(one, Mapping) else one
    return Held(story, tuple(kinds))


class _Attributes:
    def __init__(self, item: object) -> None:
        self._item = item

    def __getitem__(self, name: str) -> Any:
        return getattr(self._item, name)
