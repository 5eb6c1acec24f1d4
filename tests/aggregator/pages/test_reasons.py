"""Why articles are one story, in words."""

from typing import get_args

import pytest

from aggregator.pages.reasons import MOST, carried, phrase, reasons
from aggregator.stories.carriage import Carriage, carriage
from aggregator.stories.credit import Kind
from aggregator.stories.passages import Passage
from aggregator.stories.relation import Relation
from aggregator.stories.sight import ChangeKind

PLAIN = (
    *("exact", "short", "title", "start", "item", "reworded", "long", "stub", "ending"),
    *("twin:hreflang", "twin:address", "attribution:a", "attribution:b", "marks:a", "marks:b"),
)
WORDS = (
    *PLAIN,
    *(f"credit:{side}:{kind.replace(' ', '-')}" for side in "ab" for kind in get_args(Kind)),
    *(f"{place}{kind}:x|y" for place in ("", "title-") for kind in get_args(ChangeKind)),
)


def copy(*evidence, own=1.0, theirs=1.0):
    return Relation(1, 2, "copy", None, own, theirs, (Passage(0, 9, 0, 9),), evidence)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_evidence_is_told_in_each_language(word):
    told = {phrase(word, language) for language in ("hu", "en")}
    assert None not in told
    assert len(told) == 2


@pytest.mark.parametrize("word", ["", "nonsense", "credit:c:writes", "date:2021", "credit:a:x"])
def test_a_word_that_another_version_found_is_not_told(word):
    assert phrase(word, "en") is None


def test_shares_and_credits_are_told_from_the_side_of_the_article():
    told = reasons(copy("credit:a:source", "date:14-én|15-én", own=0.8, theirs=0.5), "en")
    assert told == (
        "80% of it stands in the original, 50% of the original stands in it.",
        "It names the source of the original in a line for the source.",
        "Another date: “15-én” in the original, “14-én” here.",
    )


def test_who_is_there_through_another_says_so():
    assert reasons(None, "en", through="A | B") == ("It belongs here through A | B.",)
    assert "others" in reasons(None, "en")[0]
    assert reasons(None, "en", is_ruled=True) == ("An editor has brought them together.",)


def test_not_more_is_told_than_can_be_read():
    assert len(reasons(copy(*(f"number:{n}|{n}0" for n in range(99))), "hu")) == MOST


def test_percent_signs_in_strangers_texts_harm_nobody():
    assert "100%(x)s" in str(phrase("number:100%(x)s|%d", "hu"))


@pytest.mark.parametrize(
    ("relation", "added", "told"),
    [
        (copy("exact"), (), "unchanged"),
        (copy(own=0.97), (), "unchanged"),
        (copy(theirs=0.95), (), "edited"),
        (copy(theirs=0.4), (), "shortened"),
        (copy("reworded", theirs=0.4), (), "reworded"),
        (copy(own=0.5), ("Saját.",), "extended"),
        (None, (), "reprint"),
    ],
)
def test_how_a_reprint_carries_the_original(relation, added, told):
    assert carriage(relation, added) == told


@pytest.mark.parametrize(
    ("relation", "told"), [(copy(), "whole"), (copy(theirs=0.4), "part"), (None, "quotation")]
)
def test_how_much_a_quotation_holds(relation, told):
    assert carriage(relation, ("Saját.",), is_quotation=True) == told


@pytest.mark.parametrize("code", get_args(Carriage))
def test_every_way_to_carry_a_story_has_a_name(code):
    assert carried(code, "hu") != carried(code, "en")
