"""A story as its own page shows it: who carries it and how, what differs, what was edited. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import islice

from aggregator.archive.dossiers import Dossier
from aggregator.archive.moments import published_of
from aggregator.archive.versions import ArticleRow
from aggregator.edits import Edit, edits
from aggregator.pages.dossier import Appearance, Comparison, EditLine, Elsewhere, Step
from aggregator.pages.excerpts import excerpts, shortened
from aggregator.pages.reasons import reasons
from aggregator.publishing.entry import additions
from aggregator.stories.beside import beside
from aggregator.stories.carriage import carriage
from feeds.feed import Entry
from scrapers.article import day_of

CARRIERS = 200
"""Reprints and quotations that are shown of a story."""
EDITS = 10
"""Edits that are shown of a story: the newest."""
SENTENCES = 12
"""Sentences that are shown of an edit, of what was taken out and of what was put in."""
ELSEWHERE = 20
"""Articles of other stories that are shown."""


def timeline(
    known: Dossier,
    entry: Entry,
    through: Mapping[int, str],
    ruled: Collection[int],
    address: Callable[[int], str],
    language: str,
) -> tuple[Step, ...]:
    """The original, then who carries it, the first to appear first.

    ``entry`` is that of the story, ``through`` names through whom articles are in it that have no
    relation to the original, ``ruled`` are those that an editor put there. ``address`` gives the
    address at which an article stands beside the original.
    """
    told = known.told
    shown = {one.url: one.added for one in (*entry.reprints, *entry.quotations)}
    quoting = {row["id"] for row in told.quotations}

    def step(row: ArticleRow) -> Step:
        number, relation = row["id"], known.relations.get(row["id"])
        # who is told twice has only one line in feeds
        added = shown[row["url"]] if row["url"] in shown else additions(row, told.original)
        return replace(
            _step(row),
            carriage=carriage(relation, added, is_quotation=number in quoting),
            is_own=row["source"] == told.original["source"],
            added=added,
            reasons=reasons(
                relation, language, through=through.get(number, ""), is_ruled=number in ruled
            ),
            beside=address(number),
        )

    return _step(told.original), *map(step, carriers(known))


def carriers(known: Dossier) -> list[ArticleRow]:
    """Who is shown of those that carry a story, the first to appear first."""
    ordered = sorted(known.carriers, key=lambda row: row["published_at"] or row["first_seen"])
    return ordered[:CARRIERS]


def chosen(some: Sequence[Step], number: int) -> Step | None:
    """The one of this number; for none (0) the first that changes something, or else the first."""
    if number:
        return next((one for one in some if one.number == number), None)
    return next((one for one in some if one.is_changed), some[0] if some else None)


def comparison(known: Dossier, carrier: Step) -> Comparison:
    """The original and one of those who carry it, side by side, as far as they may be shown."""
    original = known.told.original
    row = next(row for row in known.carriers if row["id"] == carrier.number)
    relation = known.relations.get(carrier.number)
    reworded = relation is not None and "reworded" in relation.evidence
    found = beside(original["text"], row["text"], reworded=reworded)
    ours, theirs = bool(original["full_text"]), bool(row["full_text"])
    rows = excerpts(found.rows, original_is_free=ours, carrier_is_free=theirs)
    return Comparison(carrier, rows, not (ours and theirs), found.is_whole)


def edit_lines(known: Dossier) -> tuple[EditLine, ...]:
    """What publishers changed in the story's articles, the newest first."""
    rows = (known.told.original, *carriers(known))
    newest = merge(*map(_edits(known), rows), key=lambda one: one[1].until, reverse=True)
    return tuple(_edit_line(row, edit) for row, edit in islice(newest, EDITS))


def elsewhere(
    rows: Iterable[ArticleRow], story: int, address: Callable[[int], str]
) -> tuple[Elsewhere, ...]:
    """Articles of other stories than this, one of each; ``address`` is that of a story's page."""
    first: dict[int, ArticleRow] = {}
    for row in rows:
        if row["story"] != story:
            first.setdefault(row["story"], row)
    return tuple(
        Elsewhere(
            source=row["source_name"],
            title=row["title"],
            url=row["url"],
            language=row["language"],
            appeared=appearance(row),
            address=address(number),
        )
        for number, row in islice(first.items(), ELSEWHERE)
    )


def appearance(row: ArticleRow) -> Appearance:
    """When an article appeared, or else was first seen."""
    told = published_of(row)
    if told is None:
        return Appearance(day_of(row["first_seen"]), None)
    return Appearance(day_of(told.at), told.precision)


def _step(row: ArticleRow) -> Step:
    return Step(
        number=row["id"],
        source=row["source_name"],
        title=row["title"],
        url=row["url"],
        language=row["language"],
        sector=row["sector"],
        appeared=appearance(row),
    )


def _edits(known: Dossier) -> Callable[[ArticleRow], Iterable[tuple[ArticleRow, Edit]]]:
    def of(row: ArticleRow) -> Iterable[tuple[ArticleRow, Edit]]:
        found = edits(row, known.former.get(row["id"], ()))
        return ((row, one) for one in found if one.because == "edited")

    return of


def _edit_line(row: ArticleRow, edit: Edit) -> EditLine:
    free = bool(row["full_text"])
    return EditLine(
        day=day_of(edit.until),
        source=row["source_name"],
        url=row["url"],
        language=row["language"],
        before=edit.title,
        after=edit.became,
        taken_out=shortened(edit.changed.taken_out[:SENTENCES], is_free=free),
        put_in=shortened(edit.changed.put_in[:SENTENCES], is_free=free),
    )
