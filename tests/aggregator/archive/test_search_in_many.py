"""Search among more articles than are looked through or ranked at once, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from aggregator.archive.codec import article_row
from aggregator.archive.index.documents import index
from aggregator.archive.index.match import LOOKED_AT
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import article as article_table
from aggregator.archive.schema import event
from aggregator.archive.search import Limits, search
from aggregator.archive.sources import keep_sources
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, article, kept, published
from tests.aggregator.archive.library import TODAY

COUNT = 5_000
WORDS = {
    "mindenki": lambda n: True,
    "fele": lambda n: n % 2 == 0,
    "hetede": lambda n: n % 7 == 0,
    "ezrede": lambda n: n % 1_000 == 3,
    "újak": lambda n: n >= COUNT - 25,
    "régiek": lambda n: n < 25,
    "középsők": lambda n: COUNT // 2 - 5 <= n < COUNT // 2 + 5,
    "egyetlen": lambda n: n == 17,
}
"""Which of the articles, counted from the oldest, have a word."""


@pytest.fixture(scope="module")
def many(_made):
    """So many articles, an hour between each and the next, one in a thousand edited since."""
    with _made.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
        rows = [_row(n) for n in range(COUNT)]
        connection.execute(insert(article_table), rows)
        numbers = dict(connection.execute(select(article_table.c.key, article_table.c.id)).all())
        index(connection, numbers.values())
        telling = [numbers[row["key"]] for row in rows[10::1_000]]
        connection.execute(insert(event), [_event(number) for number in telling])
    edited = [
        kept(path=f"hir/{n}", title="Hír", text="Mást mond.", published=_published(n))
        for n in range(500, COUNT, 1_000)
    ]
    ArchiveMemory(_made).keep(edited, MONDAY + DAY)
    return _made


def _published(n):
    moment = published("2020-06-01").at + timedelta(hours=n)
    return published(moment.replace(tzinfo=None).isoformat(), precision="minute")


def _row(n):
    said = [word for word, has in WORDS.items() if has(n)]
    title = "Mindenki" if n % 1_250 == 7 else "Hír"
    told = article(path=f"hir/{n}", title=title, text=" ".join(said), published=_published(n))
    fixed = {"key": f"portal.example.hu/hir/{n}", "reader": 1, "kind": "news" if n % 3 else "call"}
    return {**article_row(told), **fixed, "first_seen": MONDAY, "last_seen": MONDAY}


def _event(number):
    days = {"start": TODAY, "end": TODAY}
    fixed = {"key": f"{number}", "kind": "event", "name": "Gála", "called": " gal ", "sentence": ""}
    return {"article": number, **fixed, **days, "status": "announced", "certain": True,
            "found": "prose", "since": MONDAY}  # fmt: skip


@pytest.fixture(scope="module")
def ask(many):
    """The numbers of the articles that are found."""

    def search_in(text, **more):
        with many.read() as connection:
            rows = search(connection, text, TODAY, **more).rows
        return [int(row["url"].rsplit("/", 1)[1]) for row in rows]

    return search_in


def right(*words, edited=True):
    """The numbers of the articles that have these words, the newest first."""
    return [
        n
        for n in reversed(range(COUNT))
        if all(WORDS[word](n) for word in words) and not (edited and n % 1_000 == 500)
    ]


@pytest.mark.parametrize(
    "words",
    [
        *([word] for word in WORDS),
        *(["fele", "hetede"], ["mindenki", "régiek"], ["hetede", "régiek"], ["újak", "régiek"]),
        *(["mindenki", "egyetlen"], ["fele", "ezrede"], ["középsők", "hetede", "fele"]),
    ],
)
def test_however_common_words_are_all_are_found_newest_first(ask, words):
    text = " ".join(words)
    for limit in (1, 20, COUNT):
        assert ask(text, limit=limit) == right(*words)[:limit]


def test_of_what_is_found_in_part_no_word_is_wanted(ask):
    rest = [n for n in right("mindenki") if n % 2]
    assert ask("mindenki -fele", limit=COUNT) == rest
    assert ask("-fele mindenki", limit=30) == rest[:30]
    assert ask("-mindenki", limit=COUNT) == list(range(COUNT - 500, 0, -1_000))


def test_properties_of_tables_are_looked_at_behind_the_newest_too(ask):
    calls = [n for n in right("mindenki") if n % 3 == 0]
    assert ask("mindenki kind:call", limit=COUNT) == calls
    assert ask("régiek kind:call", limit=3) == [n for n in calls if n < 25][:3]
    galas = [n for n in right("mindenki") if n % 1_000 == 10]
    assert ask("mindenki event:gála") == ask("event:gála") == galas
    assert ask("mindenki event:gála fele", limit=2) == galas[:2]
    assert ask("mindenki -event:gála", limit=COUNT) == [
        n for n in right("mindenki") if n not in galas
    ]
    assert (
        ask("mindenki -event:gála", limit=10)
        == [n for n in right("mindenki") if n not in galas][:10]
    )
    assert ask("event:gála", limit=2) == galas[:2]
    assert sorted(ask("mindenki event:gála", ranked=True)) == sorted(galas)
    assert ask("mindenki event:gála", as_of=MONDAY, limit=2) == galas[:2]
    assert ask("event:gála régiek újak") == []
    assert ask("source:portal event:2021-06 kind:call") == [n for n in galas if n % 3 == 0]


def test_days_are_looked_for_behind_the_newest_too(ask):
    old = [n for n in right("mindenki") if n < 48]
    assert ask("mindenki to:2020-06-02", limit=COUNT) == old
    assert ask("hetede to:2020-06-02", limit=3) == [n for n in old if n % 7 == 0][:3]
    bounds = Limits(since=_published(100).at, until=_published(110).at)
    assert ask("mindenki", limits=bounds) == list(range(109, 99, -1))
    assert sorted(ask("mindenki", limits=bounds, ranked=True)) == list(range(100, 110))
    assert ask("mindenki -from:2020-06-03", limit=COUNT) == old


def test_as_of_a_day_all_are_found_behind_the_newest_too(ask):
    assert ask("mindenki", as_of=MONDAY, limit=COUNT) == right("mindenki", edited=False)
    assert ask("hetede fele", as_of=MONDAY, limit=5) == right("hetede", "fele", edited=False)[:5]
    assert ask("mást", as_of=MONDAY) == []
    assert len(ask("mást", as_of=MONDAY + DAY)) == len(ask("mást")) == COUNT // 1_000


@pytest.mark.parametrize("words", [["hetede"], ["újak"], ["régiek"], ["egyetlen"], ["ezrede"]])
def test_what_few_have_is_ranked_whole(ask, words):
    text = " ".join(words)
    assert sorted(ask(text, ranked=True, limit=COUNT)) == sorted(right(*words))
    assert ask(text, ranked=True, limit=5) == ask(text, ranked=True, limit=COUNT)[:5]


@pytest.mark.parametrize(
    "text", ["mindenki", "mindenki source:portal", "mind*", "mindenki kind:news"]
)
def test_of_what_many_have_the_newest_are_ranked(ask, text):
    found = ask(text, ranked=True, limit=COUNT)
    assert sorted(found) == sorted(ask(text, limit=LOOKED_AT))
    titled = [n for n in sorted(found, reverse=True) if n % 1_250 == 7]
    assert found[: len(titled)] == titled != []
