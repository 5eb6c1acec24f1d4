from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.accounts import MOST, REACH, Account, related

FIRST = datetime(2021, 5, 1, 8, tzinfo=UTC)


def account(article: int, **told: Any) -> Account:
    """An account of the ninth of June, alone in its story, as many days after the first."""
    values = {"story": article, "is_original": True, "at": FIRST + timedelta(days=article)}
    values |= {"url": f"https://pelda.hu/{article}", "start": date(2021, 6, 9)}
    return Account(**{"article": article, **values, **told})


def pairs(*accounts: Account) -> set[tuple[int, int]]:
    return set(related(accounts))


def test_two_stories_that_tell_of_one_event_are_related():
    assert pairs(account(2), account(1)) == {(1, 2)}


def test_one_account_is_related_to_nothing():
    assert pairs() == pairs(account(1)) == set()


def test_an_edition_of_the_event_on_another_day_is_another_event():
    assert pairs(account(1), account(2, start=date(2021, 6, 10))) == set()


def test_two_towns_part_them_and_a_town_that_one_leaves_open_does_not():
    towns = [account(1, town="Somlóvár"), account(2, town="Dombalja"), account(3)]
    assert pairs(*towns) == {(1, 3), (2, 3)}


def test_the_articles_of_one_story_are_not_related():
    assert pairs(account(1, story=7), account(2, story=7, is_original=False)) == set()


def test_the_original_speaks_for_its_story():
    story = [account(1, story=7, is_original=False), account(2, story=7)]
    assert pairs(*story, account(3)) == {(2, 3)}


def test_where_the_original_is_silent_who_told_it_first_speaks():
    story = [account(n, story=7, is_original=False) for n in (2, 1)]
    assert pairs(*story, account(3)) == {(1, 3)}


def test_an_event_that_hundreds_tell_of_has_a_dozen_relations_for_each():
    found = pairs(*map(account, range(300)))
    degrees = Counter(one for pair in found for one in pair)
    assert max(degrees.values()) == 2 * REACH
    assert len(found) == 300 * REACH - REACH * (REACH + 1) // 2
    assert all(other - one <= REACH for one, other in found)


def test_what_stands_on_every_page_of_a_site_relates_nobody():
    assert pairs(*map(account, range(MOST)))
    assert pairs(*map(account, range(MOST + 1))) == set()


@given(st.permutations(range(30)), st.integers(0, 29))
def test_neither_order_nor_ids_decide_and_a_late_one_touches_only_its_neighbours(
    numbers: list[int], late: int
):
    # by address, whatever their ids
    at = {
        place: account(number, at=FIRST, url=f"{place:02}") for place, number in enumerate(numbers)
    }

    def places(*accounts: Account) -> set[tuple[int, ...]]:
        return {tuple(sorted(map(numbers.index, pair))) for pair in related(accounts)}

    whole = places(*(at[numbers.index(number)] for number in range(30)))
    assert whole == {(one, one + step) for one in range(30) for step in range(1, REACH + 1)
                     if one + step < 30}  # fmt: skip
    before = places(*(at[place] for place in range(30) if place != late))
    assert all(abs(place - late) <= REACH for pair in whole ^ before for place in pair)
