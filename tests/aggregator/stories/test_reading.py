from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aggregator.stories.reading import Reading
from tests.aggregator.stories.articles import article


def test_a_reading_needs_moments_with_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        article(1, "szöveg", first_seen=datetime(2021, 6, 3))
    with pytest.raises(ValueError, match="time zone"):
        article(1, "szöveg", published=datetime(2021, 6, 3))


def test_a_reading_has_the_tokens_of_its_text() -> None:
    reading = Reading.of(
        id=1,
        source="portal",
        url="https://portal.example.hu/1",
        title="Cím",
        text="Új hír",
        published=None,
        first_seen=datetime(2021, 6, 3, tzinfo=UTC),
    )
    assert tuple(reading.tokens) == (("uj", 0, 2), ("hir", 3, 6))
