"""Why related articles are in two stories; through whom others are in one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from aggregator.stories.group import arrange
from aggregator.stories.parted import Place, reasons
from aggregator.stories.passages import Passage
from aggregator.stories.path import path
from aggregator.stories.reading import Reading
from aggregator.stories.relation import Relation
from aggregator.stories.ruling import Ruling
from tests.aggregator.stories.articles import article
from tests.aggregator.stories.test_group import copy, plain, quoting
from tests.aggregator.stories.test_rulings import apart, series, together

SMALL = Relation(2, 1, "quotes", 2, 0.1, 0.2, (Passage(0, 10, 0, 10),))
RELATED = Relation(1, 2, "related", None, 0.1, 0.1, (Passage(0, 10, 0, 10),))


def told(
    relations: list[Relation], *rulings: Ruling, readings: Sequence[Reading] = plain(1, 2, 3, 4)
) -> list[str]:
    """Why the articles of the first relation are in two stories."""
    groups = arrange(readings, relations, {}, rulings)
    places = {
        member: Place(number, member in one.quotations)
        for number, one in enumerate(groups, start=1)
        for member in one.members
    }
    assert places[relations[0].a_id].story != places[relations[0].b_id].story
    found = reasons(relations[0], places, relations, rulings)
    return [one.sentence.format(*one.articles) for one in found]


def test_an_editors_word_is_told_first_and_for_all_pairs() -> None:
    assert told([series(1, 2), copy(1, 3)], apart(2, 1), apart(2, 3)) == [
        "an editor keeps them apart",
        "two events are never one story, however alike the words are",
    ]


def test_a_word_on_others_in_the_two_stories_is_told_with_their_names() -> None:
    known = [copy(1, 2, 0.9, 0.9), copy(1, 3), copy(2, 4)]
    assert told(known, apart(3, 4)) == ["an editor keeps apart 3 and 4"]


def test_what_neither_copies_nor_quotes_is_told() -> None:
    assert told([RELATED]) == ["neither holds the other's text: each is a story of its own"]


def test_a_series_between_others_in_the_two_stories_is_told_with_their_names() -> None:
    known = [copy(1, 2, 0.7, 0.9), copy(1, 3), copy(2, 4), series(3, 4)]
    assert told(known) == ["the two stories are of two events: 3 and 4"]


def test_a_quotation_that_is_too_small_is_told_with_its_shares_and_what_would_do() -> None:
    small = "the quotation is too small: 10% of 2 and 20% of 1, where {}, or 60% of 1, would do"
    assert told([SMALL]) == [small.format("40% of 2 and 25% of 1")]
    assert told([replace(SMALL, evidence=("credit:a:writes",))]) == [small.format("40% of 2")]


def test_a_digest_is_told() -> None:
    digest = [quoting(3, 1, start=0), quoting(3, 2, start=50)]
    assert told(digest) == ["3 is a digest of others' news, and joins none of them"]


def test_a_host_of_several_stories_is_told_with_their_numbers() -> None:
    parts = [replace(quoting(3, quoted, start=50 * quoted), b_share=0.5) for quoted in (1, 2)]
    assert told(parts) == ["3 holds texts of several stories (1, 2) and is a story of its own"]


def test_who_holds_only_a_teaser_is_told_how_much_of_the_story_that_is() -> None:
    readings = [article(at, " ".join(["szó"] * words)) for at, words in ((1, 40), (2, 200), (3, 9))]
    held = replace(quoting(3, 1, 0.2), b_share=1.0, evidence=("marks:a",))
    assert told([held, copy(1, 2, 1.0, 0.2)], readings=readings) == [
        "3 holds 100% of 1, which tells 20% of its story"
    ]


def test_who_quotes_a_quotation_is_told() -> None:
    assert told([quoting(3, 2), quoting(2, 1)]) == [
        "2 is a quotation, and nobody joins a story by quoting one of its quotations"
    ]


def test_articles_of_one_story_or_of_none_are_not_apart() -> None:
    one = Place(1, quotes=False)
    assert reasons(series(1, 2), {1: one, 2: one}, [series(1, 2)], []) == []
    assert reasons(series(1, 2), {1: one}, [series(1, 2)], []) == []


@pytest.mark.parametrize(
    ("relations", "rulings", "way"),
    [
        ([copy(1, 2)], [], [1, 2]),
        ([copy(1, 3), quoting(2, 3)], [], [1, 3, 2]),
        ([copy(1, 3)], [together(2, 3)], [1, 3, 2]),
        ([copy(1, 3), copy(3, 4), copy(4, 2), copy(3, 2)], [], [1, 3, 2]),
        ([copy(1, 3), series(3, 2), RELATED], [apart(1, 2)], []),
        ([], [], []),
    ],
)
def test_the_way_from_one_to_another_is_the_shortest(
    relations: Collection[Relation], rulings: Collection[Ruling], way: list[int]
) -> None:
    assert path(1, 2, relations, rulings) == way
