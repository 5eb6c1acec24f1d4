from datetime import UTC, date, datetime
from typing import Any

import pytest

from aggregator.proof import Past, found_again, is_enough
from scrapers.article import Article, Published
from scrapers.discovery.candidates import Candidate
from scrapers.discovery.explore import Found, Sample
from scrapers.doors.teaser import Teaser
from scrapers.looking import Shown
from scrapers.source import FeedDoor
from tests.scrapers.example import HOME

TEXT = (
    "A klaszter tagjai három gépet vesznek közösen, és a munka Kisvárason kezdődik, ahol a város"
    " adja az épületet, a szerszámokat pedig az iskola hozza, amelynek tanműhelye mellette áll."
)
OLD = Past(
    "pelda.hu/regi/1", f"{HOME}regi/1", "Közös gépeket vesznek a tagok", TEXT, date(2026, 5, 4)
)


def published(day: int, precision: Any = "day") -> Published:
    return Published(datetime(2026, 5, day, 10, tzinfo=UTC), precision, "feed", "x")


def found(teaser: Teaser, read: Article | str = "not asked") -> Found:
    key = teaser.url.removeprefix("https://www.")
    door = FeedDoor(kind="feed", url=f"{HOME}feed")
    candidate = Candidate(door, Shown({key: teaser}, {}), 0.9, "")
    return Found(candidate, (Sample(key, teaser.title, read),))


def article(title: str, text: str = TEXT, day: int | None = None) -> Article:
    return Article("pelda", f"{HOME}uj/1", title, text, "", published(day) if day else None)


def ways(one: Found) -> list[str]:
    return [again.by for again in found_again(one, [OLD])]


def test_an_article_is_found_again_at_the_same_address():
    assert ways(found(Teaser(OLD.url, "Egészen más cím"))) == ["same address"]


def test_or_by_its_title_and_day_on_the_list_or_on_its_page():
    title = OLD.title.upper()
    assert ways(found(Teaser(f"{HOME}uj/1", title, published=published(4)))) == [
        "same title and day"
    ]
    assert ways(found(Teaser(f"{HOME}uj/1"), article(title, "Más szöveg.", 4))) == [
        "same title and day"
    ]


def test_or_by_its_text():
    assert ways(found(Teaser(f"{HOME}uj/1"), article("Új cím"))) == ["same text"]
    edited = TEXT.replace("három", "négy")
    assert ways(found(Teaser(f"{HOME}uj/1"), article(OLD.title, edited))) == ["same text"]


@pytest.mark.parametrize(
    ("teaser", "read"),
    [
        (Teaser(f"{HOME}uj/1", OLD.title), "http 404"),
        (Teaser(f"{HOME}uj/1", OLD.title, published=published(5)), "http 404"),
        (Teaser(f"{HOME}uj/1", OLD.title, published=published(4, "month")), "http 404"),
        (
            Teaser(f"{HOME}uj/1", OLD.title),
            article(OLD.title, "Egészen más szöveg áll itt most.", 5),
        ),
        (Teaser(f"{HOME}uj/1", "Más"), article("Más", "Egészen más szöveg.", 4)),
    ],
)
def test_a_title_alone_is_no_proof_and_a_day_alone_neither(teaser: Teaser, read: Article | str):
    assert ways(found(teaser, read)) == []


def test_one_article_counts_once_and_says_where_it_is_now():
    teaser = Teaser(f"{HOME}uj/1", OLD.title, published=published(4))
    (again,) = found_again(found(teaser, article(OLD.title, day=4)), [OLD])
    assert (again.past, again.key, again.url) == (OLD.key, "pelda.hu/uj/1", teaser.url)


def test_two_articles_prove_a_door_or_the_one_that_there_is():
    again = found_again(found(Teaser(OLD.url)), [OLD])
    other = Past("pelda.hu/2", f"{HOME}2", "Másik", TEXT, None)
    assert is_enough(again, [OLD])
    assert not is_enough(again, [OLD, other])
    assert is_enough((*again, *again), [OLD, other, other])
    assert not is_enough((), [])


def test_a_day_is_counted_in_budapest():
    late = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    assert Published(late, "minute", "", "").day == date(2026, 5, 4)
    assert Published(late, "month", "", "").day is None
