"""Events in invented news, and what holds for any text at all."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aggregator.events import Quoted, events_of
from tests.scrapers.tables import rows

DATA = Path(__file__).with_name("data")
SAID = date(2024, 5, 15)


def asked(row: dict[str, Any]):
    """The events of a row's article."""
    text = row["text"].strip()
    quoted = ()
    if words := row.get("quoted"):
        start = text.index(words)
        quoted = (Quoted(start, start + len(words), row.get("quoted_on")),)
    said = None if row.get("undated") else row.get("said", SAID)
    languages = row.get("languages", ["hu"])
    return events_of(row["title"], text, said, quoted=quoted, languages=languages)


@pytest.mark.parametrize("row", rows("events.toml", folder=DATA))
def test_an_article_tells_its_events_and_no_others(row: dict[str, Any]):
    found = asked(row)
    wanted = [{"kind": "event", **event} for event in row["events"]]
    told = [
        {key: getattr(one, key) for key in event} for one, event in zip(found, wanted, strict=False)
    ]
    assert (told, len(found)) == (wanted, len(wanted))
