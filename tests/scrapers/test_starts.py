"""Where days are looked for at all."""

from datetime import date
from itertools import product

import pytest

from scrapers.calendar import tokens
from scrapers.calendar.beside import read_dated
from scrapers.calendar.relative import read_relative
from scrapers.calendar.starts import starts
from scrapers.calendar.words import vocabulary

SAID = date(2024, 5, 15)
BEFORE = ("", "K", "3-", "12:", "8/", "$")
BEGINS = ("2024", "1848", "05", "31", "100", "7:30", "’21", "a", "az", "ez", "e.", "f.", "jövő")
BEHIND = (
    *("-’27", ". 05. 31.", "-05-31", "/31/2024", ".", " ", " között", " június", " 4-én", " évi"),
    *(" héten", " hét", " hó", " hónap", " végén", " keddjén", " kedden", " május", " 15", " June"),
)


@pytest.mark.parametrize("languages", [("hu",), ("en",), ("hu", "sk", "ro")])
def test_no_number_and_no_pronoun_that_tells_a_day_is_passed(languages: tuple[str, ...]):
    told = 0
    for parts in product(BEFORE, BEGINS, BEHIND, BEHIND):
        read = tokens.read("".join(parts), vocabulary(languages), SAID)
        found = {
            place
            for place, token in enumerate(read)
            if token.digits or "which" in token.means or token.text == "’"
            if read_dated(read, place) or read_relative(read, place)
        }
        assert found <= {*starts(read)}, parts
        told += bool(found)
    assert told
