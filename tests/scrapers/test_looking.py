from dataclasses import replace

import pytest

from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.looking import DEEPEST, EMPTY, TURNED_OVER, Looking, mark_of, shown_by
from scrapers.memory import KnownDoor, Validators
from scrapers.source import ListingDoor
from tests.scrapers.example import HOME, source

DOOR = ListingDoor(kind="listing", url=f"{HOME}hirek")
SEEN = Validators(etag='"x"')
KEYS = tuple(f"pelda.hu/hirek/{at}" for at in range(5))


def teasers(*numbers: int, host: str = HOME) -> tuple[Teaser, ...]:
    return tuple(Teaser(f"{host}hirek/{at}", f"Hír {at}") for at in numbers)


def known(*numbers: int) -> KnownDoor:
    marks = {KEYS[at]: one.mark for at, one in zip(numbers, teasers(*numbers), strict=True)}
    return KnownDoor(SEEN, marks, source().definition(DOOR))


def looking(before: KnownDoor | None = None, **changes: object) -> Looking:
    return Looking(source(**changes), DOOR, before)


def trouble(reading: Reading, before: KnownDoor | None = None, pages: tuple[str, ...] = ()) -> str:
    return looking(before).trouble(reading, shown_by(reading, source()), pages)


def test_what_leads_to_the_sources_own_hosts_is_shown_once_and_the_rest_is_named():
    twice = (*teasers(1, 2), Teaser(f"{HOME}hirek/1", "Még egyszer"))
    reading = Reading(
        (*twice, *teasers(3, host="https://mas.hu/")), older=(f"{HOME}2", "https://mas.hu/2")
    )
    shown = shown_by(reading, source())
    assert [one.title for one in shown.teasers.values()] == ["Hír 1", "Hír 2"]
    assert (shown.foreign, shown.older) == (("https://mas.hu/hirek/3",), (f"{HOME}2",))


def test_an_alias_is_an_own_host():
    shown = shown_by(Reading(teasers(1, host="https://regi-pelda.hu/")), source())
    assert list(shown.teasers) == [KEYS[1]]


@pytest.mark.parametrize(
    ("reading", "before", "pages", "expected"),
    [
        (Reading(teasers(1, 2)), None, (), ""),
        (Reading(), None, (), ""),
        (Reading(trouble="no-links"), known(1, 2, 3), (), "no-links"),
        (Reading(), known(1), (), EMPTY),
        (Reading(older=(f"{HOME}teil.xml",)), known(1), (), ""),
        (Reading(teasers(4)), known(1, 2, 3), (), TURNED_OVER),
        (Reading(teasers(3, 4)), known(1, 2, 3), (), ""),
        (Reading(teasers(4)), known(1, 2, 3), (KEYS[4],), ""),
        (Reading(teasers(4)), known(1, 2), (), ""),
    ],
)
def test_a_door_is_in_trouble_where_it_shows_nothing_that_it_had(reading, before, pages, expected):
    assert trouble(reading, before, pages) == expected


def test_a_newspapers_list_may_be_all_new():
    reading = Reading(teasers(4))
    paper = looking(known(1, 2, 3), topics=("klaszter",))
    assert paper.trouble(reading, shown_by(reading, paper.source), ()) == ""


def test_a_site_that_moved_says_where_to():
    assert "mas.hu; if it is ours" in trouble(Reading(teasers(1, host="https://mas.hu/")))


def test_older_pages_are_read_until_they_bring_nothing_new():
    page = shown_by(Reading(teasers(1, 2), older=(f"{HOME}2", f"{HOME}3")), source())
    assert list(looking().older(page, KEYS)) == [f"{HOME}2", f"{HOME}3"]
    assert list(looking(known(1)).older(page, KEYS[:2])) == [f"{HOME}2", f"{HOME}3"]
    assert list(looking(known(1)).older(page, KEYS)) == []


def test_older_pages_are_asked_for_once_and_so_many_at_most():
    one = looking()
    page = shown_by(
        Reading(teasers(1), older=tuple(f"{HOME}{at}" for at in range(DEEPEST + 5))), source()
    )
    assert len(list(one.older(page, ()))) == DEEPEST
    assert one.left_out == 5
    page = replace(page, older=(f"{HOME}0", DOOR.url))
    assert list(one.older(page, ())) == []


def test_a_door_is_remembered_with_all_that_it_showed():
    one = looking()
    assert one.seen() is None
    one.validators = SEEN
    one.note(shown_by(Reading(teasers(1, 2)), source()))
    one.note(shown_by(Reading(teasers(3)), source()))
    seen = one.seen()
    assert seen is not None
    assert (set(seen.marks), seen.validators) == ({KEYS[1], KEYS[2], KEYS[3]}, SEEN)


def test_a_door_whose_older_pages_could_not_be_had_is_asked_again():
    for before, expected in ((None, None), (known(1), Validators())):
        one = looking(before)
        one.validators, one.broken_off = SEEN, True
        seen = one.seen()
        assert (seen and seen.validators) == expected


def test_an_article_told_on_the_list_is_told_again_only_when_it_changes():
    article = Article("pelda", f"{HOME}hirek#egy", "Egy", "Szöveg.", "<p>Szöveg.</p>")
    shown = shown_by(Reading(articles=(article,)), source())
    (key,) = shown.articles
    assert key == "pelda.hu/hirek#egy"
    before = KnownDoor(SEEN, {key: mark_of(article)}, "x")
    assert list(looking().told(shown, ())) == [(key, article)]
    assert list(looking(before).told(shown, (key,))) == []
    edited = shown_by(Reading(articles=(replace(article, text="Más."),)), source())
    assert [one for one, _ in looking(before).told(edited, (key,))] == [key]
