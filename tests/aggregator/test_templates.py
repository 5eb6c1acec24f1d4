"""Many articles of one wording, and many of one story: found, told apart, and in bounded work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

import pytest

from aggregator.archive.archive import Archive
from scrapers.memory import Kept
from tests.aggregator.archive.findings import published
from tests.aggregator.storied import (
    Stories,
    count_of_relations,
    finding,
    prose,
    sizes,
    sqlite,
    together,
)
from tests.aggregator.storied import told as tell
from tests.aggregator.stories.corpus import names

MANY = 1500
FOURTH, FIFTH = published("2021-06-04"), published("2021-06-05")
NOTE = (
    "{town} – {member} lett a klaszter {number}. tagja. A klaszter a térség vállalkozásait fogja "
    "össze, és közös képzésekkel, beszerzésekkel segíti tagjait. Az új tag {staff} embert "
    "foglalkoztat, éves árbevétele {sum} millió forint. Az elnökség a következő ülésén köszönti az "
    "új tagot, amelynek vezetője bemutatja a közös terveket és a fejlesztéseket.\n\n"
    "A részvétel ingyenes, a jelentkezéseket a titkárság fogadja munkanapokon délelőtt."
)
RELEASE = prose(1)
FIRST, *REST = RELEASE.split("\n\n")
LINES = "lines.py: a line of one quotation in four hosts that came in one batch is a commonplace"
LOCKED = "postings.py: 24 hosts without a common story lock what they quote for later ones"
TURNED = "candidates.py: hosts of one quotation stand before the original that they quote"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with sqlite(tmp_path_factory.mktemp("templates")) as made:
        yield made


@pytest.fixture
def told(archive: Archive) -> Callable[..., Stories]:
    """The stories of articles that come in batches."""
    return lambda *batches: tell(archive, *batches)


def note(number: int) -> str:
    random = Random(number)
    return NOTE.format(
        town=names.town(random), member=names.organisation(random), number=number + 3,
        staff=random.randint(20, 900), sum=random.randint(1000, 9000),
    )  # fmt: skip


def host(number: int, intro: str = "A portál közölte") -> Kept:
    """An article of its own that quotes the first paragraph of the release."""
    own = prose(100 + number, 80).partition("\n\n")[0]
    text = f"{own}\n\n{intro}: „{FIRST}”"
    return finding(f"s{number}/p", text, title=f"Saját hír {number}", published=FIFTH)


def reprint(number: int) -> Kept:
    return finding(f"s{number}/p", RELEASE, title=f"Átvett hír {number}", published=FIFTH)


ORIGINAL = finding("portal/p", RELEASE, title="Eredeti hír", published=FOURTH)


# One wording, many events


def test_notes_of_one_template_stay_apart_and_are_compared_with_few(told, archive: Archive) -> None:
    notes = [finding(f"s/{n}", note(n), title="Új tag") for n in range(MANY)]
    assert together(told(notes)) == []
    assert count_of_relations(archive) < 3 * MANY


def test_equal_texts_under_titles_of_their_own_are_no_news_at_one_source(told, archive) -> None:
    notes = [finding(f"s/{n}", note(0), title=f"Hírlevél {n}") for n in range(MANY)]
    assert together(told(notes)) == []
    assert count_of_relations(archive) < 3 * MANY


ARRIVALS = {
    "together": lambda originals, reprints: [[*originals, *reprints]],
    "originals first": lambda originals, reprints: [originals, reprints],
    "reprints first": lambda originals, reprints: [reprints, originals],
    "pair by pair": lambda originals, reprints: [*zip(originals, reprints, strict=True)],
}


@pytest.mark.parametrize("arrival", ARRIVALS)
def test_each_reprint_comes_to_its_own_variant_of_a_template(told, arrival: str) -> None:
    originals = [
        finding(f"portal/{n}", note(n), title=f"Új tag {n}", published=FOURTH) for n in range(60)
    ]
    reprints = [
        finding(f"s{n % 7}/{n}", f"{note(n)}\n\nForrás: portal.example.hu", title=f"Új tag {n}",
                published=FIFTH)
        for n in range(60)
    ]  # fmt: skip
    pairs = sorted([f"portal/{n}", f"s{n % 7}/{n}"] for n in range(60))
    assert together(told(*ARRIVALS[arrival](originals, reprints))) == pairs


# One story, many articles


def test_a_release_that_many_reprint_does_not_lock_itself_out(told, archive: Archive) -> None:
    reprints = [reprint(n) for n in range(200)]
    assert sizes(told([ORIGINAL, *reprints])) == [201]
    assert count_of_relations(archive) < 201 * 13


@pytest.mark.parametrize("first", [True, False])
def test_reprints_may_come_one_a_run(told, first: bool) -> None:
    runs = [[reprint(n)] for n in range(40)]
    assert sizes(told(*([[ORIGINAL], *runs] if first else [*runs, [ORIGINAL]]))) == [41]


def runs_of(hosts: Sequence[Kept], order: str) -> list[list[Kept]]:
    return {
        "together": [[ORIGINAL, *hosts]],
        "original first": [[ORIGINAL], [*hosts]],
        "original last": [[*hosts], [ORIGINAL]],
        "one a run": [[ORIGINAL], *([one] for one in hosts)],
    }[order]


@pytest.mark.parametrize(
    "order",
    [
        "together",
        "original first",
        pytest.param("original last", marks=pytest.mark.xfail(strict=True, reason=LINES)),
        "one a run",
    ],
)
def test_four_hosts_quote_the_same_line_in_the_same_way(told, order: str) -> None:
    assert sizes(told(*runs_of([host(n) for n in range(4)], order))) == [5]


@pytest.mark.parametrize(
    "order",
    [
        pytest.param("together", marks=pytest.mark.xfail(strict=True, reason=LOCKED)),
        pytest.param("original first", marks=pytest.mark.xfail(strict=True, reason=LOCKED)),
        pytest.param("original last", marks=pytest.mark.xfail(strict=True, reason=LOCKED)),
        pytest.param("one a run", marks=pytest.mark.xfail(strict=True, reason=TURNED)),
    ],
)
def test_forty_hosts_quote_a_release_each_in_words_of_its_own(told, order: str) -> None:
    hosts = [host(n, f"A(z) {prose(900 + n, 60).split(',')[0][:40]} után ezt írta a portál")
             for n in range(40)]  # fmt: skip
    assert sizes(told(*runs_of(hosts, order))) == [41]
