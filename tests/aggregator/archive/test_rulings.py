from datetime import timedelta

import pytest

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.rulings import Spoken, end, rule, rulings_of, spoken
from aggregator.stories.ruling import Ruling
from tests.aggregator.archive.findings import DAY, MONDAY, contents, kept

TUESDAY = MONDAY + DAY


@pytest.fixture
def ids(archive):
    """Four articles that an editor can speak of."""
    ArchiveMemory(archive).keep([kept(path=f"hirek/{n}") for n in range(4)], MONDAY)
    return [row["id"] for row in contents(archive)["article"]]


def say(archive, *rulings, at=MONDAY):
    with archive.write() as connection:
        rule(connection, rulings, at)


def current(archive, ids):
    with archive.read() as connection:
        return rulings_of(connection, ids)


def together(one, other):
    return Ruling(one, other, together=True)


def apart(one, other):
    return Ruling(one, other, together=False)


def test_what_was_said_of_an_article_is_found_from_both_sides(archive, ids):
    one, two, three, four = ids
    say(archive, together(one, two), apart(three, one))
    assert current(archive, [one]) == [together(one, two), apart(three, one)]
    assert current(archive, [two]) == [together(one, two)]
    assert current(archive, [three, four]) == [apart(three, one)]
    assert current(archive, [four]) == current(archive, []) == []


def test_the_newest_word_on_a_pair_counts_whichever_is_named_first(archive, ids):
    one, two, three, _ = ids
    say(archive, together(one, two), together(one, three))
    say(archive, apart(two, one), at=TUESDAY)
    assert current(archive, ids) == [together(one, three), apart(two, one)]


def test_no_ruling_is_changed_it_ends(archive, ids):
    one, two, *_ = ids
    say(archive, together(one, two))
    say(archive, apart(two, one), at=TUESDAY)
    first, second = contents(archive)["ruling"]
    assert (first["together"], first["since"], first["until"]) == (True, MONDAY, TUESDAY)
    assert (second["together"], second["since"], second["until"]) == (False, TUESDAY, None)


def test_what_is_said_again_is_said_once(archive, ids):
    one, two, *_ = ids
    say(archive, together(one, two))
    before = contents(archive)["ruling"]
    say(archive, together(two, one), at=TUESDAY)
    assert contents(archive)["ruling"] == before


def test_a_ruling_that_has_ended_counts_no_longer(archive, ids):
    one, two, three, _ = ids
    say(archive, together(one, two), apart(one, three))
    with archive.write() as connection:
        said = spoken(connection, [two])
        assert said == [Spoken(said[0].id, together(one, two), MONDAY)]
        end(connection, said, TUESDAY)
    assert current(archive, ids) == [apart(one, three)]


def test_saying_nothing_changes_nothing(archive, ids):
    say(archive, at=MONDAY + timedelta(days=3))
    assert contents(archive)["ruling"] == []
