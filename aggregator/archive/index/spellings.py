"""Spellings: the archive's own words, by which a mistyped one is set right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from aggregator.archive.among import not_among, rows_with
from aggregator.archive.schema import spelling
from aggregator.query.words import different_words, spelled

_LETTERS = range(3, 33)
"""Letters of the stems that are learnt; shorter ones are near too many others."""
_FEW = 20_000
"""Words that are looked at for one that is mistyped, at each of its ends."""
_LAST = "\U0010ffff"
_UNKNOWN = not_among(spelling.c.stem)


def learn_spellings(connection: Connection, texts: Mapping[str, Collection[str]]) -> None:
    """Learn the words of these texts, each given with its stems, that are not known yet."""
    learnt = {one for one in set().union(*texts.values()) if len(one) in _LETTERS and one.isalpha()}
    new = {stem for (stem,) in rows_with(connection, _UNKNOWN, learnt)}
    shown: dict[str, str] = {}
    telling = (text for text, stems in texts.items() if not new.isdisjoint(stems))
    for word, stem in different_words(telling).items():
        if stem in new:
            said = spelled(word).lower()
            known = shown.get(stem, said)
            # the shortest is the least inflected; of equal ones the first of the alphabet
            shown[stem] = min(said, known, key=lambda one: (len(one), one))
    rows = [{"stem": stem, "backward": stem[::-1], "shown": shown[stem]} for stem in sorted(new)]
    if rows:
        connection.execute(insert(spelling), rows)


def near(connection: Connection, stem: str, most: int = 5) -> list[tuple[str, str]]:
    """Stems of the archive that are spelt nearly as ``stem``, with how they are shown.

    The nearest first: one letter wrong, missing, too many or swapped; two in a long word.
    """
    if len(stem) not in _LETTERS:
        return []
    allowed = 1 if len(stem) < 7 else 2
    found = {
        row.stem: row.shown
        for query in _candidates(stem, allowed)
        for row in connection.execute(query)
    }
    told = (
        (OSA.distance(stem, other, score_cutoff=allowed), other) for other in found if other != stem
    )
    nearest = sorted(one for one in told if one[0] <= allowed)
    return [(other, found[other]) for _, other in nearest[:most]]


def _candidates(stem: str, allowed: int) -> Iterator[Select[tuple[str, str]]]:
    """Find the words that begin or end as ``stem`` and are about as long.

    A word with one mistake has its first or its second half right. Of the other half, too, the
    outer end is right, unless the mistake stands there: then all but that end is.
    """
    length = len(stem)
    half = length // 2
    other = func.length(spelling.c.stem) - length
    query = (
        select(spelling.c.stem, spelling.c.shown)
        .where(func.abs(other) <= allowed)
        # the likelier first, on every database
        .order_by(func.abs(other), spelling.c.stem)
        .limit(_FEW)
    )
    # two letters that are swapped may be the last of one half and the first of the other
    for near, far, said, right in (
        (spelling.c.stem, spelling.c.backward, stem, half),
        (spelling.c.backward, spelling.c.stem, stem[::-1], max(length - half - 1, 1)),
    ):
        if allowed > 1:
            yield query.where(_begins(near, said[:right]))
        else:
            yield query.where(_begins(near, said[:right]), _begins(far, said[-1]))
            yield query.where(_begins(near, said[: max(right, length - 2)]))


def _begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    return (column >= start) & (column < start + _LAST)
