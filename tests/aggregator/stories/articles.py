"""Articles for tests: from a few words, and from the data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any

from aggregator.stories.credit import Credit, KnownSource
from aggregator.stories.crediting import credits_of
from aggregator.stories.group import Group, arrange
from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate

DATA = Path(__file__).parent / "data"
SEEN = datetime(2024, 1, 1, 12, tzinfo=UTC)
KNOWN = tuple(
    KnownSource(one["name"], one["title"], tuple(one["hosts"]))
    for one in tomllib.loads((DATA / "known.toml").read_text("utf-8"))["source"]
)


def article(
    id: int, text: str, *, title: str = "Cím", source: str = "portal", **columns: Any
) -> Reading:
    """An article of ``source``; ``published`` may be a day."""
    values: dict[str, Any] = {"url": f"https://{source}.example.hu/{id}", "first_seen": SEEN}
    values |= {"published": None} | columns
    day = values["published"]
    if isinstance(day, date) and not isinstance(day, datetime):
        values["published"] = datetime.combine(day, time(9), tzinfo=UTC)
        # nothing is seen before it is published
        values["first_seen"] = max(values["first_seen"], values["published"])
    return Reading.of(id=id, source=source, title=title, text=text, **values)


def from_table(id: int, table: Mapping[str, Any]) -> Reading:
    """An article as a data file tells it."""
    return article(id, **{**table, "text": table["text"].strip()})


def named(reading: Reading) -> tuple[Credit, ...]:
    """Whom an article credits, of the sources known here."""
    return credits_of(reading, KNOWN)


def arranged(readings: Sequence[Reading]) -> tuple[Group, ...]:
    """The stories of some articles, every pair of them compared."""
    credited = {reading.id: named(reading) for reading in readings}
    relations = [relate(a, b, credited[a.id], credited[b.id]) for a, b in combinations(readings, 2)]
    return arrange(readings, relations, credited)
