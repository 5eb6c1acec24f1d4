import re
from datetime import UTC, datetime

import pytest

from aggregator.errors import ConfigError
from aggregator.options import day
from scrapers.article import BUDAPEST

# late on the 7th in UTC, the 8th already in Budapest
NOW = datetime(2021, 6, 7, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "midnight"),
    [
        ("2021-06-04", (2021, 6, 4)),
        ("2021-01-31", (2021, 1, 31)),
        ("0d", (2021, 6, 8)),
        ("7d", (2021, 6, 1)),
        ("365d", (2020, 6, 8)),
    ],
)
def test_a_day_is_its_midnight_in_budapest(text, midnight):
    assert day(text, "--since", NOW) == datetime(*midnight, tzinfo=BUDAPEST)


@pytest.mark.parametrize(
    "text",
    [
        *("", "holnap", "2021-13-01", "2021. 06. 04.", "2021-06", "2021-06-04T10:00"),
        *("7", "7w", "-7d", "99999999d"),
    ],
)
def test_what_is_no_day_is_told_with_its_option_and_an_example(text):
    with pytest.raises(ConfigError, match=re.escape(f"--until: {text} is no day; write 2021-")):
        day(text, "--until", NOW)


def test_no_day_is_no_bound():
    assert day(None, "--since", NOW) is None
