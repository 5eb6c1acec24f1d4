from __future__ import annotations

from aggregator.stories.hosting import FAIR_SHARE, ITS_SHARE, MOST, Hosting, ties
from aggregator.stories.passages import Passage
from aggregator.stories.relation import Relation


def host(of_host: float, of_quoted: float, **marks: bool) -> Hosting:
    return Hosting(2, 1, of_host, of_quoted, 0, 10, 0, 10, **marks)


def test_a_host_joins_what_two_fifths_of_it_quote_by_name() -> None:
    assert host(FAIR_SHARE, 0.05, is_named=True).binds
    assert not host(FAIR_SHARE - 0.01, 0.05, is_named=True).binds


def test_where_nobody_is_named_a_part_of_the_quoted_article_must_be_there_too() -> None:
    assert host(FAIR_SHARE, ITS_SHARE).binds
    assert not host(FAIR_SHARE, ITS_SHARE - 0.01).binds


def test_a_host_joins_an_article_of_which_it_holds_most_however_long_it_is() -> None:
    assert host(0.05, MOST).binds
    assert not host(0.05, MOST - 0.01).binds
    assert not host(0.9, 0.9, is_item=True).binds


def test_what_binds_the_other_way_round_is_arranged_too_for_days_may_turn_it() -> None:
    place = (Passage(0, 10, 0, 10),)
    assert ties(Relation(1, 2, "quotes", 1, 0.3, 0.5, place, ("attribution:a",)))
    assert not ties(Relation(1, 2, "quotes", 1, 0.3, 0.5, place, ("credit:a:writes",)))
    assert not ties(Relation(1, 2, "quotes", 1, 0.2, 0.3, place, ("attribution:a",)))
    assert not ties(Relation(1, 2, "series", 1, 0.3, 0.5, place, ("attribution:a",)))
