from __future__ import annotations

from aggregator.stories.candidates import STORIES
from aggregator.stories.postings import MEMBERS, Posted, Postings

LONG, PRINTS = 300, range(10)


def test_who_was_added_is_near_to_who_shares_its_fingerprints() -> None:
    posted = Postings({one: [Posted(7, 70, LONG)] for one in PRINTS})
    assert posted.add(8, 80, LONG, PRINTS) == [*PRINTS]
    assert posted.near(PRINTS, LONG) == [7, 8]
    assert posted.near(range(100, 110), LONG) == []
    assert (posted.story_of(7), posted.story_of(8), posted.story_of(9)) == (70, 80, -9)


def test_a_fingerprint_has_room_for_two_dozen_stories() -> None:
    posted = Postings({})
    for article in range(1, STORIES + 1):
        assert posted.add(article, -article, LONG, PRINTS) == [*PRINTS]
    assert posted.add(99, -99, LONG, [*PRINTS, 500]) == [500]
    assert posted.near(PRINTS, LONG) == []


def test_a_release_that_many_sites_reprint_does_not_lock_itself_out() -> None:
    posted = Postings({})
    for article in range(1, 3 * STORIES):
        posted.add(article, 5, LONG, PRINTS)
    assert posted.near(PRINTS, LONG)


def test_of_one_story_a_few_articles_stand_for_all() -> None:
    posted = Postings({})
    taken = [bool(posted.add(article, 5, LONG, PRINTS)) for article in range(1, MEMBERS + 3)]
    assert taken == [True] * MEMBERS + [False] * 2


def test_a_short_text_is_found_by_one_fingerprint() -> None:
    posted = Postings({1: [Posted(7, 70, LONG), Posted(8, 80, 15)]})
    assert posted.near([1], LONG) == [8]
    assert posted.near([1], 15) == [7, 8]
