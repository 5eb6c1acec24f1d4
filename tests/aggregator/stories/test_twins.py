from collections import Counter
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aggregator.stories.twins import SHARED, Edition, marks, place, twins
from scrapers import urls
from scrapers.identity.key import key
from tests.aggregator.stories.articles import DATA
from tests.scrapers.nasty import ADDRESSES
from tests.scrapers.tables import rows


def edition(id: int, language: str, told: dict[str, Any]) -> Edition:
    day = told.get("published", date(2021, 6, 4))
    named = (one.split() for one in told.get("names", ()))
    return Edition(
        id=id,
        source=told.get("source", "pelda"),
        key=key(told["url"]),
        language=told.get("language", language) or None,
        named=frozenset((code, key(url)) for code, url in named),
        published=datetime.combine(day, time(9), tzinfo=UTC) if day else None,
    )


def hungarian(number: int, **told: Any) -> Edition:
    return edition(number, "hu", {"url": f"https://pelda.hu/hirek/egy{number}", **told})


def english(number: int, **told: Any) -> Edition:
    return edition(number, "en", {"url": f"https://pelda.hu/en/news/one{number}", **told})


@pytest.mark.parametrize("row", rows("twins.toml", folder=DATA))
def test_twins_are_known_by_what_their_pages_name_and_by_their_addresses(row: dict[str, Any]):
    one, other = edition(1, "hu", row["one"]), edition(2, "en", row["other"])
    expected = {(1, 2): row["word"]} if "word" in row else {}
    assert twins([one, other]) == expected
    assert twins([other, one]) == expected


def test_all_languages_of_one_news_are_twins_of_each_other():
    steps = ("hu", "en", "de")
    found = twins(
        edition(at, step, {"url": f"https://pelda.hu/{step}/kozos-geppark"})
        for at, step in enumerate(steps)
    )
    assert found == dict.fromkeys([(0, 1), (0, 2), (1, 2)], "twin:address")


def test_a_page_that_very_many_lead_to_is_no_one_s_twin():
    target = english(0)
    named = [hungarian(n, names=["en https://pelda.hu/en/news/one0"]) for n in range(1, SHARED + 1)]
    held = Counter(mark for one in (target, *named) for mark in marks(one))
    crowded = {mark for mark, count in held.items() if count > SHARED}
    assert len(twins([target, *named[1:]])) == SHARED - 1
    assert twins([target, *named], crowded) == {}


def test_a_crowded_address_does_not_part_those_whose_page_names_each_other():
    target = english(0, names=["hu https://pelda.hu/hirek/egy1"])
    named = [hungarian(n, names=["en https://pelda.hu/en/news/one0"]) for n in range(1, 100)]
    held = Counter(mark for one in (target, *named) for mark in marks(one))
    crowded = {mark for mark, count in held.items() if count > SHARED}
    assert twins([target, *named], crowded) == {(0, 1): "twin:hreflang"}


@given(ADDRESSES)
def test_any_address_has_its_place_in_common_with_its_form_in_another_language(address: str):
    canonical = urls.canonical(address)
    assume(canonical)
    spoken = urls.with_query(canonical, "nyelv", "en")
    assert place(key(spoken)) == place(key(canonical))


@given(st.text())
def test_marks_fit_into_the_archive_whatever_the_address(text: str):
    assert all(-(2**63) <= mark < 2**63 for mark in marks(hungarian(1, url=text)))
