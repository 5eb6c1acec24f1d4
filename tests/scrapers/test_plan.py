from __future__ import annotations

from datetime import timedelta

from scrapers.doors.teaser import Teaser
from scrapers.memory import KnownDoor, KnownPage, Owed, Recollection, Validators
from scrapers.plan import PAGES, RECHECKS, Asking, Plan
from tests.scrapers.example import NOW, source

SOURCE = source()
SEEN = Validators("etag")


def teaser(path: str, title: str = "Hír") -> Teaser:
    return Teaser(f"https://www.pelda.hu/{path}", title)


def key(path: str) -> str:
    return f"pelda.hu/{path}"


def page(path: str, days: float = 0, **more: object) -> KnownPage:
    url = teaser(path).url
    return KnownPage(url, SEEN, NOW - timedelta(days=days), **more)  # type: ignore[arg-type]


def plan(**memory: object) -> Plan:
    return Plan(SOURCE, Recollection(**memory), NOW)  # type: ignore[arg-type]


def door(*teasers: tuple[str, Teaser]) -> KnownDoor:
    return KnownDoor(SEEN, {key: one.mark for key, one in teasers}, "x")


def test_a_page_that_is_new_is_asked_for_without_condition() -> None:
    asked = list(plan().shown({key("a"): teaser("a")}, None))
    assert asked == [Asking(key("a"), teaser("a").url, teaser("a"), None)]


def test_a_page_is_asked_for_once_however_many_doors_show_it() -> None:
    one = plan()
    shown = {key("a"): teaser("a")}
    assert len([*one.shown(shown, None), *one.shown(shown, None)]) == 1


def test_a_known_page_is_asked_for_when_its_teaser_changes_and_only_then() -> None:
    one = plan(pages={key("a"): page("a")})
    shown, changed = {key("a"): teaser("a")}, {key("a"): teaser("a", "Módosult")}
    assert list(one.shown(shown, door(*shown.items()))) == []
    assert list(one.shown(shown, None)) == []
    (asking,) = one.shown(changed, door(*shown.items()))
    assert asking.validators == SEEN


def test_what_is_off_topic_is_asked_for_only_when_its_teaser_changes() -> None:
    one = plan(pages={key("a"): page("a", 400, off_topic=True)})
    shown, changed = {key("a"): teaser("a")}, {key("a"): teaser("a", "Módosult")}
    assert list(one.first()) == []
    assert list(one.shown(shown, door(*shown.items()))) == []
    assert [asking.key for asking in one.shown(changed, door(*shown.items()))] == [key("a")]


def test_a_page_that_was_gone_is_asked_for_when_a_door_shows_it_again() -> None:
    one = plan(pages={key("a"): page("a", 400, gone=True)})
    assert list(one.first()) == []
    shown = {key("a"): teaser("a")}
    assert [asking.key for asking in one.shown(shown, door(*shown.items()))] == [key("a")]


def test_owed_pages_come_first_then_those_due_the_longest_unseen_first() -> None:
    one = plan(
        owed={key("owed"): teaser("owed")},
        pages={key("b"): page("b", 2), key("a"): page("a", 3), key("new"): page("new")},
    )
    asked = list(one.first())
    assert [asking.key for asking in asked] == [key("owed"), key("a"), key("b")]
    assert [asking.teaser is None for asking in asked] == [False, True, True]


def test_what_is_not_reached_is_owed_and_what_was_only_due_is_not() -> None:
    one = plan(pages={key("due"): page("due", 9)})
    list(one.first())
    list(one.shown({key(p): teaser(p) for p in ("a", "b")}, None))
    one.settled(key("a"))
    assert one.owed() == [Owed(SOURCE.id, key("b"), teaser("b"), "not reached", asked=False)]


def test_a_run_has_its_bounds_and_loses_nothing_beyond_them() -> None:
    pages = {key(f"due{n}"): page(f"due{n}", 9) for n in range(3 * RECHECKS)}
    one = plan(pages=pages)
    assert len(list(one.first())) == RECHECKS
    shown = {key(f"{n}"): teaser(f"{n}") for n in range(2 * PAGES)}
    assert len(list(one.shown(shown, None))) == PAGES - RECHECKS
    assert len(one.owed()) == 2 * PAGES
