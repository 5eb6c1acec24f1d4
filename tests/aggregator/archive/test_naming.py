import pytest
from sqlalchemy import update

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import Names, described, keep_descriptions
from aggregator.archive.schema import former_source
from aggregator.archive.search import search
from aggregator.archive.sources import keep_sources, known_since
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, contents, kept

RENAMED = PORTAL.model_copy(
    update={"name": "Klaszterek Lapja", "organisation": "Lap Kft.", "sector": "ict"}
)
TODAY = MONDAY.date()


def rename(archive, source=RENAMED, now=MONDAY + DAY):
    with archive.write() as connection:
        keep_descriptions(connection, [source], now)
        keep_sources(connection, [source], now)


def test_what_a_source_was_called_is_kept_with_the_moment_until_which_it_was(archive):
    rename(archive)
    (former,) = contents(archive)["former_source"]
    assert (former["source"], former["name"], former["until"]) == (
        "portal",
        PORTAL.name,
        MONDAY + DAY,
    )


def test_a_source_that_is_described_as_before_leaves_nothing(archive):
    with archive.write() as connection:
        keep_descriptions(connection, SOURCES, MONDAY)
        keep_descriptions(connection, [PORTAL.model_copy(update={"id": "new"})], MONDAY)
    assert contents(archive)["former_source"] == []


def test_a_source_is_known_by_the_name_that_it_had(archive):
    rename(archive)
    rename(archive, RENAMED.model_copy(update={"name": "Harmadik"}), MONDAY + 3 * DAY)
    with archive.read() as connection:
        names = [described(connection, MONDAY + day * DAY)["portal"]["name"] for day in (0, 2, 4)]
        assert names == [PORTAL.name, "Klaszterek Lapja", "Harmadik"]
        assert described(connection)["portal"]["name"] == "Harmadik"
        assert Names(connection, MONDAY + 2 * DAY).named("klaszter lapja") == ["portal"]
        assert Names(connection).named("klaszter lapja") == []
        assert Names(connection, MONDAY).where("sector", "ICT") == []
        assert Names(connection).where("sector", "ICT") == ["portal"]


def test_a_search_as_of_a_moment_knows_the_names_of_then(archive):
    ArchiveMemory(archive).keep([kept()], MONDAY)
    rename(archive)
    with archive.read() as connection:
        then = search(connection, "source:hálózati", TODAY, as_of=MONDAY)
        assert [row["source_name"] for row in then.rows] == [PORTAL.name]
        now = search(connection, "source:klaszterek", TODAY)
        assert [row["source_name"] for row in now.rows] == ["Klaszterek Lapja"]
        assert search(connection, "source:hálózati", TODAY).remarks


MOVED = PORTAL.model_copy(update={"home": "https://uj-portal.example.hu/"})


def test_a_source_is_known_by_the_host_that_it_had(archive):
    rename(archive, MOVED)
    rename(archive, MOVED.model_copy(update={"aliases": ("lap.example.hu",)}), MONDAY + 3 * DAY)
    hosts = ("portal.example.hu", "uj-portal.example.hu", "lap.example.hu")
    with archive.read() as connection:
        then = [Names(connection, MONDAY + day * DAY) for day in (0, 2, 4)]
        known = [[host for host in hosts if names.named(host)] for names in then]
    assert known == [[hosts[0]], [hosts[1]], [hosts[1], hosts[2]]]


def test_hosts_that_were_not_noted_are_those_of_now(archive):
    rename(archive)
    rename(archive, MOVED, MONDAY + 3 * DAY)
    with archive.write() as connection:
        connection.execute(update(former_source).values(hosts=None))
    with archive.read() as connection:
        assert Names(connection, MONDAY).named("uj-portal.example.hu") == ["portal"]


def test_a_source_is_known_from_when_it_was_added(archive):
    news = PORTAL.model_copy(update={"id": "new", "name": "Új Lap"})
    with archive.write() as connection:
        keep_sources(connection, [news], MONDAY + DAY)
        keep_sources(connection, [news], MONDAY + 5 * DAY)
    with archive.read() as connection:
        for said in ("new", "új lap"):
            assert Names(connection, MONDAY).named(said) == []
            assert Names(connection, MONDAY + DAY).named(said) == ["new"]
            assert Names(connection).named(said) == ["new"]
    with archive.write() as connection:
        known_since(connection, "new", MONDAY)
    with archive.read() as connection:
        assert Names(connection, MONDAY).named("new") == ["new"]


ACCENTED = PORTAL.model_copy(update={"id": "fire", "home": "https://www.tűzoltó.hu/"})


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("portal.example.hu", "portal"), ("www.portal.example.hu", "portal"),
        ("PORTAL.Example.HU", "portal"), ("https://portal.example.hu/", "portal"),
        ("http://www.portal.example.hu/hirek/1?a=b", "portal"), ("portal.example.hu/", "portal"),
        ("tűzoltó.hu", "fire"), ("TŰZOLTÓ.hu", "fire"), ("www.tűzoltó.hu", "fire"),
        ("https://www.tűzoltó.hu/hírek", "fire"), (ACCENTED.host, "fire"),
        ("tuzolto.hu", None), ("example.hu", None), ("https://", None), ("://", None), (":", None),
        ("", None), ("http://[", None), ("%", None), ("portal.example.hu.", "portal"),
    ],
)  # fmt: skip
def test_a_host_is_known_however_people_write_it(archive, said, meant):
    with archive.write() as connection:
        keep_sources(connection, [ACCENTED])
    with archive.read() as connection:
        assert Names(connection).named(said) == ([meant] if meant else [])
