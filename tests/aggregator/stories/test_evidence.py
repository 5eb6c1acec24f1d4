"""Every word of evidence has a phrase, and every phrase has its sides right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import get_args

import pytest

from aggregator.stories.credit import Kind
from aggregator.stories.evidence import is_change, mirrored, phrase
from aggregator.stories.relate import relate
from aggregator.stories.relation import Relation
from aggregator.stories.sight import Change, ChangeKind
from tests.aggregator.stories.articles import DATA, from_table, named

PAIRS = sorted((DATA / "relations").glob("*.toml"))


def labelled() -> Iterator[tuple[Relation, Relation]]:
    """The relation of every labelled pair of the data files, and the other way round."""
    for path in PAIRS:
        tables = tomllib.loads(path.read_text("utf-8"))
        a, b = from_table(1, tables["a"]), from_table(2, tables["b"])
        yield relate(a, b, named(a), named(b)), relate(b, a, named(b), named(a))


def test_every_word_that_the_labelled_cases_bring_forth_has_a_phrase() -> None:
    words = {word for one, _ in labelled() for word in one.evidence}
    assert len(words) > 50
    assert sorted(word for word in words if phrase(word) is None) == []


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_of_change_has_a_phrase_in_the_text_and_in_the_title(kind: ChangeKind) -> None:
    told, titled = (phrase(Change(kind, place, "X", "Y").word()) for place in ("text", "title"))
    assert told
    assert told.endswith(" differ: X | Y")
    assert titled
    assert titled.endswith(" in the titles differ: X | Y")


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_credit_has_a_phrase_with_both_sides(kind: Kind) -> None:
    word = f"credit:b:{kind.replace(' ', '-')}"
    assert (phrase(word) or "").startswith("B names the source of A ")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("date:2020|2021", "dates differ: 2020 | 2021"),
        ("title-name:Szeged|Pécs", "names in the titles differ: Szeged | Pécs"),
        ("name:Kő|Híd|Kör", "names differ: Kő | Híd|Kör"),
        ("ending", "a shared ending was left out"),
        ("credit:a:host-line", "A names the source of B by a bare address"),
    ],
)
def test_a_phrase_tells_what_the_word_says(word: str, told: str) -> None:
    assert phrase(word) == told


@pytest.mark.parametrize(
    "word", ["", "x", "credit", "credit:c:writes", "credit:a:x", "earlier", "earlier:a:b", "x:1|2"]
)
def test_what_no_relation_says_has_no_phrase(word: str) -> None:
    assert phrase(word) is None


def test_a_relation_turned_round_is_that_of_the_exchanged_articles() -> None:
    for one, back in labelled():
        turned = mirrored(one)
        assert sorted(turned.evidence) == sorted(back.evidence)
        assert mirrored(turned).evidence == one.evidence
        assert (turned.a_id, turned.b_id, turned.host_id) == (back.a_id, back.b_id, back.host_id)
        assert (turned.a_share, turned.b_share) == (back.a_share, back.b_share)
        assert set(turned.passages) == set(back.passages)


def test_only_what_the_guard_saw_is_a_change() -> None:
    assert is_change("date:2020|2021")
    assert not is_change("credit:a:writes")
