"""Spellings: the archive's own words, by which a mistyped one is set right."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, insert, select

from aggregator.archive.among import among, rows_with
from aggregator.archive.schema import spelling
from aggregator.query.words import spelled, words

_LETTERS = range(3, 33)
"""Letters of the stems that are learnt; shorter ones are near too many others."""
_FEW = 4_000
"""Words that are looked at for one that is mistyped."""
_LAST = "\U0010ffff"
_KNOWN = select(spelling.c.stem).where(among(spelling.c.stem))


def learn_spellings(connection: Connection, texts: Iterable[str]) -> None:
    """Learn the words of these texts that are not known yet."""
    shown: dict[str, str] = {}
    for text in texts:
        for word in words(text):
            said = spelled(text[word.start : word.end]).lower()
            known = shown.get(word.stem)
            # the shortest is the least inflected; of equal ones the first of the alphabet
            if known is None or (len(said), said) < (len(known), known):
                shown[word.stem] = said
    learnt = {stem for stem in shown if len(stem) in _LETTERS and stem.isalpha()}
    new = learnt - {stem for (stem,) in rows_with(connection, _KNOWN, learnt)}
    rows = [{"stem": stem, "backward": stem[::-1], "shown": shown[stem]} for stem in sorted(new)]
    if rows:
        connection.execute(insert(spelling), rows)


def near(connection: Connection, stem: str, most: int = 5) -> list[tuple[str, str]]:
    """Stems of the archive that are spelt nearly as ``stem``, with how they are shown.

    The nearest first: one letter wrong, missing, too many or swapped; two in a long word. A word
    with one mistake has its first or its second half right, so only such words are looked at.
    """
    if len(stem) not in _LETTERS:
        return []
    half = len(stem) // 2
    begun, ended = stem[: max(half, 2)], stem[::-1][: max(len(stem) - half - 1, 2)]
    found = {
        row.stem: row.shown
        for column, start in ((spelling.c.stem, begun), (spelling.c.backward, ended))
        for row in connection.execute(
            select(spelling.c.stem, spelling.c.shown)
            .where(column >= start, column < start + _LAST)
            .limit(_FEW)
        )
    }
    allowed = 1 if len(stem) < 7 else 2
    told = (
        (OSA.distance(stem, other, score_cutoff=allowed), other) for other in found if other != stem
    )
    nearest = sorted(one for one in told if one[0] <= allowed)
    return [(other, found[other]) for _, other in nearest[:most]]
