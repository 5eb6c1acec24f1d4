from datetime import date

import pytest

from scrapers.dates import find_moment


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 أغسطس 2024", "ar"),
        ("12 สิงหาคม 2024", "th"),
        ("12 tháng 8, 2024", "vi"),
        ("12 अगस्त 2024", "hi"),
    ],
)
def test_a_byline_in_a_language_without_words_of_ours_is_read_by_dateparser(text, language):
    found = find_moment(text, ("hu", language))
    assert found
    assert (found.at.date(), found.precision) == (date(2024, 8, 12), "day")


@pytest.mark.parametrize(
    "text", ["अगस्त 2024", "12 अगस्त", "Gold Price Today 22, 2025", "5 घंटे पहले 2024"]
)
def test_what_is_not_told_there_is_not_made_up(text):
    assert find_moment(text, ("hi",)) is None


def test_a_language_that_nobody_knows_tells_nothing():
    assert find_moment("12 xyzw 2024", ("xx",)) is None
