"""The best first, on both databases."""

from datetime import datetime, timedelta

import pytest

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.search import search
from tests.aggregator.archive.findings import MONDAY, kept, published
from tests.aggregator.archive.library import TODAY

FILLING = "A tagok közös standon mutatkoznak be a nagyközönségnek, és várják az érdeklődőket. "
OTHERS = [
    kept(path=f"mas/{n}", title=f"Más hír {n}", text=FILLING * 2, published=published("2021-06-06"))
    for n in range(12)
]


@pytest.fixture
def ranked(archive):
    """Keep articles, the best the oldest, among others; the paths of what is found, best first."""

    def keep_and_ask(text, *best_first, **more):
        dated = [
            kept(path=f"{n}", title=title, text=body, published=published(f"2021-05-{n + 1:02d}"))
            for n, (title, body) in enumerate(best_first)
        ]
        ArchiveMemory(archive).keep([*dated, *OTHERS], MONDAY)
        with archive.read() as connection:
            rows = search(connection, text, TODAY, ranked=True, **more).rows
        return [int(row["url"].rsplit("/", 1)[1]) for row in rows]

    return keep_and_ask


TITLED = ("Klaszterek pályázata: ipari park", FILLING)
TOLD = ("Cím", f"Klaszterek pályázata: ipari park. {FILLING}")
TOLD_TWICE = ("Cím", f"Klaszterek pályázata: ipari park. Klaszterek, ipari park. {FILLING}")
TOLD_AT_LENGTH = ("Cím", f"Klaszterek pályázata: ipari park. {FILLING * 40}")


@pytest.mark.parametrize(
    "text",
    [
        *("klaszter", "klaszter pályázat", "klas*", "klaszter*", "palyaz*", '"ipari park"'),
        *("klaszter -uszoda", "klaszter source:portal language:hu", "klaszter from:2021-05"),
        "klaszter -event:expo",
    ],
)
def test_the_better_comes_before_the_worse_though_it_is_older(ranked, text):
    assert ranked(text, TITLED, TOLD) == [0, 1]
    assert ranked(text, TITLED, TOLD, TOLD_AT_LENGTH) == [0, 1, 2]


@pytest.mark.parametrize("text", ["klaszter", "klas*", '"ipari park"', "klaszter ipari"])
def test_what_tells_of_it_twice_comes_before_what_tells_of_it_once(ranked, text):
    assert ranked(text, TOLD_TWICE, TOLD) == [0, 1]


def test_of_equal_ones_the_newest_comes_first(ranked):
    some = [("Klaszter", FILLING)] * 4
    assert ranked("klaszter", *some) == [3, 2, 1, 0]
    assert ranked("source:portal from:2021-05 to:2021-05", *some) == [3, 2, 1, 0]


def test_without_words_the_newest_comes_first(ranked):
    found = ranked("source:portal", ("A", "a"), ("B", "b"), limit=50)
    assert found[-2:] == [1, 0]
    assert ranked("-klaszter", ("A", "a"), ("B", "b"), limit=50)[-2:] == [1, 0]
    assert ranked("", ("A", "a"), ("B", "b"), limit=50)[-2:] == [1, 0]


def test_the_best_page_is_the_beginning_of_all(ranked):
    some = [("Klaszter", FILLING * n) for n in range(1, 9)]
    assert ranked("klaszter", *some, limit=3) == ranked("klaszter", *some)[:3]


def test_as_of_a_day_what_was_said_then_is_ranked(archive):
    memory, day = ArchiveMemory(archive), timedelta(days=1)
    titled, told = {"title": "Klaszter", "text": FILLING}, {"text": f"Klaszter. {FILLING}"}
    memory.keep([kept(path="a", **titled), kept(path="b", **told), *OTHERS], MONDAY)
    memory.keep([kept(path="a", **told), kept(path="b", **titled)], MONDAY + day)

    def found(as_of: datetime | None) -> list[str]:
        with archive.read() as connection:
            rows = search(connection, "klaszter", TODAY, ranked=True, as_of=as_of).rows
        return [row["url"][-1] for row in rows]

    assert found(MONDAY) == ["a", "b"]
    assert found(MONDAY + day) == found(None) == ["b", "a"]


@pytest.mark.parametrize(
    "text", ["klaszter", "a", "klaszter pályázat", "klas*", "-uszoda", "", "source:portal", "xyz"]
)
def test_the_best_are_the_same_as_the_newest_in_another_order(archive, text):
    some = [
        kept(path=f"{n}", title="Klaszter " * (n % 3), text=f"Pályázat {n}. " * (n % 4) + FILLING)
        for n in range(15)
    ]
    ArchiveMemory(archive).keep(some, MONDAY)
    with archive.read() as connection:
        best, newest = (
            [row["id"] for row in search(connection, text, TODAY, ranked=ranked).rows]
            for ranked in (True, False)
        )
    assert sorted(best) == sorted(newest)
