"""Search among more sources than the index is asked for at once, on both databases."""

import pytest
from sqlalchemy import cast, literal, select
from sqlalchemy.dialects.postgresql import TSQUERY

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.search import Limits, search
from aggregator.archive.sources import keep_sources
from aggregator.errors import ArchiveFailed
from aggregator.query.parse import MOST_TERMS
from scrapers.source import Source
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import MONDAY, kept, published
from tests.aggregator.archive.library import TODAY

MANY = [
    Source(
        id=f"lap-{n}-{'x' * 40}",
        name=f"{'Déli' if n % 2 else 'Északi'} Lap {n}",
        organisation=f"Lap {n}",
        home=f"https://lap{n}.example.hu/",
        sector="wood" if n % 3 else None,
        country="hu" if n < 1_500 else "at",
    )
    for n in range(3_000)
]
TOLD = (0, 1, 2, 3, 1_500, 1_501, 2_999)
"""The numbers of the sources that tell something."""


@pytest.fixture(scope="module")
def many(_made):
    """So many sources, some of which have an article."""
    with _made.write() as connection:
        make_empty(connection)
        keep_sources(connection, MANY)
    told = [
        kept(source=MANY[n].id, path=f"{n}", text="Klaszter.", published=published("2021-06-04"))
        for n in TOLD
    ]
    ArchiveMemory(_made).keep(told, MONDAY)
    return _made


@pytest.fixture(scope="module")
def ask(many):
    """The numbers of the sources whose articles are found."""

    def search_in(text, **more):
        with many.read() as connection:
            rows = search(connection, text, TODAY, **more).rows
        return [int(row["url"].rsplit("/", 1)[1]) for row in rows]

    return search_in


def right(wanted):
    return [n for n in reversed(TOLD) if wanted(n)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("source:lap", lambda n: True),
        ("source:déli", lambda n: n % 2),
        ("country:hu sector:wood", lambda n: n < 1_500 and n % 3),
        ("country:at source:északi", lambda n: n >= 1_500 and not n % 2),
        ("-source:déli", lambda n: not n % 2),
        ("-source:déli -country:at", lambda n: not n % 2 and n < 1_500),
        ("source:lap -source:déli", lambda n: not n % 2),
        ("sector:wood country:hu country:at", lambda n: n % 3),
        ("country:hu country:at -source:lap", lambda n: False),
        (" ".join(["source:lap"] * MOST_TERMS), lambda n: True),
        (" ".join(["-source:déli"] * MOST_TERMS), lambda n: not n % 2),
        (" ".join(f'-source:"{n} lap"' for n in range(MOST_TERMS)), lambda n: n >= MOST_TERMS),
    ],
)
def test_however_many_sources_are_meant_their_articles_are_found(ask, text, wanted):
    found = right(wanted)
    assert ask(text) == ask(f"klaszter {text}") == found
    assert sorted(ask(f"klaszter {text}", ranked=True)) == sorted(found)
    assert ask(text, as_of=MONDAY) == found


@pytest.mark.parametrize("text", ["credit:lap", "-credit:lap", "credit:déli credit:északi"])
def test_credits_of_many_sources_are_a_query(ask, text):
    many = " ".join([text] * (MOST_TERMS // 2))
    assert ask(many) == (right(lambda n: True) if text.startswith("-") else [])


def test_many_sources_are_a_limit(ask):
    limits = Limits(sources=[one.id for one in MANY[::2]])
    assert ask("klaszter", limits=limits) == ask("", limits=limits) == right(lambda n: not n % 2)


def test_no_failure_repeats_what_the_server_was_asked(many, database):
    if database == "sqlite":
        pytest.skip("a query of PostgreSQL's")
    for asked in (f"'{'a' * 2_000}' | " * 600 + "'a'", "'secret' &"):
        with pytest.raises(ArchiveFailed) as failed, many.read() as connection:
            connection.scalar(select(cast(literal(asked), TSQUERY)))
        assert "'" not in str(failed.value)
        assert "secret" not in str(failed.value)
