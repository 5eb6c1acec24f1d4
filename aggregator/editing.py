"""An editor's last word: two articles brought into one story, one taken out of its story.

What was said counts for whatever comes later, until something else is said. Each undoes the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from aggregator.archive.archive import Archive
from aggregator.archive.articles import known_sources
from aggregator.archive.lookup import find_article, find_two, names_of
from aggregator.archive.rulings import Spoken, end, rule, spoken
from aggregator.archive.stories import leave_story, members_of, memberships_of
from aggregator.arranging import arrange_around
from aggregator.desk import Desk
from aggregator.errors import NotFound
from aggregator.stories.ruling import Ruling


def join(
    archive: Archive, address: str | None, one: str, other: str, now: datetime
) -> dict[str, Any]:
    """Make one story of those of two articles, whatever their texts say; what came of it.

    Splits that stood between the two stories are taken back, each as a whole. ``one`` and
    ``other`` are named as ``find_two`` takes them; ``address`` is the public address of the feeds.
    Raises ``NotFound`` for an article that was never grouped, too.
    """
    with archive.write() as connection:
        pair = find_two(connection, one, other)
        ours, theirs = ({number, *_mates(connection, number)} for number in pair)
        words = spoken(connection, ours | theirs)
        end(connection, _splits(words, ours | theirs), now)
        rule(connection, [Ruling(*pair, together=True)], now)
        arrange(connection, pair, address, now)
        return {
            "articles": _names(connection, pair),
            "now": f"in one story, {_home(connection, pair[0])}",
            "before": _why_one(words, ours) if ours == theirs else "in two stories",
        }


def split(archive: Archive, address: str | None, which: str, now: datetime) -> dict[str, Any]:
    """Take an article out of its story, whatever its text says; what came of it.

    Where an editor's word holds it there, that word is taken back, and it stays with whomever its
    text holds it to. Else it gets a story of its own, and the old one goes on without it.

    ``which`` is the number or address of an article; ``address`` is the public address of the
    feeds. Raises ``NotFound`` for an article that is unknown or was never grouped.
    """
    with archive.write() as connection:
        number = find_article(connection, which)
        before = _mates(connection, number)
        held = _mates_by_text(connection, number, address, now)
        lost = before - held or held
        rule(connection, [Ruling(number, other, together=False) for other in sorted(lost)], now)
        if lost & held:
            leave_story(connection, number, now)
            arrange(connection, [number, *lost], address, now)
        home, others = _home(connection, number), _names(connection, _mates(connection, number))
        return {
            "article": _names(connection, [number])[0],
            "now": f"in story {home}, {'with others' if others else 'alone'}",
            "no longer with": _names(connection, lost) or "nobody: it was alone before",
            "still with": others,
            "because": "their texts hold them together; split parts them, too" if others else None,
        }


def _why_one(words: Iterable[Spoken], members: set[int]) -> str:
    if any(word.ruling.together and word.pair <= members for word in words):
        return "in one story, by an editor's word"
    return "in one story, by their texts; that an editor says so is noted"


def _splits(words: Collection[Spoken], ids: set[int]) -> list[Spoken]:
    """The splits (what was said of an article at one moment) that keep some of ``ids`` apart."""
    apart = [word for word in words if not word.ruling.together]
    splits = {(word.ruling.article, word.since) for word in apart if word.pair <= ids}
    return [word for word in apart if (word.ruling.article, word.since) in splits]


def _mates_by_text(
    connection: Connection, number: int, address: str | None, now: datetime
) -> set[int]:
    """Who else is in the story of an article once editors' words that hold it there have ended."""
    words = [one for one in spoken(connection, [number]) if one.ruling.together]
    if words:
        end(connection, words, now)
        arrange(connection, [number], address, now)
    return _mates(connection, number)


def arrange(connection: Connection, ids: Iterable[int], address: str | None, now: datetime) -> None:
    """Arrange anew whatever hangs together with these articles."""
    desk = Desk(connection, known_sources(connection))
    arrange_around(connection, desk, ids, (), address, now)


def _mates(connection: Connection, number: int) -> set[int]:
    """Who else is in the story of an article."""
    home = _home(connection, number)
    return {member.article for member in members_of(connection, [home])} - {number}


def _home(connection: Connection, number: int) -> int:
    for member in memberships_of(connection, [number]):
        return member.story
    raise NotFound(number, "is kept, but in no story yet; run klaszterhirek group")


def _names(connection: Connection, ids: Collection[int]) -> list[str]:
    names = names_of(connection, ids)
    return [names[number] for number in ids]
